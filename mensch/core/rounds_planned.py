"""A round's plan: the confirmed helps go to the engine of circles and chains, with what the steward pinned or barred.

After the deadline what is left is worked out once more, with everything that opened in its place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from mensch.core import rounds
from mensch.core.exchange.clearing import Clearing, clear, never
from mensch.core.exchange.pace import Stop
from mensch.core.exchange.problem import Arc, Limits, Part
from mensch.core.exchange.repairs import repair
from mensch.core.rounds_facts import Help, Round, Step
from mensch.core.touches import Id

CIRCLE, CHAIN = 3, 4
CHANCE = 0.8  # that both say yes to a confirmed help; the same for all, since nobody is weighed
_ANYONE: Id = -1


class Wishes(NamedTuple):
    """What the steward pinned (this step shall be in the plan) and barred (it shall not). Only for the first plan."""

    pinned: frozenset[Step] = frozenset()
    barred: frozenset[Step] = frozenset()


@dataclass(frozen=True)
class Plan:
    """`helped`: how many people receive; `most`: no plan can help more. `one_more`: helped besides, if one more gave.

    `unkept`: pinned steps that fit into no circle or chain.
    """

    parts: tuple[Part, ...]
    helped: int
    most: int
    proved: bool
    one_more: int = 0
    unkept: tuple[Step, ...] = ()


def plan(one: Round, *, waiting: Collection[Id], wishes: Wishes, seed: int = 0, stop: Stop = never) -> Plan:
    """The first plan. `waiting`: whose asks go first, since they did not come together in an earlier round."""
    arcs = _arcs(_wished(rounds.entering(one), wishes))
    first, ahead = _beginning(one, arcs), {*waiting, *(receiver for _, receiver in wishes.pinned)}
    limits = Limits(circle=CIRCLE, chain=CHAIN)
    done = clear(arcs, first, limits, waiting=ahead, seed=seed, stop=stop)
    more = _one_more(arcs, first, ahead, done, stop)
    steps = {step for part in done.parts() for step in part.steps()}
    return replace(_plan(done.parts(), done, arcs), one_more=more, unkept=tuple(sorted(wishes.pinned - steps)))


def again(one: Round, *, seed: int = 0, stop: Stop = never) -> Plan:
    """What is left after the deadline, once: no step that somebody did not want; what opened keeps its place."""
    happens = rounds.happens(one)
    asked = [part for wave in one.waves for part in wave.parts]
    arcs = [*_arcs(rounds.entering(one)), *(Arc(*step) for step in sorted(happens))]
    first = _beginning(one, arcs)
    sure = {step for part in asked for step in part.steps()} - rounds.declined(one)
    limits, before, broken = Limits(circle=CIRCLE, chain=CHAIN), _clearing(asked), rounds.declined(one)
    done = repair(before, broken, arcs, first, limits, agreed=sure, seed=seed, stop=stop)
    return _plan([part for part in done.parts() if not happens.intersection(part.steps())], done, arcs, happens)


def _plan(parts: Sequence[Part], done: Clearing, arcs: Sequence[Arc], happens: Collection[Step] = ()) -> Plan:
    """The limit is that of the aim "helped", less what opened already, and no more than there are asks left."""
    helped, open_ = _helped(parts), {arc.receiver for arc in arcs} - {receiver for _, receiver in happens}
    bound = next((int(tier.bound + 1e-6) for tier in done.tiers if tier.name == "helped"), helped)
    return Plan(tuple(parts), helped, max(helped, min(bound - len(happens), len(open_))), done.proved)


def _clearing(parts: Sequence[Part]) -> Clearing:
    circles = tuple(part.members for part in parts if part.circle)
    return Clearing(circles, tuple(part.members for part in parts if not part.circle), (), 0.0, 0.0, proved=False)


def _arcs(helps: Sequence[Help]) -> list[Arc]:
    return [Arc(one.giver, one.receiver, one.id, one.fit, CHANCE) for one in helps]


def _beginning(one: Round, arcs: Sequence[Arc]) -> set[Id]:
    return rounds.givers(one) & {arc.giver for arc in arcs}


def _wished(helps: Sequence[Help], wishes: Wishes) -> list[Help]:
    """A pinned step is the only one its giver and its receiver have left, so the plan takes it if anything can."""
    givers, receivers = {step[0] for step in wishes.pinned}, {step[1] for step in wishes.pinned}
    return [
        one
        for one in helps
        if (step := (one.giver, one.receiver)) not in wishes.barred
        if step in wishes.pinned or not (one.giver in givers or one.receiver in receivers)
    ]


def _one_more(arcs: Sequence[Arc], first: Collection[Id], ahead: Collection[Id], done: Clearing, stop: Stop) -> int:
    """How many more would be helped if one more person gave without asking. It is told as a number, never as whom.

    That person's own ask is set aside. Where others give first, too, it is the least of what it would bring.
    """
    if stop() or not arcs:
        return 0
    begun = [Arc(_ANYONE, who, None, 0.0) for who in sorted({arc.giver for arc in arcs} - set(first))]
    limits = Limits(circle=CIRCLE, chain=CHAIN if first else CHAIN + 1)
    found = clear([*arcs, *begun], {*first, _ANYONE}, limits, waiting=ahead, stop=stop)
    begins = sum(1 for chain in found.chains if chain[0] == _ANYONE)
    return max(0, _helped(found.parts()) - begins - _helped(done.parts()))


def _helped(parts: Sequence[Part]) -> int:
    return sum(len(part.steps()) for part in parts)


def carried(one: Round) -> set[Id]:
    """Whose asks go first in the next round: who was asked, and whose ask did not come together."""
    asked = {receiver for wave in one.waves for part in wave.parts for _, receiver in part.steps()}
    return asked - {receiver for _, receiver in rounds.happens(one)}
