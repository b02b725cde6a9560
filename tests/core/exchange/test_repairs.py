"""After a no: the help goes, never the person; the others keep what they have (seeds rows 38, 45)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mensch.core.exchange.clearing import clear
from mensch.core.exchange.problem import Arc, Limits
from mensch.core.exchange.repairs import repair
from tests.core.exchange.graphs import faults, random_case


def test_a_shorter_circle_among_the_same_people_closes_first() -> None:
    arcs = [Arc(1, 2), Arc(2, 3), Arc(3, 1), Arc(2, 1), Arc(3, 4, fit=9), Arc(4, 2, fit=9)]
    limits = Limits()
    done = clear(arcs[:4], (), limits)
    assert done.circles == ((1, 2, 3),)
    assert repair(done, [(3, 1)], arcs, (), limits).circles == ((1, 2),)


def test_a_first_giver_may_stand_at_the_head_of_the_way_that_is_left() -> None:
    arcs = [Arc(1, 2), Arc(2, 3), Arc(3, 1), Arc(9, 1)]
    done = clear(arcs[:3], (), Limits())
    assert repair(done, [(3, 1)], arcs, {9}, Limits()).chains == ((9, 1, 2, 3),)


def test_of_a_chain_the_beginning_stands() -> None:
    arcs = [Arc(9, 1), Arc(1, 2), Arc(2, 3), Arc(1, 3)]
    done = clear(arcs[:3], {9}, Limits())
    assert repair(done, [(2, 3)], arcs, {9}, Limits()).chains == ((9, 1, 2),)


@settings(max_examples=80)
@given(st.integers(0, 100_000), st.data())
def test_everyone_else_keeps_what_they_have_and_the_plan_keeps_its_limits(seed: int, data: st.DataObject) -> None:
    arcs, first, limits = random_case(seed)
    done = clear(arcs, first, limits)
    steps = [step for part in done.parts() for step in part.steps()]
    broken = data.draw(st.sets(st.sampled_from(steps))) if steps else set()
    again = repair(done, broken, arcs, first, limits)
    assert not faults(again, arcs, first, limits)
    assert not broken & {step for part in again.parts() for step in part.steps()}
    assert {p for p in done.parts() if not broken & set(p.steps())} <= set(again.parts())
