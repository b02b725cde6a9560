"""What must be true before anybody is proposed: two people, a reason for both, and what the owner asks for.

Where it is not true yet, a smaller step is proposed instead.
"""

from __future__ import annotations

from enum import StrEnum

from mensch.core.reasons import Code, Reason, because
from mensch.core.touches import Evidence, Id


def fits(first: Id | None, second: Id | None, connector: Id | None) -> bool:
    """Two different people and whoever knows both; the owner is one of the two only when somebody else connects."""
    named = [one for one in (first, second, connector) if one is not None]
    return second is not None and len(set(named)) == len(named) and (first is not None or connector is not None)


def proposable(because_first: str, because_second: str) -> bool:
    """Why both gain, each in words; else it is not proposed."""
    return bool(because_first.strip()) and bool(because_second.strip())


class Gate(StrEnum):
    """From the least the owner may ask for to the most. KNOWN: any evidence that a word went both ways."""

    KNOWN = "known"
    MET = "met"
    ONE_TO_ONE = "one_to_one"
    WORKED = "worked"


def step_first(gate: Gate, name: str, known: Evidence, *, one_to_one: bool, worked: bool) -> Reason | None:
    """The smaller step to propose instead, or None when the gate is open."""
    met = bool(known.met) or bool(known.corrected and known.corrected.met)
    wrote = bool(known.wrote and known.answered) or bool(known.spoke) or bool(known.corrected and known.corrected.write)
    match gate:
        case Gate.KNOWN:
            return None if met or wrote else because(Code.GATE_WRITE, name=name)
        case Gate.MET:
            return None if met else because(Code.GATE_MEET, name=name)
        case Gate.ONE_TO_ONE:
            return None if one_to_one else because(Code.GATE_ONE_TO_ONE, name=name)
        case Gate.WORKED:
            return None if worked else because(Code.GATE_WORKED, name=name)
