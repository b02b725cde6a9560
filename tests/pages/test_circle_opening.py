"""When a circle opens, and when a chain does: by everybody's yes, else as far as it may at the deadline."""

from __future__ import annotations

from datetime import timedelta

from mensch import models
from mensch.core.own_circles import OPEN_FOR, Phase
from mensch.services import circle_answering
from tests import circling, world
from tests.pages.test_circles import ADDRESSES, text


def test_it_opens_with_the_last_yes_and_every_help_is_an_introduction_from_then_on(ada: world.Member) -> None:
    one = circling.pressed(ada)
    for given in ("Joan", "Felix"):
        assert one.says(given)
        assert not models.Introduction.objects.filter(vault=ada.vault).exists()
        assert not models.Release.objects.filter(vault=ada.vault).exists()
    assert one.says("Owen")
    assert models.Opening.objects.filter(vault=ada.vault).count() == 3
    assert models.Release.objects.filter(vault=ada.vault).count() == 6
    joins = models.Letter.objects.filter(vault=ada.vault, kind="opening")
    assert {row.state for row in joins} == {"pressed"}
    assert all(len(row.to) == 2 and row.body.count("/i/") == 2 for row in joins)
    assert one.whole().phase is Phase.OPENED
    assert text(ada, "/introductions").count("Whitlow") >= 2
    assert not one.says("Owen")


def test_a_circle_with_one_missing_never_opens_and_offers_the_pairs_anew(ada: world.Member) -> None:
    one = circling.pressed(ada)
    one.says("Joan")
    one.says("Owen")
    after = world.NOW + OPEN_FOR
    assert circle_answering.conclude_due(now=after) == 0
    assert one.whole(after).phase is Phase.CLOSED
    assert not one.says("Felix", now=after)
    assert not models.Introduction.objects.filter(vault=ada.vault).exists()


def test_a_chain_opens_at_the_deadline_as_far_as_everybody_agreed(ada: world.Member) -> None:
    one = circling.pressed(ada, chain=True)
    assert [row.person.given for row in one.whole().seats] == ["Joan", "Owen", "Felix"]
    assert "You would begin, and ask for nothing this time." in one.seat("Joan").words
    one.says("Joan")
    one.says("Owen")
    assert not models.Opening.objects.filter(vault=ada.vault).exists()
    assert circle_answering.conclude_due(now=world.NOW + OPEN_FOR - timedelta(hours=1)) == 0
    assert circle_answering.conclude_due(now=world.NOW + OPEN_FOR) == 1
    assert circle_answering.conclude_due(now=world.NOW + OPEN_FOR) == 0
    assert models.Opening.objects.filter(vault=ada.vault).count() == 1
    given = set(models.Release.objects.filter(vault=ada.vault).values_list("value", flat=True))
    assert given == set(ADDRESSES[:2])
