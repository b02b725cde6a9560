"""The table of contact spheres (mensch/data/spheres.toml): whole, known, one way, and with a reason on every line."""

from __future__ import annotations

import tomllib

import pytest

from tests.core.test_trades import DATA, TRADES

SPHERES: dict[str, dict[str, str]] = tomllib.loads((DATA / "spheres.toml").read_text(encoding="utf-8"))


def partners(trade: str) -> list[str]:
    return list(SPHERES[trade])


def test_more_than_three_hundred_professions_have_a_sphere() -> None:
    assert len(SPHERES) >= 300
    assert sum(map(len, SPHERES.values())) >= 3_000


@pytest.mark.parametrize("trade", SPHERES)
def test_every_partner_is_a_trade_and_nobody_is_their_own_partner(trade: str) -> None:
    assert trade in TRADES
    assert set(partners(trade)) <= set(TRADES)
    assert trade not in partners(trade)
    assert 6 <= len(partners(trade)) <= 12


@pytest.mark.parametrize("trade", SPHERES)
def test_every_line_says_why_in_its_own_words(trade: str) -> None:
    reasons = list(SPHERES[trade].values())
    assert all(reason == reason.strip() and 3 <= len(reason) <= 80 for reason in reasons)
    assert max(map(reasons.count, reasons)) <= 2


def test_a_broader_or_narrower_trade_may_send_clients_but_not_a_field() -> None:
    fields = {key for key, entry in TRADES.items() if "part_of" not in entry}
    assert not fields & (set(SPHERES) | {partner for trade in SPHERES for partner in partners(trade)})


def test_seeds_row_77_those_who_meet_the_same_clients_stand_first() -> None:
    assert partners("estate_agent")[0] == "mortgage_broker"
    assert {"mover", "property_lawyer", "building_surveyor"} <= set(partners("estate_agent"))


def test_an_edge_goes_one_way_and_need_not_come_back() -> None:
    assert "claims_adjuster" in partners("roofer")
    assert "midwife" not in partners("estate_agent")
    assert "estate_agent" in partners("midwife")


def test_unusual_professions_have_partners_too() -> None:
    rare = {"instrument_maker", "beekeeper", "tree_surgeon", "celebrant", "speech_therapist", "patent_attorney"}
    assert rare | {"sommelier", "chimney_sweep", "boat_builder", "voice_artist"} <= set(SPHERES)
