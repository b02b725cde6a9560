"""The demo town: real imports, every page worth a look, never among real people, gone without a trace."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from mensch import cli
from mensch.errors import InputError
from mensch.models import Person, Touch, Twin, Vault
from mensch.models.base import Owned
from mensch.services import demo, reveal, today
from tests import world


def told(vault: Vault) -> list[str]:
    """What the town says, without ids and moments of the machine."""
    people = Person.objects.filter(vault=vault).values_list("full", "org", "title", "standing", "last_touch")
    touches = Touch.objects.filter(vault=vault).exclude(kind="other")
    twins = Twin.objects.filter(vault=vault).values_list("one__full", "other__full")
    return sorted(map(repr, (*people, *touches.values_list("person__full", "at", "kind", "by_me", "what"), *twins)))


def rows(vault: Vault) -> int:
    return sum(model.objects.filter(vault=vault).count() for model in Owned.__subclasses__())


def the_corners_are_filled(member: world.Member) -> None:
    shown = today.show(vault=member.vault, now=timezone.now())
    assert shown.all == 7
    assert shown.focus is not None
    assert shown.ahead is not None
    kinds = {str(item.nudge.kind) for item in (shown.focus.item, *shown.then)}
    assert {"reply", "promise", "whom-again", "meeting"} <= kinds
    honest = reveal.reveal(vault=member.vault, now=timezone.now())
    assert honest.met
    assert honest.both
    assert honest.listed > honest.met
    assert honest.total == honest.met + honest.both + (honest.one or 0) + honest.listed
    assert Twin.objects.filter(vault=member.vault).count() >= 3


def every_page_is_marked(member: world.Member) -> None:
    for page in ("/today", "/import", "/reveal"):
        assert "Everybody here is invented" in member.client.get(page, follow=True).content.decode()


def test_the_command_makes_a_marked_town_the_same_for_everybody_and_gone_without_a_trace(
    ada: world.Member, ben: world.Member, capsys: pytest.CaptureFixture[str]
) -> None:
    world.touch(world.person(ben.vault, "Somebody Real"))
    assert cli.main(["demo", "--json"]) == 0
    assert 395 <= json.loads(capsys.readouterr().out)["people"] <= 430
    ada.vault.refresh_from_db()
    the_corners_are_filled(ada)
    every_page_is_marked(ada)
    other = demo.where(first=ben.user, new_member=True)
    demo.build(vault=other, today=timezone.now().date())
    assert told(other) == told(ada.vault)
    demo.remove(vault=other)
    assert rows(other) == 0
    assert Person.objects.filter(vault=ben.vault).count() == 1
    world.person(ada.vault, "Somebody Real")
    assert cli.main(["demo", "--remove"]) == 1
    assert "of your own" in capsys.readouterr().err


def test_the_town_does_not_mix_with_people_of_ones_own(ada: world.Member) -> None:
    world.person(ada.vault)
    with pytest.raises(InputError, match="of your own"):
        demo.where(first=ada.user, new_member=False)
    demo.remove(vault=ada.vault)
    assert Person.objects.filter(vault=ada.vault).count() == 1
    other = demo.where(first=ada.user, new_member=True)
    assert other != ada.vault
    assert demo.where(first=ada.user, new_member=True) == other
