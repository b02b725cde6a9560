"""What the engine is given: people, who could help whom, and the limits. Arrays, for there may be millions of helps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Id = Any
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

ORDER = ("waiting", "helped", "value", "short")
MOST_SEATS = 1_000_000


class Arc(NamedTuple):
    """`giver` could help `receiver` with `ask`: how well it fits (at least 0) and how likely both say yes (0 to 1)."""

    giver: Id
    receiver: Id
    ask: Id = None
    fit: float = 1.0
    chance: float = 1.0
    connector: Id = None


class Part(NamedTuple):
    """A circle, each helping the next and the last the first; or a chain, begun by a first giver."""

    circle: bool
    members: tuple[Any, ...]

    def steps(self) -> list[tuple[Any, Any]]:
        """Who gives to whom."""
        after = self.members[1:] + self.members[:1] if self.circle else self.members[1:]
        return list(zip(self.members, after, strict=False))


@dataclass(frozen=True)
class Limits:
    """Seats other than one, how many helps go through a connector, who never stands together, who met already."""

    give: Mapping[Id, int] = field(default_factory=dict)
    receive: Mapping[Id, int] = field(default_factory=dict)
    connectors: Mapping[Id, int] = field(default_factory=dict)
    vetoes: Collection[tuple[Id, Id]] = ()
    met: Collection[tuple[Id, Id]] = ()
    circle: int = 3
    chain: int = 4


@dataclass(frozen=True, eq=False)
class Problem:
    """One instance. People are numbered in the order of `people`; `connector` is -1 where a help needs none."""

    people: Sequence[Any]
    first: Bools
    giver: Ints
    receiver: Ints
    weight: Floats
    chance: Floats
    connector: Ints
    connector_caps: Ints
    give: Ints
    receive: Ints
    waiting: Bools
    vetoes: tuple[tuple[int, int], ...] = ()
    met: tuple[tuple[int, int], ...] = ()
    locked: tuple[Part, ...] = ()
    order: tuple[str, ...] = ("value",)
    max_circle: int = 3
    max_chain: int = 4

    @property
    def n(self) -> int:
        return len(self.people)


def seats(people: Mapping[Id, int], given: Mapping[Id, int]) -> Ints:
    """One seat each, but where something else was said."""
    out = np.ones(len(people), np.int32)
    for person, number in given.items():
        out[people[person]] = min(max(number, 0), MOST_SEATS)
    return out


def flags(people: Mapping[Id, int], named: Iterable[Id]) -> Bools:
    out = np.zeros(len(people), np.bool_)
    for person in named:
        out[people[person]] = True
    return out


def pairs(people: Mapping[Id, int], named: Iterable[tuple[Id, Id]]) -> tuple[tuple[int, int], ...]:
    """Pairs that name somebody who is not there say nothing about those who are."""
    known = ((people[a], people[b]) for a, b in named if a in people and b in people and a != b)
    return tuple(sorted({(min(pair), max(pair)) for pair in known}))


def problem(
    arcs: Sequence[Arc],
    first_givers: Collection[Id],
    limits: Limits,
    *,
    locked: Sequence[Part] = (),
    waiting: Collection[Id] = (),
    order: Sequence[str] = ORDER,
) -> Problem:
    """The same in arrays. People stand in the order in which they are first named; of two helps the best."""
    best: dict[tuple[Id, Id], Arc] = {}
    for arc in arcs:
        known = best.get((arc.giver, arc.receiver))
        if known is None or (arc.fit, arc.chance) > (known.fit, known.chance):
            best[arc.giver, arc.receiver] = arc
    kept = list(best.values())
    named = [*(person for arc in kept for person in (arc.giver, arc.receiver)), *first_givers]
    people = {person: at for at, person in enumerate(dict.fromkeys(named))}
    through = {name: at for at, name in enumerate(limits.connectors)}
    return Problem(
        people=tuple(people),
        first=flags(people, first_givers),
        giver=np.array([people[arc.giver] for arc in kept], np.int32),
        receiver=np.array([people[arc.receiver] for arc in kept], np.int32),
        weight=np.array([arc.fit for arc in kept], np.float64),
        chance=np.array([arc.chance for arc in kept], np.float64),
        connector=np.array([through.get(arc.connector, -1) for arc in kept], np.int32),
        connector_caps=np.array([max(0, cap) for cap in limits.connectors.values()], np.int32),
        give=seats(people, {who: cap for who, cap in limits.give.items() if who in people}),
        receive=seats(people, {who: cap for who, cap in limits.receive.items() if who in people}),
        waiting=flags(people, (who for who in waiting if who in people)),
        vetoes=pairs(people, limits.vetoes),
        met=pairs(people, limits.met),
        locked=tuple(Part(part.circle, tuple(people[who] for who in part.members)) for part in locked),
        order=tuple(order),
        max_circle=limits.circle,
        max_chain=limits.chain,
    )
