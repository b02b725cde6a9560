"""The helps that can be used at all, and what each uses up: seats to receive and to give, itself, its connector."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mensch.core.exchange.problem import Bools, Floats, Ints, Part, Problem

Places = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, eq=False)
class Graph:
    """Helps sorted by giver. `rows[h]` are the limits help h counts against (-1: none), `caps` how often each may.

    Row v is "v receives", or "v gives" where v is a first giver: those never receive.
    """

    first: Bools
    start: Ints
    giver: Ints
    receiver: Ints
    weight: Floats
    chance: Floats
    rows: Ints
    caps: Ints
    waiting: Bools
    vetoes: dict[int, frozenset[int]]
    max_circle: int
    max_chain: int

    @property
    def n(self) -> int:
        return len(self.first)

    @property
    def plain(self) -> bool:
        """Every help uses up its receiver and, from a first giver, its giver; once; nothing else."""
        return bool(len(self.caps) == self.n and (self.caps <= 1).all() and not self.vetoes)

    @property
    def certain(self) -> bool:
        return bool((self.chance == 1).all())


def keys(problem: Problem) -> Places:
    """Each help as one number."""
    return problem.giver.astype(np.int64) * problem.n + problem.receiver


def barred(problem: Problem) -> Bools:
    """Helps between two who met, or who never stand together."""
    both = [pair for a, b in (*problem.met, *problem.vetoes) for pair in ((a, b), (b, a))]
    if not both:
        return np.zeros(len(problem.giver), np.bool_)
    listed = np.array(both, np.int64)
    return np.isin(keys(problem), listed[:, 0] * problem.n + listed[:, 1])


def spent(problem: Problem) -> tuple[Ints, Ints, Ints, Bools]:
    """Seats and connectors that are left after the locked parts, and the helps those use."""
    give, receive, through = problem.give.copy(), problem.receive.copy(), problem.connector_caps.copy()
    used = np.zeros(len(problem.giver), np.bool_)
    for giver, receiver in (step for part in problem.locked for step in part.steps()):
        give[giver] -= 1
        receive[receiver] -= 1
        for at in np.nonzero((problem.giver == giver) & (problem.receiver == receiver))[0]:
            used[at] = True
            if problem.connector[at] >= 0:
                through[problem.connector[at]] -= 1
    return np.maximum(give, 0), np.maximum(receive, 0), np.maximum(through, 0), used


def useful(problem: Problem, giver: Ints, receiver: Ints) -> Bools:
    """Helps whose giver can be reached: who receives from nobody gives only as a first giver."""
    kept = np.ones(len(giver), np.bool_)
    while True:
        reached = problem.first.copy() if problem.max_chain else np.zeros(problem.n, np.bool_)
        reached[receiver[kept]] = True
        after = kept & reached[giver]
        if not problem.max_chain:
            gives = np.zeros(problem.n, np.bool_)
            gives[giver[after]] = True
            after &= gives[receiver]
        if after.sum() == kept.sum():
            return after
        kept = after


def graph(problem: Problem) -> Graph:
    """What is left once everything that cannot be used is gone."""
    give, receive, through, used = spent(problem)
    kept = ~(used | barred(problem) | problem.first[problem.receiver])
    kept &= (give[problem.giver] > 0) & (receive[problem.receiver] > 0)
    if problem.connector_caps.size:
        kept &= (problem.connector < 0) | (through[problem.connector] > 0)
    at = np.nonzero(kept)[0]
    at = at[useful(problem, problem.giver[at], problem.receiver[at])]
    at = at[np.argsort(problem.giver[at], kind="stable")]
    giver, receiver = problem.giver[at], problem.receiver[at]
    rows, caps = _rows(problem, at, (give, receive, through))
    start = np.zeros(problem.n + 1, np.int32)
    np.cumsum(np.bincount(giver, minlength=problem.n), out=start[1:])
    vetoes: dict[int, set[int]] = {}
    for a, b in problem.vetoes:
        vetoes.setdefault(a, set()).add(b)
        vetoes.setdefault(b, set()).add(a)
    return Graph(
        *(problem.first, start, giver, receiver, problem.weight[at], problem.chance[at], rows, caps, problem.waiting),
        {who: frozenset(others) for who, others in vetoes.items()},
        *(problem.max_circle, problem.max_chain),
    )


def _rows(problem: Problem, at: Places, left: tuple[Ints, Ints, Ints]) -> tuple[Ints, Ints]:
    give, receive, through = left
    giver, receiver, connector = problem.giver[at], problem.receiver[at], problem.connector[at]
    caps = [np.where(problem.first, give, receive).astype(np.int32)]
    rows = np.full((len(at), 4), -1, np.int32)
    rows[:, 0] = receiver
    rows[:, 1] = np.where(problem.first[giver], giver, -1)
    tight = np.nonzero((give < receive) & ~problem.first)[0]
    if tight.size:
        place = np.full(problem.n, -1, np.int32)
        place[tight] = problem.n + np.arange(len(tight))
        rows[:, 1] = np.where(place[giver] >= 0, place[giver], rows[:, 1])
        caps.append(give[tight])
    size = problem.n + len(tight)
    twice = np.nonzero(np.minimum(give[giver], receive[receiver]) > 1)[0]
    rows[twice, 2] = size + np.arange(len(twice))
    caps.append(np.ones(len(twice), np.int32))
    rows[:, 3] = np.where(connector >= 0, size + len(twice) + connector, -1)
    caps.append(through)
    return rows, np.concatenate(caps).astype(np.int32)


def worth(graph: Graph | Problem, helps: tuple[int, ...], *, circle: bool) -> float:
    """A circle opens only when all say yes; of a chain what happened before a break stands."""
    so_far, total, weights = 1.0, 0.0, 0.0
    for at in helps:
        so_far *= float(graph.chance[at])
        weights += float(graph.weight[at])
        total += so_far * float(graph.weight[at])
    return so_far * weights if circle else total


def parts_of(circles: list[tuple[int, ...]], chains: list[tuple[int, ...]]) -> list[Part]:
    """Written from the first person of each circle, and sorted."""
    turned = [ring[ring.index(min(ring)) :] + ring[: ring.index(min(ring))] for ring in circles]
    return [*(Part(True, ring) for ring in sorted(turned)), *(Part(False, chain) for chain in sorted(chains))]
