"""Nobody learns an answer, a name or an address early: not by a page, a status, a letter or a count (rows 15, 78)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from mensch import models
from mensch.services import group_access, group_leaving, round_opening, round_plans, rounds
from mensch.services.access import public
from mensch.services.rounds import Said
from tests import introducing, rounding, world
from tests.rounding import Circle

pytestmark = pytest.mark.django_db
_TOKEN = re.compile(r'(csrfmiddlewaretoken" value="|"X-CSRFToken": ")\w+')


def seen(one: Circle, monkeypatch: pytest.MonkeyPatch, now: datetime, links: dict[str, str]) -> dict[str, str]:
    """Everybody's page, and the steward's two, at that moment."""
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now)
        pages = {name: rounding.nobody().get(link) for name, link in links.items()}
        pages |= {path: one.steward.client.get(f"{one.path}{path}") for path in ("", "/screen", "/mine")}
    return {name: f"{page.status_code} " + _TOKEN.sub("", page.content.decode()) for name, page in pages.items()}


@pytest.mark.parametrize("at", [timedelta(seconds=50), timedelta(hours=5), timedelta(hours=25)])
def test_a_no_and_no_word_give_the_same_bytes_to_everybody(
    ada: world.Member, monkeypatch: pytest.MonkeyPatch, at: timedelta
) -> None:
    introducing.account(ada)
    now = timezone.now()
    one = rounding.answered(ada, now)
    asking = rounding.asked(one, mails=True, now=now)
    rounding.reply(one, "ada", "ben", "dan", now=now + timedelta(seconds=10))
    links = {name: one.link(name) for name in ("ben", "cleo", "dan", "nan", "gil")}

    def end() -> None:
        if at > timedelta(days=1):
            round_opening.due(now=asking.deadline)

    from django.db import transaction

    with transaction.atomic():
        end()
        silent = seen(one, monkeypatch, now + at, links), letters(ada)
        transaction.set_rollback(True)
    rounding.reply(one, no=("cleo", "nan"), now=now + timedelta(seconds=20))
    end()
    assert (seen(one, monkeypatch, now + at, links), letters(ada)) == silent


def letters(ada: world.Member) -> list[tuple[str, str, str]]:
    rows = models.Letter.objects.filter(vault=ada.vault).order_by("once")
    return list(rows.values_list("once", "state", "subject"))


def test_a_count_moves_every_two_minutes_and_a_yes_taken_back_is_not_seen(
    ada: world.Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    one = rounding.answered(ada, now)
    rounding.asked(one, now=now)
    links = {"ben": one.link("ben")}
    rounding.reply(one, "cleo", now=now + timedelta(seconds=130))
    early = seen(one, monkeypatch, now + timedelta(seconds=200), links)["ben"]
    assert "0 of 3 said yes so far" in early
    later = seen(one, monkeypatch, now + timedelta(seconds=250), links)["ben"]
    assert "1 of 3 said yes so far" in later
    rounding.reply(one, no=("cleo",), now=now + timedelta(seconds=300))
    assert "1 of 3 said yes so far" in seen(one, monkeypatch, now + timedelta(hours=3), links)["ben"]


def test_of_two_people_no_count_is_shown_to_anybody(ada: world.Member) -> None:
    one = rounding.answered(ada)
    rounding.asked(one)
    assert "said yes so far" not in rounding.nobody().get(one.link("nan")).content.decode()
    assert "Of two people no count is shown." in ada.client.get(one.path).content.decode()


def test_behind_a_link_nobody_reads_which_word_was_given(ada: world.Member) -> None:
    one = rounding.answered(ada)
    rounding.asked(one)
    link, client = one.link("ben"), rounding.nobody()
    before = client.get(link).content
    for says in ("yes", "not_now"):
        thanks = client.post(f"{link}/replies", {"says": says})
        assert thanks.status_code == 200
        assert client.get(link).content == before
    assert client.post(f"{link}/replies", {"says": "perhaps"}).status_code == 422


def test_a_late_answer_and_one_of_somebody_who_was_not_asked_change_nothing(
    ada: world.Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = rounding.answered(ada)
    asking = rounding.asked(one)
    assert rounding.nobody().post(f"{one.link('gil')}/replies", {"says": "yes"}).status_code == 422
    link = one.link("ben")
    monkeypatch.setattr(timezone, "now", lambda: asking.deadline)
    assert rounding.nobody().post(f"{link}/replies", {"says": "yes"}).status_code == 422
    assert not group_access.rows(one.members["ada"], models.RoundReply).exists()


def test_whoever_leaves_takes_their_words_along_and_their_circle_does_not_come_together(ada: world.Member) -> None:
    introducing.account(ada)
    one = rounding.answered(ada)
    asking = rounding.asked(one, mails=True)
    rounding.reply(one, "ada", "ben", "cleo", "dan", "nan")
    group_leaving.leave(member=one.members["cleo"], now=timezone.now())
    assert round_opening.due(now=asking.deadline) == 1
    steps = group_access.rows(one.members["ada"], models.RoundStep).values_list("giver_id", "receiver_id")
    assert list(steps) == [(one.members["dan"].pk, one.members["nan"].pk)]
    assert not any("cleo@example.org" in letter.to for letter in models.Letter.objects.filter(kind="opening"))
    looked_for = group_access.rows(one.members["ada"], models.RoundAnswer).values_list("looking", flat=True)
    assert not any("carpenter" in words for words in looked_for)
    doors = group_access.rows(one.members["ada"], models.RoundDoor).values_list("opens", flat=True)
    assert "somebody who runs a bakery" not in doors
    assert ada.client.get(one.path).status_code == 200


def test_what_is_left_is_tried_once_more_and_then_the_round_is_told(
    ada: world.Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = rounding.called(ada)
    more = Said("Honey from a beekeeper", "a carpenter\na canteen bakery", agreed=True)
    for name, words in (dict(rounding.SAID) | {"ben": more}).items():
        rounds.answer(member=one.members[name], round_=one.id(), said=words, now=timezone.now())
    help_ = group_access.rows(one.members["ada"], models.RoundHelp).get(
        giver=one.members["ben"], receiver=one.members["ada"]
    )
    rounds.mark(member=one.members["ada"], round_=one.id(), help_=public(help_.pk), kind="bar", now=timezone.now())
    asking = rounding.asked(one)
    rounding.reply(one, "ada", "ben", "dan", "nan", no=("cleo",))
    monkeypatch.setattr(timezone, "now", lambda: asking.deadline)
    round_opening.due(now=asking.deadline)
    assert "Find what still closes" in ada.client.get(one.path).content.decode()
    ada.client.post(f"{one.path}/plans")
    plan = group_access.rows(one.members["ada"], models.RoundPlan).latest("asked_at")
    round_plans.run(plan_id=plan.pk)
    page = ada.client.get(one.path).content.decode()
    assert "A circle of 2" in page
    assert 'value="pin"' not in page
    until = timezone.localtime(asking.deadline + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M")
    ada.client.post(f"{one.path}/askings", {"plan": public(plan.pk), "deadline": until})
    rounding.reply(one, "ada", "ben", now=asking.deadline)
    monkeypatch.setattr(timezone, "now", lambda: asking.deadline + timedelta(hours=6))
    round_opening.due(now=timezone.now())
    told = ada.client.get(one.path).content.decode()
    assert "3 of 5 asks were helped" in told
    assert "goes first in the next round" in told
    assert "Find circles" not in told
