"""Graphs of help: who is there, who could help whom. Every row that cannot be used is found before any is used."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from mensch.core.exchange.problem import Floats, Ints, Problem

TOLD = 20


@dataclass(frozen=True, eq=False)
class Reading:
    """A graph, or what keeps it from being one: the first faults in words, and how many there are."""

    problem: Problem | None
    faults: tuple[str, ...] = ()
    count: int = 0
    ignored: int = 0


class Helps(NamedTuple):
    """Rows in columns: numbers of people, weight, chance, connector (-1: none)."""

    giver: Ints
    receiver: Ints
    weight: Floats
    chance: Floats
    connector: Ints


@dataclass
class Faults:
    """All are counted, the first are told."""

    told: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, where: str, what: str) -> None:
        self.count += 1
        if len(self.told) < TOLD:
            self.told.append(f"{where}: {what}")

    def reading(self) -> Reading:
        return Reading(None, tuple(self.told), self.count)


@dataclass
class Rows:
    """Helps row by row, each looked at before it is kept."""

    people: dict[Any, int]
    faults: Faults
    through: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, int, float, float, int]] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)

    def add(self, where: str, row: Sequence[Any]) -> None:
        if what := self.fault(row):
            self.faults.add(where, what)
            return
        giver, receiver = self.people[row[0]], self.people[row[1]]
        weight, chance = row[2] if len(row) > 2 else 1, row[3] if len(row) > 3 else 1
        connector = self.through.get(str(row[4]), -1) if len(row) > 4 and row[4] is not None else -1
        self.seen.add((giver, receiver))
        self.rows.append((giver, receiver, float(weight), float(chance), connector))

    def fault(self, row: Sequence[Any]) -> str:
        """The first thing that is wrong with a row, else nothing."""
        if not 2 <= len(row) <= 5:
            return f"a help has a giver, a receiver, and at most weight, chance and connector; here are {len(row)}"
        giver, receiver, *figures = row
        unknown = next((who for who in (giver, receiver) if not known(who, self.people)), None)
        if unknown is not None:
            return f"nobody is called {unknown!r}"
        if giver == receiver:
            return f"{giver!r} helps themself"
        if (self.people[giver], self.people[receiver]) in self.seen:
            return f"{giver!r} helps {receiver!r} a second time"
        if figures and not (number(figures[0]) and figures[0] >= 0):
            return f"the weight {figures[0]!r} is no number of at least 0"
        if len(figures) > 1 and not (number(figures[1]) and 0 < figures[1] <= 1):
            return f"the chance {figures[1]!r} is not above 0 and at most 1"
        return ""

    def helps(self) -> Helps:
        kinds = (np.int32, np.int32, np.float64, np.float64, np.int32)
        columns = zip(*self.rows, strict=True) if self.rows else ((), (), (), (), ())
        giver, receiver, weight, chance, connector = (np.array(c, k) for c, k in zip(columns, kinds, strict=True))
        return Helps(giver, receiver, weight, chance, connector)


def known(who: Any, people: Collection[Any]) -> bool:
    return isinstance(who, int | str) and not isinstance(who, bool) and who in people


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def simple(people: Sequence[Any], first: Ints, helps: Helps) -> Problem:
    """A graph without seats, vetoes and the rest."""
    n = len(people)
    givers = np.zeros(n, np.bool_)
    givers[first] = True
    one, none = np.ones(n, np.int32), np.zeros(0, np.int32)
    return Problem(people, givers, *helps, none, one, one.copy(), np.zeros(n, np.bool_))


def well(helps: Helps, n: int) -> bool:
    """Whether a whole table can be used as it is; asked of columns, for there may be millions."""
    giver, receiver = helps.giver, helps.receiver
    inside = (giver >= 0) & (giver < n) & (receiver >= 0) & (receiver < n) & (giver != receiver)
    figures = np.isfinite(helps.weight) & (helps.weight >= 0) & (helps.chance > 0) & (helps.chance <= 1)
    if not bool((inside & figures).all()):
        return False
    keys = np.sort(giver.astype(np.int64) * n + receiver)
    return not bool((keys[1:] == keys[:-1]).any())


def finished(problem: Problem, faults: Faults) -> Reading:
    """Help into a first giver is left aside, and counted."""
    if faults.count:
        return faults.reading()
    return Reading(problem, ignored=int(problem.first[problem.receiver].sum()))


def lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.splitlines(), 1)
