"""One round: circles and chains for everybody at once, what they are worth, and what no plan could exceed.

Small parts of the graph are solved to the end, with proof; what is too large for that goes to `large`. The work done
depends on the instance, the seed and the number of threads, never on the clock: `stop` is only asked between pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mensch.core.exchange import why
from mensch.core.exchange.columns import Column, Columns, TooManyError
from mensch.core.exchange.exact import Tier, exact
from mensch.core.exchange.figures import by_weights, summed, worth_of
from mensch.core.exchange.graph import Graph, graph, parts_of
from mensch.core.exchange.pace import Stop
from mensch.core.exchange.problem import ORDER, Arc, Id, Limits, Part, Problem, problem
from mensch.core.reasons import Reason

SMALL_PEOPLE, SMALL_HELPS, SMALL_COLUMNS = 2_000, 20_000, 12_000
CROWDED = 100_000


@dataclass(frozen=True)
class Clearing:
    """A plan. `bound` holds for `value`; `proved` says that nothing better exists in the order that was asked for."""

    circles: tuple[tuple[Any, ...], ...]
    chains: tuple[tuple[Any, ...], ...]
    unmatched: tuple[Any, ...]
    value: float
    bound: float
    proved: bool
    tiers: tuple[Tier, ...] = ()
    slices: int = 0
    reasons: tuple[tuple[Reason, ...], ...] = ()

    @property
    def gap(self) -> float:
        return (self.bound - self.value) / self.bound if self.bound > 0 else 0.0

    def parts(self) -> list[Part]:
        """Circles, then chains, as `reasons` has them."""
        return [*(Part(True, members) for members in self.circles), *(Part(False, chain) for chain in self.chains)]


def never() -> bool:
    return False


def clear(
    arcs: Sequence[Arc],
    first_givers: Collection[Id],
    limits: Limits,
    *,
    locked: Sequence[Part] = (),
    waiting: Collection[Id] = (),
    order: Sequence[str] = ORDER,
    seed: int = 0,
    stop: Stop = never,
) -> Clearing:
    """Plans a round. `locked` parts stay as they are, and their people's seats are taken."""
    asked = problem(arcs, first_givers, limits, locked=locked, waiting=waiting, order=order)
    return plan(asked, seed=seed, stop=stop)


@dataclass(frozen=True)
class Found:
    """The columns taken in one part of the graph."""

    parts: list[Part]
    tiers: list[Tier]
    bound: float
    proved: bool
    slices: int = 1


def nothing() -> None:
    pass


def plan(
    asked: Problem, *, seed: int = 0, threads: int = 1, stop: Stop = never, ready: Callable[[], None] = nothing
) -> Clearing:
    """The same from arrays, for any size. `ready` is called before loops that want compiling."""
    usable = graph(asked)
    found, rest = small(asked, usable, stop)
    if rest is None or rest.any():
        from mensch.core.exchange.large import large

        ready()
        found.append(large(asked, usable, rest, seed=seed, threads=threads, stop=stop))
    return whole(asked, found)


def small(asked: Problem, usable: Graph, stop: Stop) -> tuple[list[Found], np.ndarray[Any, np.dtype[np.bool_]] | None]:
    """Every part of the graph that can be written out, solved; and who is left over. None: nobody was looked at."""
    if len(np.unique(usable.giver)) > SMALL_PEOPLE or len(usable.giver) > SMALL_HELPS or crowded(usable):
        return [], None
    rest = np.zeros(usable.n, np.bool_)
    walks = Columns(usable)
    helped = frozenset(receiver for part in asked.locked for _, receiver in part.steps())
    found = []
    for people in components(usable):
        try:
            columns = walks.all(SMALL_COLUMNS, people)
        except TooManyError:
            rest[people] = True
            continue
        solved = exact(usable, columns, asked.order, helped)
        found.append(Found([_part(one) for one in solved.chosen], solved.tiers, solved.bound, solved.proved))
        if stop():
            break
    return found, rest


def crowded(usable: Graph) -> bool:
    """Whether there are too many columns to write out, by the number of helps a person could give."""
    people = max(1, len(np.unique(usable.giver)))
    each = len(usable.giver) / people
    begin = int((usable.first & (np.diff(usable.start) > 0)).sum())
    return bool(begin * each**usable.max_chain + each**usable.max_circle / 3 > CROWDED)


def _part(column: Column) -> Part:
    return Part(column.circle, column.members)


def components(usable: Graph) -> Iterator[list[int]]:
    """People who can reach each other through helps or a connector they share, smallest number first."""
    over = list(range(usable.n + len(usable.caps)))

    def top(at: int) -> int:
        while over[at] != at:
            over[at] = over[over[at]]
            at = over[at]
        return at

    def join(a: int, b: int) -> None:
        over[max(top(a), top(b))] = min(top(a), top(b))

    through = usable.rows[:, 3].tolist()
    for giver, receiver, row in zip(usable.giver.tolist(), usable.receiver.tolist(), through, strict=True):
        join(giver, receiver)
        if row >= 0:
            join(giver, usable.n + row)
    groups: dict[int, list[int]] = {}
    for person in sorted({*usable.giver.tolist(), *usable.receiver.tolist()}):
        groups.setdefault(top(person), []).append(person)
    yield from groups.values()


def whole(asked: Problem, found: Sequence[Found]) -> Clearing:
    """The parts of everybody, the locked ones among them, with the figures of all."""
    parts = [*asked.locked, *(part for one in found for part in one.parts)]
    ordered = parts_of([p.members for p in parts if p.circle], [p.members for p in parts if not p.circle])
    fixed = worth_of(asked, asked.locked)
    value = worth_of(asked, ordered)
    bound = max(value, fixed + sum(one.bound for one in found))
    placed = np.zeros(asked.n, np.bool_)
    placed[[who for part in parts for who in part.members]] = True
    named = [tuple(asked.people[who] for who in part.members) for part in ordered]
    circles = sum(part.circle for part in ordered)
    return Clearing(
        circles=tuple(named[:circles]),
        chains=tuple(named[circles:]),
        unmatched=tuple(asked.people[who] for who in np.nonzero(~placed)[0].tolist()),
        value=value,
        bound=bound,
        proved=all(one.proved for one in found),
        tiers=tuple(summed(asked, [one.tiers or by_weights(asked, one.parts, one.bound) for one in found])),
        slices=sum(one.slices for one in found),
        reasons=tuple(why.part(asked, part) for part in ordered) if asked.n <= why.MOST else (),
    )
