"""Circles among the people an owner knows: found from notes, pressed once, opened by everybody's yes and not before."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.http import Http404
from django.utils import timezone

from mensch import cli, models
from mensch.core.own_circles import Phase
from mensch.errors import InputError
from mensch.services import circle_ideas, circle_pressing, suppressions, ways_in
from tests import circling, introducing, world
from tests.pages.pressing import press, undo

ADDRESSES = ("joan@whitlow.example", "owen@grant.example", "felix@brandt.example")


def text(member: world.Member, path: str) -> str:
    page = re.sub(r"<[^>]+>", " ", member.client.get(path, follow=True).content.decode())
    return " ".join(unescape(page).split())


def test_a_circle_of_three_stands_as_picture_and_as_a_list_with_the_words_that_were_noted(ada: world.Member) -> None:
    circling.three(ada)
    page = ada.client.get("/introductions/circles").content.decode()
    assert 'role="img"' in page
    told = text(ada, "/introductions/circles")
    assert "A circle of three could form" in told
    assert "You introduce Owen to Joan ." in told
    assert "Joan is glad to give: accounting and bookkeeping" in told
    assert "Owen is looking for: an accountant" in told


def test_nobody_is_proposed_who_is_only_on_a_list_or_whose_words_are_the_owners_alone(ada: world.Member) -> None:
    cast = circling.three(ada)
    models.Touch.objects.filter(person=cast.people["Felix"]).delete()
    assert circle_ideas.circle_ideas(vault=ada.vault, now=world.NOW) == []


def test_words_that_are_the_owners_alone_bring_about_nothing(ada: world.Member) -> None:
    circling.three(ada)
    models.Ask.objects.filter(words=circling.WANTS["Owen"]).update(seen_by="me")
    assert all(not idea.circle for idea in circle_ideas.circle_ideas(vault=ada.vault, now=world.NOW))


def test_two_who_know_each_other_need_no_introduction(ada: world.Member) -> None:
    cast = circling.three(ada)
    one, other = sorted((cast.people["Joan"], cast.people["Owen"]), key=lambda row: row.pk)
    models.Acquaintance.objects.create(vault=ada.vault, one=one, other=other, how="told", key="told", at=world.NOW)
    assert all(not idea.circle for idea in circle_ideas.circle_ideas(vault=ada.vault, now=world.NOW))


def test_not_this_one_is_kept_until_words_change_and_can_be_undone(ada: world.Member) -> None:
    circling.three(ada)
    [idea] = circle_ideas.circle_ideas(vault=ada.vault, now=world.NOW)
    answer = press(ada, "/introductions/circles/asides", key=idea.key)
    assert circle_ideas.circle_ideas(vault=ada.vault, now=world.NOW) == []
    undo(ada, answer)
    assert [one.key for one in circle_ideas.circle_ideas(vault=ada.vault, now=world.NOW)] == [idea.key]
    press(ada, "/introductions/circles/asides", key=idea.key)
    models.Ask.objects.filter(words=circling.WANTS["Owen"]).update(words="an accountant for a bakery")
    assert len(circle_ideas.circle_ideas(vault=ada.vault, now=world.NOW)) == 1


def test_a_letter_says_whom_they_help_and_who_helps_them_by_given_names_alone(ada: world.Member) -> None:
    one = circling.begun(ada)
    words = one.seat("Owen").words
    assert "Joan could help you." in words
    assert "You could help Felix, who is looking for: a lawyer for a contract." in words
    for hidden in ("Whitlow", "Brandt", *ADDRESSES):
        assert hidden not in words
    assert words.endswith(ada.user.name)


def test_all_letters_leave_with_one_press_and_those_that_join_wait(ada: world.Member) -> None:
    introducing.account(ada)
    one = circling.begun(ada)
    page = f"/introductions/circles/{one.id}"
    assert "To Joan Whitlow" in text(ada, page)
    answer = press(ada, f"{page}/pressing", **{"words-0": "Hello there, my own words"})
    letters = {row.once.rpartition(":")[2]: row.state for row in models.Letter.objects.filter(vault=ada.vault)}
    assert letters == {"meet": "pressed", "opening": "held"}
    assert models.Letter.objects.filter(body__startswith="Hello there, my own words").count() == 1
    undo(ada, answer)
    assert not models.Letter.objects.filter(vault=ada.vault).exists()
    assert one.whole().phase is Phase.DRAFT


def test_whoever_says_their_name_with_the_press_finds_it_beneath_every_letter(ada: world.Member) -> None:
    introducing.account(ada)
    models.User.objects.filter(pk=ada.user.pk).update(name="")
    one = circling.begun(world.of(ada.vault))
    path = f"/introductions/circles/{one.id}"
    assert "How are you called?" in text(ada, path)
    fields = re.findall(r'name="((?:words|opening)-\d)"', ada.client.get(path).content.decode())
    press(ada, f"{path}/pressing", **{"your-name": "Ada Lindqvist", **dict.fromkeys(fields, "Hello there")})
    assert {row.opening for row in one.whole().seats} == {"Hello there\n\nAda Lindqvist"}
    assert "Hello there\n\nAda Lindqvist" in one.letter("Owen").body


def test_a_letter_that_gives_an_address_away_is_not_pressed_and_the_text_stays(ada: world.Member) -> None:
    introducing.account(ada)
    one = circling.begun(ada)
    path = f"/introductions/circles/{one.id}/pressing"
    place = one.seat("Owen").place
    answer = ada.client.post(path, {f"words-{place}": "Write to joan@whitlow.example"})
    assert answer.status_code == 422
    assert "holds an address of another" in answer.content.decode()
    assert "Write to joan@whitlow.example" in answer.content.decode()
    assert not models.Letter.objects.filter(vault=ada.vault).exists()


def test_without_an_address_of_everybody_or_after_a_no_for_ever_nothing_leaves(ada: world.Member) -> None:
    introducing.account(ada)
    one = circling.begun(ada)
    suppressions.suppress(address=ADDRESSES[1], now=world.NOW)
    with pytest.raises(InputError):
        circling.press(one)
    models.Address.objects.filter(value=ADDRESSES[2]).delete()
    with pytest.raises(InputError, match="No mail address of Felix"):
        circling.press(one)
    assert not models.Letter.objects.filter(vault=ada.vault).exists()


def test_the_command_tells_people_and_steps(ada: world.Member, capsys: pytest.CaptureFixture[str]) -> None:
    circling.three(ada)
    assert ways_in.first_member() == ada.user
    assert cli.main(["circles", "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)["circles"]
    assert told["kind"] == "circle"
    names = {one["id"]: one["name"] for one in told["people"]}
    steps = {names[step["giver"]]: names[step["receiver"]] for step in told["steps"]}
    assert steps == {"Joan Whitlow": "Owen Grant", "Owen Grant": "Felix Brandt", "Felix Brandt": "Joan Whitlow"}
    assert {step["gives"] for step in told["steps"]} == set(circling.GIVES.values())
    assert cli.main(["circles"]) == 0
    assert "Joan helps Owen: accounting" in capsys.readouterr().out


def test_the_pages_of_a_circle_follow_it_to_its_end(ada: world.Member) -> None:
    one = circling.fresh(ada)
    page = f"/introductions/circles/{one.id}"
    assert "They are asked." in text(ada, page)
    undo(ada, press(ada, f"{page}/end"))
    assert one.whole(timezone.now()).phase is Phase.DRAFT
    press(ada, f"{page}/end")
    assert "It did not come together this time." in text(ada, page)
    assert "Introduce Owen Grant to Joan Whitlow" in text(ada, page)


def test_what_is_possible_no_more_is_not_begun(ada: world.Member) -> None:
    with pytest.raises(Http404):
        circle_pressing.begin(vault=ada.vault, key="0" * 64, now=world.NOW)
