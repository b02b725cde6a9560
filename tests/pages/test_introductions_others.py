"""Introductions by way of somebody else; what was given and to whom; what others may not have."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from mensch import models
from mensch.core.introductions import Part, Phase, phase
from mensch.services import erasing, introduction_opening, introductions
from mensch.services.introductions import Wish
from tests import introducing, world
from tests.introducing import BECAUSE, Pair

DAY = timedelta(days=1)


def at(pair: Pair, days: float = 0) -> Phase:
    return phase(pair.whole().intro, today=(world.NOW + days * DAY).date())


def test_somebody_else_who_knows_them_is_asked_privately_and_forwards_a_text(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.pressed(ada, checked=True)
    letter = pair.letter(Part.CONNECTOR, "check")
    assert letter.to == ["ruth@example.org"]
    assert len(pair.links(Part.CONNECTOR, "check")) == 2
    assert at(pair) is Phase.CHECKING
    assert introducing.says(pair, Part.CONNECTOR, now=world.NOW + DAY)
    assert at(pair, 1) is Phase.SECOND_ASKED
    assert introducing.says(pair, Part.SECOND, now=world.NOW + 2 * DAY, address="cleo@example.org")
    assert [row.value for row in models.Release.objects.all()] == ["cleo@example.org"]
    assert pair.letter(None, "opening").to == ["cleo@example.org"]


def test_a_connectors_no_closes_the_forwarded_link_without_a_word(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.pressed(ada, checked=True)
    assert introducing.says(pair, Part.CONNECTOR, "not_well")
    assert not introducing.says(pair, Part.SECOND)
    assert at(pair, 13) is Phase.CHECKING
    assert at(pair, 14) is Phase.CLOSED


def test_a_detail_given_is_logged_and_can_be_revoked_for_what_comes_later(ada: world.Member) -> None:
    pair = introducing.opened(ada)
    row = models.Release.objects.get(value="cleo@example.org")
    introduction_opening.revoke(vault=ada.vault, release=world.public_id(row), now=world.NOW)
    row.refresh_from_db()
    assert row.revoked_at
    assert pair.letter(None, "opening").to == ["ben@bakers.example"]


def test_erasing_one_of_them_closes_it_kindly(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.pressed(ada)
    assert introducing.says(pair, Part.FIRST)
    erasing.erase(vault=ada.vault, person=world.public_id(pair.second), now=world.NOW)
    assert at(pair, 1) is Phase.CLOSED
    assert "Cleo" not in str(list(models.Side.objects.values())) + str(list(models.Letter.objects.values()))


def test_another_members_people_and_introductions_are_not_to_be_had(ada: world.Member, eve: world.Member) -> None:
    pair = introducing.drafted(ada)
    wish = Wish(world.public_id(pair.second), world.public_id(introducing.somebody(eve, "Dan Novak")), **BECAUSE)
    with pytest.raises(Http404):
        introductions.begin(vault=eve.vault, wish=wish, now=world.NOW)
    with pytest.raises(Http404):
        introductions.end(vault=eve.vault, introduction=pair.id, now=world.NOW)
