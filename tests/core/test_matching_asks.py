"""What an ask says: kind, topic, place, what it rules out, and what is only said of the one who asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.matching.cues import guess
from mensch.core.matching.kinds import Kind, kind_named
from tests.core.matching_town import ask_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A roofer in Leeds", Kind.SUPPLIER),
        ("Keynote on the climate for our spring meeting", Kind.SPEAKER),
        ("Who sends you clients when a house is sold?", Kind.PARTNER),
        ("Looking for referral partners", Kind.PARTNER),
        ("Who would stock our honey?", Kind.BUYER),
        ("Successor for a joinery", Kind.BUYER),
        ("I would like to be a guest on a podcast", Kind.PUBLISHER),
        ("We need a seed investor", Kind.FUND),
        ("We need 30,000 for a second oven", Kind.FUND),
        ("We want to hire a book keeper", Kind.HIRE),
        ("How do I price a subscription?", Kind.ADVICE),
        ("Volunteers for a river clean-up", Kind.VOLUNTEER),
        ("Intros to restaurants that open a second place", Kind.CLIENT),
        ("Someone inside the city council", Kind.ACCESS),
        ("My daughter is looking for a job in a bakery", Kind.WORK),
    ],
)
def test_the_kind_of_an_ask_is_read_from_its_words(text: str, kind: Kind) -> None:
    assert guess(text) is kind


def test_a_kind_that_is_chosen_outweighs_the_words() -> None:
    assert ask_of("Keynote on law", Kind.ADVICE).kind is Kind.ADVICE
    assert kind_named("prospect") is Kind.CLIENT
    assert kind_named("nonsense") is None


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Not a lawyer, a counsellor who listens", ["lawyer"]),
        ("Anyone but a lawyer: who can help us part in peace?", ["lawyer"]),
        ("We already have an estate agent. Now a photographer", ["estate_agent"]),
        ("A counsellor, no lawyers please", ["lawyer"]),
        ("I don't want a photographer but a roofer", ["photographer"]),
        ("Wir haben schon einen Anwalt, suchen aber einen Fotografen", ["lawyer"]),
        ("No hot water since Sunday", []),
        ("A patent attorney, not at big-firm prices", []),
    ],
)
def test_what_an_ask_rules_out_is_taken_out_of_it(text: str, out: list[str]) -> None:
    ask = ask_of(text)
    assert [trade for ruled in ask.ruled_out for trade in ruled.trades] == out
    assert not set(out) & set(ask.trades)


def test_what_is_said_of_the_asker_is_their_own_trade_and_no_topic() -> None:
    for text in (
        "I'm a divorce lawyer: who meets couples early?",
        "Divorce lawyer seeking people who meet couples early",
    ):
        ask = ask_of(text)
        assert ask.own_trades == ("family_lawyer",)
        assert "family_lawyer" not in ask.trades
        assert "couples early" in ask.wanted


def test_whom_a_thing_is_for_matters_less_than_the_thing() -> None:
    ask = ask_of("Photographer for a lawyer")
    shares = {unit.trade: unit.share for unit in ask.units}
    assert shares["photographer"] > 2 * shares["lawyer"]
    assert ask.trades == ("photographer",)


def test_a_place_is_a_limit_when_the_work_is_done_there() -> None:
    ask = ask_of("Roofer in Leeds")
    assert ask.place
    assert (ask.place.name, ask.on_site) == ("Leeds", True)
    assert not ask_of("Patent attorney in Leeds").on_site


@given(st.text(max_size=700))
def test_any_text_is_read_without_complaint(text: str) -> None:
    ask = ask_of(text)
    assert len(ask.text) <= 500
    assert len(ask.kept) <= len(ask.text)


def test_long_runs_of_the_same_sign_are_read_at_once() -> None:
    for text in ("not a " * 90, "no " * 160, "a" * 500, "for " * 120, ",;" * 250, "looking " * 60):
        assert ask_of(text).kind
