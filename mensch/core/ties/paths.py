"""Who can really introduce me: paths of up to three steps, each on evidence. A list or a common firm is none."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mensch.core.reasons import Reason, because
from mensch.core.ties.graph import LIMIT, LONGEST, tied, ways
from mensch.core.ties.grounds import MOST_LIKELY, Ground, How, carried
from mensch.core.ties.why import Why
from mensch.core.touches import Id, Standing

ME: Id = 0
# So many open questions lie with one person at most.
MOST = 3


class Tie(NamedTuple):
    """Two people and what shows that they know each other. `one` is ME for the owner's own."""

    one: Id
    other: Id
    grounds: tuple[Ground, ...]


class Step(NamedTuple):
    one: Id
    other: Id
    grounds: tuple[Ground, ...]


class Path(NamedTuple):
    """The steps from the owner to whom they wish to know; `about`: what to know of the connector before asking."""

    steps: tuple[Step, ...]
    about: tuple[Reason, ...] = ()

    @property
    def people(self) -> tuple[Id, ...]:
        """Those in between, the connector first."""
        return tuple(step.other for step in self.steps[:-1])


class Brought(NamedTuple):
    """Somebody to whom a connector introduced the owner before. `met`: None while it is open."""

    whom: str
    on: date
    met: bool | None = None


class Gates(NamedTuple):
    """Whom the owner would ask: `known` is how well at least; `load`: how many questions lie with each; `shut`: not."""

    known: Standing = Standing.TWO_WAY
    load: Mapping[Id, int] = {}
    shut: frozenset[Id] = frozenset()
    most: int = MOST


class Paths(NamedTuple):
    """The best paths, or the reason why there is none. `direct`: the owner knows them already."""

    direct: Step | None = None
    paths: tuple[Path, ...] = ()
    why: Reason | None = None


def paths(
    to: Id,
    ties: Iterable[Tie],
    gates: Gates,
    *,
    today: date,
    answers: Mapping[Id, float] | None = None,
    past: Mapping[Id, Sequence[Brought]] | None = None,
    longest: int = LONGEST,
    limit: int = LIMIT,
) -> Paths:
    """The best paths from the owner. `answers`: how likely each answers the owner, for the order and nothing else."""
    known = _known(ties)
    direct = known.get(frozenset((ME, to)))
    if direct:
        return Paths(direct=Step(ME, to, direct))
    open_ties = {pair: grounds for pair, grounds in known.items() if _open(pair, grounds, gates)}
    costs = _costs(open_ties, gates, answers or {}, past or {}, today)
    found = [
        Path(_steps(way, open_ties), about(way[1], gates, past or {}))
        for way in _search(costs, to, longest=longest, limit=limit)
    ]
    return Paths(paths=tuple(found), why=None if found else _why(to, known, gates, longest))


def _known(ties: Iterable[Tie]) -> dict[frozenset[Id], tuple[Ground, ...]]:
    """The grounds of each pair; what rests on nothing is no tie."""
    known: dict[frozenset[Id], tuple[Ground, ...]] = {}
    for one, other, grounds in ties:
        if one != other and grounds:
            pair = frozenset((one, other))
            known[pair] = (*known.get(pair, ()), *grounds)
    return known


def about(connector: Id, gates: Gates, past: Mapping[Id, Sequence[Brought]]) -> tuple[Reason, ...]:
    """What to know before asking: how earlier introductions of theirs went, and what lies with them now."""
    told = [
        because(_WENT[one.met], whom=one.whom, on=one.on)
        for one in sorted(past.get(connector, ()), key=lambda one: one.on, reverse=True)[:2]
    ]
    load = gates.load.get(connector, 0)
    return (*told, because(Why.QUESTIONS_WAIT, times=load)) if load else tuple(told)


_WENT = {True: Why.BROUGHT_AND_MET, False: Why.BROUGHT_TO_NOTHING, None: Why.BROUGHT_OPEN}


def _open(pair: frozenset[Id], grounds: Sequence[Ground], gates: Gates) -> bool:
    """The owner's own ties count only to people they would ask; those of others count as they are."""
    if ME not in pair:
        return not pair & gates.shut
    (other,) = pair - {ME}
    if other in gates.shut or gates.load.get(other, 0) >= gates.most:
        return False
    return gates.known is not Standing.MET or any(ground.how is How.MET for ground in grounds)


def _costs(
    ties: Mapping[frozenset[Id], Sequence[Ground]],
    gates: Gates,
    answers: Mapping[Id, float],
    past: Mapping[Id, Sequence[Brought]],
    today: date,
) -> dict[tuple[Id, Id], float]:
    found = {}
    for pair, grounds in ties.items():
        one, other = sorted(pair)
        likely = carried(grounds, today)
        if one == ME:
            likely = math.sqrt(likely * answers.get(other, 0.5))
            likely /= 1 + gates.load.get(other, 0)
            likely *= 1.2 if any(brought.met for brought in past.get(other, ())) else 1.0
        found[one, other] = -math.log(min(likely, MOST_LIKELY))
    return found


def _search(costs: Mapping[tuple[Id, Id], float], to: Id, *, longest: int, limit: int) -> list[tuple[Id, ...]]:
    people = sorted({ME, to, *(person for pair in costs for person in pair)})
    number = {person: place for place, person in enumerate(people)}
    one, other = ([number[pair[side]] for pair in costs] for side in (0, 1))
    graph = tied(len(people), np.array(one, np.int64), np.array(other, np.int64), np.array([*costs.values()]))
    found = ways(graph, number[ME], number[to], longest=longest, limit=limit)
    return [tuple(people[place] for place in way.people) for way in found]


def _steps(people: Sequence[Id], ties: Mapping[frozenset[Id], tuple[Ground, ...]]) -> tuple[Step, ...]:
    return tuple(Step(one, other, ties[frozenset((one, other))]) for one, other in pairwise(people))


def _why(to: Id, known: Mapping[frozenset[Id], tuple[Ground, ...]], gates: Gates, longest: int) -> Reason:
    """Why there is none: nobody at all, nobody known well enough, or everybody has enough questions already."""
    if not _reached(to, known, Gates(), longest):
        return because(Why.NO_PATH)
    if gates.known is Standing.MET and _reached(to, known, gates._replace(known=Standing.TWO_WAY), longest):
        return because(Why.NO_PATH_MET)
    return because(Why.NO_PATH_ASKED)


def _reached(to: Id, known: Mapping[frozenset[Id], tuple[Ground, ...]], gates: Gates, longest: int) -> bool:
    """Whether there is any path through these gates."""
    beside: dict[Id, set[Id]] = defaultdict(set)
    for pair, grounds in known.items():
        if _open(pair, grounds, gates):
            one, other = pair
            beside[one].add(other)
            beside[other].add(one)
    seen, edge = {ME}, {ME}
    for _ in range(longest):
        edge = {other for one in edge for other in beside[one]} - seen
        seen |= edge
    return to in seen
