"""The pages of asks, with everybody ready to be asked: no walk through a table, no more work in a larger book."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from mensch.models import Ask, Vault
from mensch.services import shelf_ready, shelves, today
from mensch.services.access import public
from tests import world
from tests.big import Big
from tests.engines.test_plans import BY_HAND, looked_at


def filled(vault: Vault, people: int) -> Ask:
    """A vault of so many people, all of them read, and one ask that many of them answer."""
    big = Big(vault, timezone.now(), people=people, touches=people * 3, years=2)
    big.fill()
    shelves.of(vault=vault, today=today.day_of(vault=vault, now=big.now))
    row: Ask = Ask.objects.create(
        vault=vault, person_id=big.friend, side="looking", words="an engineer for our mill", made_at=big.now
    )
    return row


def test_asks_and_their_answers_cost_the_same_in_a_larger_book(
    ada: world.Member, ben: world.Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_ready, "start", lambda _work: None)
    small, large = filled(ben.vault, 1000), filled(ada.vault, 4000)
    answered = ada.client.get(f"/asks/{public(large.pk)}").content.decode()
    assert "Reading what your people do" not in answered
    assert "Engineer" in answered
    for little, much in (
        ("/asks", "/asks"),
        ("/asks?q=oak", "/asks?q=oak"),
        ("/asks?tab=ended", "/asks?tab=ended"),
        (f"/asks/{public(small.pk)}", f"/asks/{public(large.pk)}"),
    ):
        less, more = looked_at(ben, little), looked_at(ada, much)
        assert not [walk for walk in more.walks if walk[0].removeprefix("mensch_") not in BY_HAND], much
        assert more.asked <= 40, much
        if connection.vendor == "sqlite":
            assert more.work <= less.work * 1.5 + 1000, much
