"""The demo town: real imports, every page worth a look, never among real people, gone without a trace."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone

from mensch import cli
from mensch.core.touches import Standing
from mensch.errors import InputError
from mensch.models import Person, Touch, Twin, Vault
from mensch.models.base import Owned
from mensch.services import demo, reveal, today
from tests import world


def build(member: world.Member) -> demo.Made:
    return demo.build(vault=member.vault, today=timezone.now().date())


def told(vault: Vault) -> list[tuple[Any, ...]]:
    """What the town says, without ids and moments of the machine."""
    people = Person.objects.filter(vault=vault).values_list("full", "org", "title", "standing", "last_touch")
    touches = Touch.objects.filter(vault=vault).values_list("person__full", "at", "kind", "by_me", "what")
    twins = Twin.objects.filter(vault=vault).values_list("one__full", "other__full")
    return sorted(map(repr, (*people, *(row for row in touches if row[2] != "other"), *twins)))  # type: ignore[arg-type]


def rows(vault: Vault) -> int:
    return sum(model.objects.filter(vault=vault).count() for model in Owned.__subclasses__())


@pytest.mark.django_db
def test_the_town_fills_every_corner_and_is_marked_on_every_page(ada: world.Member) -> None:
    made = build(ada)
    assert 395 <= made.people <= 430
    shown = today.show(vault=ada.vault, now=timezone.now())
    assert shown.all == 7
    assert shown.focus is not None
    assert shown.ahead is not None
    kinds = {str(item.nudge.kind) for item in (shown.focus.item, *shown.then)}
    assert {"reply", "promise", "whom-again", "meeting"} <= kinds
    honest = reveal.reveal(vault=ada.vault, now=timezone.now())
    assert honest.met
    assert honest.both
    assert honest.listed > honest.met
    assert honest.total == honest.met + honest.both + (honest.one or 0) + honest.listed
    assert Twin.objects.filter(vault=ada.vault).count() >= 3
    for page in ("/today", "/import", "/reveal"):
        assert "Everybody here is invented" in ada.client.get(page, follow=True).content.decode()


@pytest.mark.django_db
def test_the_same_day_and_seed_give_the_same_rows(ada: world.Member, ben: world.Member) -> None:
    build(ada)
    build(ben)
    assert told(ada.vault) == told(ben.vault)
    build(ben)
    assert told(ada.vault) == told(ben.vault)


@pytest.mark.django_db
def test_the_town_leaves_nothing_behind_and_touches_nobody_else(ada: world.Member, ben: world.Member) -> None:
    world.touch(world.person(ben.vault))
    before = rows(ben.vault)
    build(ada)
    demo.remove(vault=ada.vault)
    assert rows(ada.vault) == 0
    assert rows(ben.vault) == before
    assert ada.vault.kind == "own"


@pytest.mark.django_db
def test_the_town_does_not_mix_with_people_of_ones_own(ada: world.Member) -> None:
    world.person(ada.vault)
    with pytest.raises(InputError, match="of your own"):
        demo.where(first=ada.user, new_member=False)
    demo.remove(vault=ada.vault)
    assert Person.objects.filter(vault=ada.vault).count() == 1
    other = demo.where(first=ada.user, new_member=True)
    assert other != ada.vault
    assert demo.where(first=ada.user, new_member=True) == other


@pytest.mark.django_db
def test_somebody_added_by_hand_keeps_the_town_from_being_swept_away(ada: world.Member) -> None:
    build(ada)
    world.person(ada.vault, "Real Person")
    with pytest.raises(InputError, match="of your own"):
        demo.where(first=ada.user, new_member=False)


@pytest.mark.django_db(transaction=True)
def test_the_command_makes_and_removes_the_town(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["people"] >= 395
    assert Person.objects.filter(standing=Standing.MET.value).exists()
    assert cli.main(["demo", "--remove"]) == 0
    assert not Person.objects.exists()
