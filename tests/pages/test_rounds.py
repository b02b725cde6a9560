"""A round from the call to what opened, through its pages and links (seeds rows 14, 15, 35, 45, 78)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from mensch import models
from mensch.services import group_access, round_opening, round_pages, round_plans, rounds
from mensch.services.access import public
from tests import introducing, rounding, world

pytestmark = pytest.mark.django_db
LOCAL = "%Y-%m-%dT%H:%M"


def test_a_steward_calls_a_round_and_everybody_gets_one_letter_with_a_link_of_their_own(ada: world.Member) -> None:
    introducing.account(ada)
    one = rounding.called(ada)
    page = ada.client.post(f"{one.path}/calls", follow=True)
    assert "6 letters leave." in page.content.decode()
    letters = list(models.Letter.objects.filter(vault=ada.vault, kind="round"))
    assert {letter.to[0] for letter in letters} >= {"ben@example.org", "nan@example.org"}
    links = [re.search(r"/g/([\w-]+)/rounds/", letter.body) for letter in letters]
    assert len({found.group(1) for found in links if found}) == 6
    assert all(letter.pressed_by_id == ada.user.pk for letter in letters)
    ada.client.post(f"{one.path}/calls")
    assert models.Letter.objects.filter(vault=ada.vault, kind="round").count() == 6


def test_a_member_without_an_account_answers_by_link_and_no_cookie_is_set(ada: world.Member) -> None:
    one = rounding.called(ada)
    link, client = one.link("nan"), rounding.nobody()
    assert "What are you looking for?" in client.get(link).content.decode()
    page = client.post(f"{link}/answers", {"looking": "Violin lessons", "doors": "a baker\na printer", "agreed": "on"})
    assert page.status_code == 200
    assert not page.cookies
    told = group_access.own(one.members["nan"], models.RoundAnswer).get()
    assert (told.looking, told.first) == ("Violin lessons", False)
    doors = group_access.own(one.members["nan"], models.RoundDoor)
    assert sorted(doors.values_list("opens", "agreed")) == [("a baker", True), ("a printer", True)]
    client.post(f"{link}/answers", {"looking": "Violin lessons", "doors": "a printer"})
    assert list(doors.filter(closed_at=None).values_list("opens", "agreed")) == [("a printer", True)]


def test_asks_and_doors_become_helps_and_the_giver_alone_says_whether_one_takes_part(ada: world.Member) -> None:
    one = rounding.answered(ada)
    page = ada.client.get(one.path).content.decode()
    assert "5 asks, 5 doors" in page
    assert "4 helps fit an ask" in page
    link = one.link("ben")
    mine = rounding.nobody().get(link).content.decode()
    assert "A carpenter for two doors" in mine
    assert "Cleo" not in mine
    help_ = group_access.rows(one.members["ben"], models.RoundHelp).get(giver=one.members["ben"])
    rounding.nobody().post(f"{link}/words", {"help": public(help_.pk), "says": "no"})
    assert "3 helps fit an ask" in ada.client.get(one.path).content.decode()
    other = rounding.nobody().post(f"{one.link('cleo')}/words", {"help": public(help_.pk), "says": "yes"})
    assert other.status_code == 404


def test_circles_are_found_by_the_worker_and_shown_to_the_steward(ada: world.Member) -> None:
    one = rounding.answered(ada)
    page = ada.client.post(f"{one.path}/plans", follow=True).content.decode()
    assert "Looking for circles" in page
    plan = group_access.rows(one.members["ada"], models.RoundPlan).get()
    round_plans.run(plan_id=plan.pk)
    round_plans.run(plan_id=plan.pk)
    page = ada.client.get(one.path).content.decode()
    assert "One circle, one chain: 4 of 5 asks" in page
    assert "No plan can help more than 4." in page
    assert "Send the invitations" in page


def test_many_circles_are_shown_some_at_a_time(ada: world.Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(round_pages, "SOME", 1)
    one = rounding.answered(ada)
    rounding.planned(one)
    first = ada.client.get(one.path).content.decode()
    assert "One circle, one chain: 4 of 5 asks" in first
    assert ("A circle of 3" in first, "A chain of 2" in first, "1 to 1 of 2" in first) == (True, False, True)
    second = ada.client.get(f"{one.path}?from=1").content.decode()
    assert ("A circle of 3" in second, "A chain of 2" in second, "2 to 2 of 2" in second) == (False, True, True)


def test_a_barred_step_is_not_planned_and_the_mark_can_be_taken_away(ada: world.Member) -> None:
    one = rounding.answered(ada)
    rounding.planned(one)
    help_ = group_access.rows(one.members["ada"], models.RoundHelp).get(giver=one.members["ben"])
    page = ada.client.post(f"{one.path}/marks", {"help": public(help_.pk), "kind": "bar"}, follow=True)
    assert "Pinned and barred" in page.content.decode()
    assert rounding.planned(one).parts == [[False, [one.members["dan"].pk, one.members["nan"].pk]]]
    mark = group_access.rows(one.members["ada"], models.RoundMark).get()
    ada.client.post(f"{one.path}/marks/{public(mark.pk)}/removal")
    assert len(rounding.planned(one).parts) == 2


def test_they_are_asked_in_private_and_see_no_name(ada: world.Member) -> None:
    introducing.account(ada)
    one = rounding.answered(ada)
    plan = rounding.planned(one)
    deadline = (timezone.localtime() + timedelta(days=1)).strftime(LOCAL)
    form = {"plan": public(plan.pk), "deadline": deadline, "mails": "on"}
    page = ada.client.post(f"{one.path}/askings", form, follow=True).content.decode()
    assert "They are asked" in page
    letters = models.Letter.objects.filter(vault=ada.vault)
    assert letters.filter(kind="round", state="pressed").count() == 5
    assert letters.filter(kind="opening", state="held").count() == 4
    mine = rounding.nobody().get(one.link("ben")).content.decode()
    assert "Would you?" in mine
    assert "a beekeeper" in mine
    assert not any(name in mine for name in ("Ada", "Cleo", "example.org"))
    assert "nothing for you to do" in rounding.nobody().get(one.link("gil")).content.decode()


def test_at_the_deadline_all_opens_at_once_and_the_letters_that_join_leave(ada: world.Member) -> None:
    introducing.account(ada)
    one = rounding.answered(ada)
    asking = rounding.asked(one, mails=True)
    rounding.reply(one, "ada", "ben", "cleo", "dan", no=("nan",))
    assert round_opening.due(now=timezone.now()) == 0
    assert round_opening.due(now=asking.deadline) == 1
    assert round_opening.due(now=asking.deadline) == 0
    page = rounding.nobody().get(one.link("ben")).content.decode()
    assert "Ada Lindqvist helps you" in page
    assert "You help Cleo Marin" in page
    assert "mailto:cleo@example.org" in page
    joined = models.Letter.objects.filter(vault=ada.vault, kind="opening")
    assert sorted(joined.values_list("state", flat=True)) == ["pressed"] * 3
    told = ada.client.get(one.path).content.decode()
    assert "3 of 5 asks were helped" in told
    assert "Find what still closes" in told


def test_what_fell_goes_first_next_time_and_the_ask_stands_in_the_form(ada: world.Member) -> None:
    one = rounding.answered(ada)
    asking = rounding.asked(one)
    rounding.reply(one, "dan", no=("nan",))
    round_opening.due(now=asking.deadline)
    ada.client.post(f"{one.path}/end")
    again = one._replace(
        row=rounds.call(
            member=one.members["ada"], until=asking.deadline + timedelta(days=2), words="", now=timezone.now()
        )
    )
    assert round_plans.waiting(again.row) == {one.members[name].pk for name in ("ada", "ben", "cleo", "nan")}
    assert "Violin lessons for my niece" in rounding.nobody().get(again.link("nan")).content.decode()


def test_slips_carry_a_link_for_each_and_the_screen_no_name(ada: world.Member) -> None:
    one = rounding.answered(ada)
    rounding.asked(one)
    page = ada.client.post(f"{one.path}/slips").content.decode()
    assert page.count('class="slip"') == 5
    wall = ada.client.get(f"{one.path}/screen").content.decode()
    assert "A circle of 3: 0 of 3 said yes so far" in re.sub(r"\s+", " ", wall)
    assert not any(name in wall for name in ("Ben", "Cleo", "Nan"))
