"""A long list of asks is shown in parts, without script."""

from __future__ import annotations

import re

import pytest

from tests import world

pytestmark = pytest.mark.django_db


def test_many_asks_are_shown_twenty_at_a_time_and_each_stands_on_one_page(ada: world.Member) -> None:
    lena = world.person(ada.vault, "Lena Fischer")
    for number in range(45):
        world.ask(lena, ada.vault, f"a mason for wall {number:02}")
    url, seen = "/asks?q=mason", []
    while url:
        page = ada.client.get(url).content.decode()
        part = re.findall(r"a mason for wall (\d\d)", page)
        assert 0 < len(part) <= 20
        seen += part
        further = re.search(r'href="([^"]*from=\d+)">More', page)
        url = further[1].replace("&amp;", "&") if further else ""
    assert sorted(seen) == [f"{number:02}" for number in range(45)]


@pytest.mark.parametrize("start", ["-1", "x", "9" * 30, "\u0663"])
def test_a_place_that_is_none_shows_the_latest(ada: world.Member, start: str) -> None:
    world.ask(world.person(ada.vault, "Lena Fischer"), ada.vault, "a mason")
    assert "a mason" in ada.client.get("/asks", {"from": start}).content.decode()
