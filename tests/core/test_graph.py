"""The search for ways: the same as looking at every way there is, whatever is looked at in blocks."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.ties import graph
from mensch.core.ties.graph import Graph, Way, tied, ways

Tie = tuple[int, int, int]
TIES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 4)), max_size=40)


def built(ties: list[Tie], people: int = 9) -> Graph:
    one, other, cost = (np.array([tie[side] for tie in ties], np.int64) for side in range(3))
    return tied(people, one, other, cost.astype(float))


def every(ties: list[Tie], start: int, end: int, longest: int) -> list[Way]:
    """All ways, by trying each step."""
    beside: dict[int, dict[int, int]] = {}
    for one, other, cost in ties:
        if one != other:
            for here, there in ((one, other), (other, one)):
                mine = beside.setdefault(here, {})
                mine[there] = min(cost, mine.get(there, cost))
    open_ways, found = [Way(0.0, (start,))], []
    for _ in range(longest):
        steps = [(way, *step) for way in open_ways for step in beside.get(way.people[-1], {}).items()]
        longer = [Way(way.cost + c, (*way.people, to)) for way, to, c in steps if to not in way.people]
        found += [way for way in longer if way.people[-1] == end]
        open_ways = [way for way in longer if way.people[-1] != end]
    return sorted(found, key=lambda way: (way.cost, len(way.people), way.people))


@given(TIES, st.integers(1, 3), st.integers(1, 6), st.sampled_from([1, 4, 1 << 15]))
def test_the_best_ways_are_those_of_an_exhaustive_search(ties: list[Tie], longest: int, limit: int, block: int) -> None:
    with mock.patch.object(graph, "BLOCK", block):
        found = ways(built(ties), 0, 1, longest=longest, limit=limit)
    assert found == every(ties, 0, 1, longest)[:limit]


@given(TIES)
def test_the_way_there_costs_what_the_way_back_costs(ties: list[Tie]) -> None:
    net = built(ties)
    assert [way.cost for way in ways(net, 0, 1)] == [way.cost for way in ways(net, 1, 0)]


def test_costs_that_are_no_whole_numbers_are_summed_exactly_enough() -> None:
    rng = np.random.default_rng(4)
    one, other, cost = rng.integers(0, 60, 900), rng.integers(0, 60, 900), rng.uniform(0.05, 3, 900)
    net = tied(60, one, other, cost)
    ties = list(zip(one.tolist(), other.tolist(), cost.astype(np.float32).tolist(), strict=True))
    for end in range(1, 60):
        wanted = every(ties, 0, end, 3)[:5]
        found = ways(net, 0, end)
        assert [way.cost for way in found] == pytest.approx([way.cost for way in wanted])
        assert [way.people for way in found] == [way.people for way in wanted]


def test_nobody_is_reached_from_nowhere_and_there_is_no_way_to_oneself() -> None:
    net = built([(0, 1, 1)])
    assert ways(net, 0, 0) == []
    assert ways(net, 0, 5) == []
    assert ways(net, 5, 0) == []
    assert ways(built([]), 0, 1) == []
    assert ways(net, 0, 1, limit=0) == []
