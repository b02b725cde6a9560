"""The cheapest ways of a few steps between two people, exactly: met in the middle over both neighbourhoods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mensch.core.ties.history import Floats, Ints

# So many steps onward are looked at together; what costs more than the best ways found is not looked at any more.
BLOCK = 1 << 15
LONGEST = 3
LIMIT = 5


class Way(NamedTuple):
    """The people of a way from the first to the last, and what it costs. The cost stays inside a search."""

    cost: float
    people: tuple[int, ...]


@dataclass(frozen=True)
class Graph:
    """Who is tied to whom: `other[start[n]:start[n + 1]]` are the neighbours of n, sorted, `cost` beside them.

    `least` is the cheapest step of each. Costs are at least 0.
    """

    start: Ints
    other: NDArray[np.int32]
    cost: NDArray[np.float32]
    least: NDArray[np.float32]

    @property
    def people(self) -> int:
        return len(self.start) - 1

    @property
    def memory(self) -> int:
        """Bytes of the arrays."""
        return int(self.start.nbytes + self.other.nbytes + self.cost.nbytes + self.least.nbytes)

    def of(self, one: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        begin, end = self.start[one], self.start[one + 1]
        return self.other[begin:end], self.cost[begin:end]


def tied(people: int, one: Ints, other: Ints, cost: Floats) -> Graph:
    """A graph of ties that hold both ways. Of several ties between the same two the cheapest counts."""
    apart = one != other
    key = np.concatenate([one[apart] * people + other[apart], other[apart] * people + one[apart]])
    both = np.concatenate([cost[apart], cost[apart]]).astype(np.float32)
    turn = np.argsort(key, kind="stable")
    key, both = key[turn], both[turn]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else np.zeros(0, np.int64)
    key, both = key[first], np.minimum.reduceat(both, first) if len(first) else both
    start = np.zeros(people + 1, np.int64)
    np.cumsum(np.bincount(key // max(people, 1), minlength=people), out=start[1:])
    least = np.full(people, np.inf, np.float32)
    filled = np.flatnonzero(np.diff(start))
    if len(filled):
        least[filled] = np.minimum.reduceat(both, start[filled])
    return Graph(start, (key % max(people, 1)).astype(np.int32), both, least)


def ways(graph: Graph, one: int, other: int, *, longest: int = LONGEST, limit: int = LIMIT) -> list[Way]:
    """The `limit` cheapest ways of at most `longest` (1 to 3) steps that visit nobody twice, cheapest first."""
    if one == other or limit < 1:
        return []
    found = _Cheapest(limit)
    near, near_cost = graph.of(one)
    far, far_cost = graph.of(other)
    if not len(near) or not len(far):
        return []
    at, known = _among(far, near)
    if longest > 1 and known.any():
        found.add(near_cost[known].astype(float) + far_cost[at[known]], near[known][:, None])
    place = int(np.searchsorted(near, other))
    if place < len(near) and near[place] == other:
        found.add(near_cost[place : place + 1].astype(float), np.empty((1, 0), np.int32))
    if longest > 2:
        _through_two(graph, one, other, found)
    return [Way(cost, (one, *between, other)) for cost, between in found.sorted()]


class _Cheapest:
    """The cheapest of all ways added so far; of equal ones the shorter, then the one of smaller numbers."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.best: list[tuple[float, tuple[int, ...]]] = []

    @property
    def worst(self) -> float:
        return self.best[-1][0] if len(self.best) == self.limit else np.inf

    def add(self, cost: Floats, between: NDArray[np.int32]) -> None:
        if len(cost) > self.limit:
            kept = np.flatnonzero(cost <= min(float(np.partition(cost, self.limit - 1)[self.limit - 1]), self.worst))
            cost, between = cost[kept], between[kept]
        self.best += [(c, tuple(b)) for c, b in zip(cost.tolist(), between.tolist(), strict=True)]
        self.best.sort(key=lambda way: (way[0], len(way[1]), way[1]))
        del self.best[self.limit :]

    def sorted(self) -> list[tuple[float, tuple[int, ...]]]:
        return self.best


def _among(keys: NDArray[np.int32], wanted: NDArray[np.int32]) -> tuple[Ints, NDArray[np.bool_]]:
    """Where each of `wanted` stands among sorted `keys` (not empty), and whether it does."""
    at = np.searchsorted(keys, wanted)
    np.minimum(at, len(keys) - 1, out=at)
    return at, keys[at] == wanted


def _through_two(graph: Graph, one: int, other: int, found: _Cheapest) -> None:
    """Ways over two others: the neighbours of the side with fewer onward steps, matched with those of the other."""
    near, far = graph.of(one)[0], graph.of(other)[0]
    turned = _onward(graph, far) < _onward(graph, near)
    first, last = (other, one) if turned else (one, other)
    ends, end_cost = graph.of(last)
    for people, base in _blocks(graph, first, last, float(end_cost.min()), found):
        degree = graph.start[people + 1] - graph.start[people]
        begin = np.cumsum(degree) - degree
        step = np.arange(int(degree.sum())) + np.repeat(graph.start[people] - begin, degree)
        beyond = graph.other[step]
        at, known = _among(ends, beyond)
        known &= beyond != first
        hit = np.flatnonzero(known)
        if len(hit):
            who = np.searchsorted(begin, hit, side="right") - 1
            cost = base[who] + graph.cost[step[hit]] + end_cost[at[hit]]
            between = (beyond[hit], people[who]) if turned else (people[who], beyond[hit])
            found.add(cost, np.column_stack(between))


def _onward(graph: Graph, people: NDArray[np.int32]) -> int:
    return int((graph.start[people + 1] - graph.start[people]).sum())


def _blocks(
    graph: Graph, first: int, last: int, end: float, found: _Cheapest
) -> Iterator[tuple[NDArray[np.int32], Floats]]:
    """The neighbours of `first` with the cost to them, those that may still lead to a cheap way first."""
    people, cost = graph.of(first)
    kept = people != last
    people, base = people[kept], cost[kept].astype(float)
    hope = base + graph.least[people] + end
    if _onward(graph, people) <= BLOCK:
        kept = hope <= found.worst
        yield people[kept], base[kept]
        return
    turn = np.argsort(hope)
    people, base, hope = people[turn], base[turn], hope[turn]
    onward = np.cumsum(graph.start[people + 1] - graph.start[people])
    begin = 0
    while begin < len(people) and hope[begin] <= found.worst:
        done = int(onward[begin - 1]) if begin else 0
        end_of_block = max(int(np.searchsorted(onward, done + BLOCK)), begin + 1)
        yield people[begin:end_of_block], base[begin:end_of_block]
        begin = end_of_block
