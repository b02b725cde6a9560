"""After a no: what still closes. The help that was declined goes, never the person; what is pending elsewhere stays.

First a shorter circle among the same people, then everything else that the freed people and those who were left over
can do together. Whoever said yes already is certain from now on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from mensch.core.exchange.clearing import Clearing, clear, never
from mensch.core.exchange.pace import Stop
from mensch.core.exchange.problem import ORDER, Arc, Id, Limits, Part

Step = tuple[Any, Any]


def repair(
    done: Clearing,
    broken: Collection[Step],
    arcs: Sequence[Arc],
    first_givers: Collection[Id],
    limits: Limits,
    *,
    agreed: Collection[Step] = (),
    waiting: Collection[Id] = (),
    order: Sequence[str] = ORDER,
    seed: int = 0,
    stop: Stop = never,
) -> Clearing:
    """A plan that keeps every part without a broken help as it is, and uses no broken help."""
    gone, sure = set(broken), set(agreed)
    left = [arc._replace(chance=1.0) if (arc.giver, arc.receiver) in sure else arc for arc in arcs]
    left = [arc for arc in left if (arc.giver, arc.receiver) not in gone]
    kept = [part for part in done.parts() if not gone.intersection(part.steps())]
    fallen = [part for part in done.parts() if gone.intersection(part.steps())]
    for old in sorted(fallen, key=lambda part: part.circle):
        kept += within(old, left, limits, kept) if old.circle else _beginning(old, left)
    return clear(*(left, first_givers, limits), locked=kept, waiting=waiting, order=order, seed=seed, stop=stop)


def within(old: Part, arcs: Sequence[Arc], limits: Limits, kept: Sequence[Part]) -> list[Part]:
    """The best circles among the people of one that fell."""
    members = set(old.members)
    used = {step for part in kept for step in part.steps()}
    among = [
        arc for arc in arcs if (arc.giver, arc.receiver) in used or (arc.giver in members and arc.receiver in members)
    ]
    found = clear(among, (), replace(limits, chain=0), locked=kept, order=("helped", "value", "short"))
    before = {frozenset(part.steps()) for part in kept}
    new = (Part(True, circle) for circle in found.circles)
    return [part for part in new if frozenset(part.steps()) not in before and members.issuperset(part.members)]


def _beginning(old: Part, arcs: Sequence[Arc]) -> list[Part]:
    there = {(arc.giver, arc.receiver) for arc in arcs}
    size = next((at for at, step in enumerate(old.steps()) if step not in there), len(old.steps()))
    return [Part(False, old.members[: size + 1])] if size else []
