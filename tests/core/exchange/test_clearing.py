"""Circles and chains: the plan of a small round is the best there is (seeds rows 14, 15, 34, 35)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mensch.core.exchange.clearing import Clearing, clear
from mensch.core.exchange.problem import Arc, Limits, Part
from tests.core.exchange.graphs import faults, most, random_case

VALUE = ("value",)
JOAN, OWEN, MIRA, TESS = "Joan", "Owen", "Mira", "Tess"


def planned(seed: int) -> Clearing:
    arcs, first, limits = random_case(seed)
    return clear(arcs, first, limits, order=VALUE)


@pytest.mark.parametrize("tens", range(20))
def test_two_hundred_small_instances_equal_trying_everything(tens: int) -> None:
    for seed in range(10 * tens, 10 * tens + 10):
        arcs, first, limits = random_case(seed)
        done = clear(arcs, first, limits, order=VALUE)
        assert not faults(done, arcs, first, limits), seed
        assert done.proved
        assert done.value == pytest.approx(most(arcs, first, limits)), seed
        assert done.bound == pytest.approx(done.value), seed


def test_seeds_row_14_two_who_each_wait_for_the_other_close_a_circle() -> None:
    done = clear([Arc(JOAN, OWEN), Arc(OWEN, JOAN)], (), Limits())
    assert done.circles == ((JOAN, OWEN),)
    assert done.unmatched == ()


def test_seeds_row_15_where_no_circle_closes_a_first_giver_begins_a_chain() -> None:
    arcs = [Arc(JOAN, OWEN), Arc(OWEN, MIRA), Arc(MIRA, TESS)]
    assert not clear(arcs, (), Limits()).chains
    done = clear(arcs, {JOAN}, Limits(chain=2))
    assert done.chains == ((JOAN, OWEN, MIRA),)
    assert done.unmatched == (TESS,)


def test_who_gave_and_never_received_is_helped_before_a_better_fit() -> None:
    arcs = [Arc(JOAN, OWEN, fit=9), Arc(JOAN, MIRA, fit=1)]
    assert clear(arcs, {JOAN}, Limits()).chains == ((JOAN, OWEN),)
    done = clear(arcs, {JOAN}, Limits(), waiting={MIRA})
    assert done.chains == ((JOAN, MIRA),)
    assert [(tier.name, tier.value) for tier in done.tiers[:2]] == [("waiting", 1), ("helped", 1)]
    assert (done.value, done.bound, done.proved) == (1, 9, True)


def test_more_people_come_before_more_worth_and_more_worth_before_shorter_circles() -> None:
    one = [Arc(1, 2, fit=9), Arc(2, 1, fit=9), Arc(2, 3, fit=1), Arc(3, 1, fit=1)]
    assert clear(one, (), Limits()).circles == ((1, 2, 3),)
    assert clear(one, (), Limits(), order=VALUE).circles == ((1, 2),)
    two = [*(Arc(a, b) for a, b in ((1, 2), (2, 1), (3, 4), (4, 3), (2, 3), (4, 1)))]
    assert clear(two, (), Limits(circle=4)).circles == ((1, 2), (3, 4))


def test_among_equals_the_circle_that_holds_a_shorter_one_is_taken() -> None:
    around = [Arc(1, 2), Arc(2, 3), Arc(3, 1), Arc(2, 4), Arc(4, 1), Arc(4, 2)]
    assert clear(around, (), Limits()).circles == ((1, 2, 4),)


def test_somebody_with_two_seats_is_helped_once_all_the_same() -> None:
    arcs = [Arc(1, 3), Arc(2, 3), Arc(1, 4, fit=0.1)]
    done = clear(arcs, {1, 2}, Limits(receive={3: 2}), order=("helped", "value"))
    assert done.chains == ((1, 4), (2, 3))


def test_locked_parts_stay_and_take_their_seats() -> None:
    arcs = [Arc(1, 2), Arc(2, 1), Arc(2, 3, fit=5), Arc(3, 2, fit=5), Arc(3, 4), Arc(4, 3)]
    assert clear(arcs, (), Limits()).circles == ((1, 2), (3, 4))
    done = clear(arcs, (), Limits(), locked=[Part(True, (2, 3))])
    assert done.circles == ((2, 3),)
    assert (done.value, done.bound, done.unmatched) == (10, 10, (1, 4))


def test_every_step_says_why() -> None:
    done = clear([Arc(JOAN, OWEN), Arc(OWEN, MIRA)], {JOAN}, Limits(), waiting={MIRA})
    codes = [reason.code for reason in done.reasons[0]]
    assert codes == ["exchange-gives-first", "exchange-gives-to", "exchange-waited"]
    assert done.reasons[0][1].facts == (("giver", OWEN), ("receiver", MIRA))


@settings(max_examples=60)
@given(st.integers(1000, 100_000))
def test_taking_a_help_away_never_raises_what_is_reached(seed: int) -> None:
    arcs, first, limits = random_case(seed)
    before = clear(arcs, first, limits, order=VALUE)
    after = clear(arcs[1:], first, limits, order=VALUE)
    assert after.value <= before.value + 1e-6


@settings(max_examples=60)
@given(st.integers(1000, 100_000))
def test_a_veto_never_raises_what_is_reached(seed: int) -> None:
    arcs, first, limits = random_case(seed)
    stricter = replace(limits, vetoes=[*limits.vetoes, (0, 1)])
    assert clear(arcs, first, stricter, order=VALUE).value <= clear(arcs, first, limits, order=VALUE).value + 1e-6


@settings(max_examples=60)
@given(st.integers(1000, 100_000))
def test_other_names_reach_the_same(seed: int) -> None:
    arcs, first, limits = random_case(seed, fancy=False)
    other = [arc._replace(giver=-arc.giver, receiver=-arc.receiver) for arc in reversed(arcs)]
    done = clear(other, {-who for who in first}, limits, order=VALUE)
    assert done.value == pytest.approx(clear(arcs, first, limits, order=VALUE).value)


@settings(max_examples=30)
@given(st.integers(1000, 100_000))
def test_the_same_round_twice_is_the_same_plan_and_keeps_its_limits_in_every_order(seed: int) -> None:
    arcs, first, limits = random_case(seed)
    done = clear(arcs, first, limits, waiting={0, 1})
    assert done == clear(arcs, first, limits, waiting={0, 1})
    assert not faults(done, arcs, first, limits)
