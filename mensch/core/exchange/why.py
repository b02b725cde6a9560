"""Why a circle or a chain: each step with what it rests on. The help itself is the reason; nothing else is told."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mensch.core.reasons import Reason, because

if TYPE_CHECKING:
    from mensch.core.exchange.problem import Part, Problem

MOST = 20_000


class ExchangeCode(StrEnum):
    """The names of the facts stand behind each code; those in brackets may be missing."""

    GIVES_TO = "exchange-gives-to"  # giver receiver
    GIVES_FIRST = "exchange-gives-first"  # giver receiver
    CLOSES = "exchange-closes"  # giver receiver
    WAITED = "exchange-waited"  # receiver


def part(asked: Problem, found: Part) -> tuple[Reason, ...]:
    """One reason for each step, in order; one more for whoever gave in an earlier round and waited since."""
    reasons = []
    steps = found.steps()
    for at, (giver, receiver) in enumerate(steps):
        code = _code(at, len(steps), circle=found.circle)
        reasons.append(because(code, giver=str(asked.people[giver]), receiver=str(asked.people[receiver])))
    waited = [receiver for _, receiver in steps if asked.waiting[receiver]]
    reasons += [because(ExchangeCode.WAITED, receiver=str(asked.people[who])) for who in waited]
    return tuple(reasons)


def _code(at: int, size: int, *, circle: bool) -> ExchangeCode:
    if not circle and at == 0:
        return ExchangeCode.GIVES_FIRST
    return ExchangeCode.CLOSES if circle and at == size - 1 else ExchangeCode.GIVES_TO
