"""The best plan of a small graph, with its proof. One aim after the other: what was reached stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from mensch.core.exchange.columns import Column
from mensch.core.exchange.graph import Graph
from mensch.core.exchange.problem import Floats
from mensch.core.exchange.solver import INFINITE, Answer, Matrix, matrix, solve

SMALL = 2_500


class Tier(NamedTuple):
    """One aim: what the plan reaches, and what none can exceed once the aims before it are reached."""

    name: str
    value: float
    bound: float


class Solved(NamedTuple):
    chosen: list[Column]
    tiers: list[Tier]
    bound: float
    proved: bool


class Question:
    """Columns with their rows. Who may receive more than once is helped once all the same: a marker counts them."""

    def __init__(self, graph: Graph, columns: Sequence[Column], helped_already: frozenset[int]) -> None:
        self.graph, self.columns, self.already = graph, columns, helped_already
        several = [v for v in range(graph.n) if not graph.first[v] and graph.caps[v] > 1 and v not in helped_already]
        size = len(graph.caps)
        self.marked = {person: size + at for at, person in enumerate(several)}
        self.upper = np.concatenate([graph.caps.astype(np.float64), np.zeros(len(several)), np.ones(len(several))])
        self.shape = self._shape(len(several))

    def _shape(self, several: int) -> Matrix:
        shape = matrix([self._rows(column) for column in self.columns])
        used = shape.used.copy()
        used[shape.row >= len(self.graph.caps)] *= -1
        row, start = [shape.row], [shape.start]
        for mark in self.marked.values():
            row.append(np.array([mark, mark + several], np.int32))
            start.append(np.array([start[-1][-1] + 2], np.int32))
        marks = np.ones(2 * several)
        return Matrix(np.concatenate(start), np.concatenate(row), np.concatenate([used, marks]))

    def _rows(self, column: Column) -> list[int]:
        received = column.members if column.circle else column.members[1:]
        return [*column.rows, *(self.marked[who] for who in received if who in self.marked)]

    def cost(self, aim: str) -> Floats:
        """What each column and each marker adds to an aim."""
        marks = [self._counts(aim, who) for who in self.marked]
        return np.array([*(self._adds(aim, column) for column in self.columns), *marks], np.float64)

    def _counts(self, aim: str, who: int) -> float:
        return float(aim == "helped" or (aim == "waiting" and bool(self.graph.waiting[who])))

    def _adds(self, aim: str, column: Column) -> float:
        if aim == "value":
            return column.worth
        if aim == "short":
            return 1.0 + column.embedded / 1024
        received = column.members if column.circle else column.members[1:]
        once = (who for who in received if who not in self.marked and who not in self.already)
        return sum(self._counts(aim, who) for who in once)


def grain(cost: Floats) -> float:
    """1 where every value is whole, else 0: nothing is known of the values between."""
    return float(bool((cost == np.floor(cost)).all()))


def best(question: Question, cost: Floats, floors: Sequence[tuple[Floats, float]]) -> Answer:
    """The most of `cost`, while every aim before keeps what it reached."""
    shape = with_rows(question.shape, [aim for aim, _ in floors], len(question.upper))
    upper = np.concatenate([question.upper, np.full(len(floors), INFINITE)])
    least = [reached - 1e-7 * max(1.0, abs(reached)) for _, reached in floors]
    lower = np.concatenate([np.full(len(question.upper), -INFINITE), np.array(least)])
    if shape.size <= SMALL:
        return solve(cost, shape, upper, lower, grain=grain(cost))
    return narrowed(cost, shape, upper, lower)


def narrowed(cost: Floats, shape: Matrix, upper: Floats, lower: Floats) -> Answer:
    """First a few columns by their reduced worth; then all that could still be in a better plan: the rest cannot."""
    relaxed = solve(cost, shape, upper, lower, whole=False)
    if not relaxed.proved:
        return solve(cost, shape, upper, lower, grain=grain(cost))
    owner = np.repeat(np.arange(shape.size), np.diff(shape.start))
    reduced = cost - np.bincount(owner, relaxed.duals[shape.row] * shape.used, shape.size)
    few = np.sort(np.argsort(-reduced, kind="stable")[:SMALL])
    first = _only(few, cost, shape, (upper, lower), nodes=50)
    wanted = np.nonzero(reduced >= first.value - relaxed.value - 1e-6 * max(1.0, relaxed.value))[0]
    if len(wanted) <= SMALL and first.proved and np.isin(wanted, few).all():
        return first
    return _only(np.union1d(wanted, np.nonzero(first.taken)[0]), cost, shape, (upper, lower), start=first.taken)


def _only(
    wanted: np.ndarray[tuple[int], np.dtype[np.int64]],
    cost: Floats,
    shape: Matrix,
    rows: tuple[Floats, Floats],
    *,
    nodes: int = 20_000,
    start: Floats | None = None,
) -> Answer:
    upper, lower = rows
    begun = None if start is None else start[wanted]
    some = solve(cost[wanted], part(shape, wanted), upper, lower, nodes=nodes, grain=grain(cost), start=begun)
    taken = np.zeros(shape.size)
    taken[wanted] = some.taken
    return some._replace(taken=taken)


def part(shape: Matrix, wanted: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Matrix:
    """Some columns of a matrix."""
    length = np.diff(shape.start)[wanted]
    start = np.concatenate([[0], np.cumsum(length)]).astype(np.int32)
    at = np.repeat(shape.start[wanted] - start[:-1], length) + np.arange(start[-1])
    return Matrix(start, shape.row[at], shape.used[at])


def with_rows(shape: Matrix, aims: Sequence[Floats], size: int) -> Matrix:
    """One more row for each aim, after the `size` rows there are."""
    if not aims:
        return shape
    columns = [
        [(int(shape.row[at]), float(shape.used[at])) for at in range(shape.start[j], shape.start[j + 1])]
        + [(size + k, float(aim[j])) for k, aim in enumerate(aims) if aim[j]]
        for j in range(shape.size)
    ]
    start = np.concatenate([[0], np.cumsum([len(column) for column in columns])]).astype(np.int32)
    flat = [entry for column in columns for entry in column]
    return Matrix(start, np.array([r for r, _ in flat], np.int32), np.array([u for _, u in flat], np.float64))


def exact(graph: Graph, columns: Sequence[Column], order: Iterable[str], helped: frozenset[int]) -> Solved:
    """The columns of the best plan, aim by aim."""
    question = Question(graph, columns, helped)
    floors: list[tuple[Floats, float]] = []
    tiers: list[Tier] = []
    proved, taken = True, np.zeros(question.shape.size)
    for aim in order:
        cost = question.cost(aim)
        found = best(question, cost, floors)
        if found.value < float(cost @ taken) or not found.taken.any():
            found = found._replace(taken=taken, value=float(cost @ taken))
        taken, proved = found.taken, proved and found.proved
        floors.append((cost, found.value))
        tiers.append(Tier(aim, found.value, found.bound))
    chosen = [column for at, column in enumerate(columns) if taken[at] > 0.5]
    return Solved(chosen, tiers, _bound(question, tiers), proved)


def _bound(question: Question, tiers: list[Tier]) -> float:
    """What no plan is worth more than, whatever else it is meant for."""
    if tiers and tiers[0].name == "value":
        return tiers[0].bound
    cost = question.cost("value")
    relaxed = solve(cost, question.shape, question.upper, whole=False).value
    return float(np.floor(relaxed + 1e-6)) if grain(cost) else relaxed
