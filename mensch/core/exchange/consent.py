"""What a set of answers means. A no looks like no word; what others see changes only at fixed times and at the end.

A circle opens when everyone in it said yes, or it falls. Of a chain the beginning opens in which everyone said yes:
each of them receives before giving, the first giver excepted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from mensch.core.exchange.problem import Id, Part

Step = tuple[Any, Any]
BATCH = timedelta(minutes=2)
SHOWN_FROM = 3


class Answer(NamedTuple):
    """One person's word on one help of the part: the one they would give, or the one they would receive."""

    person: Id
    giver: Id
    receiver: Id
    yes: bool
    at: datetime


class Asked(NamedTuple):
    """A part whose people are asked, since when, and until when."""

    part: Part
    since: datetime
    deadline: datetime


class Standing(StrEnum):
    ASKING = "asking"
    OPENED = "opened"
    FELL = "fell"


class Tally(NamedTuple):
    """`opened` are the helps that happen, `broken` those somebody did not want: nobody is told which or who.

    `shown` is how many of the people agreed, as everybody may see it; None where it would tell who.
    """

    standing: Standing
    opened: tuple[Step, ...] = ()
    broken: tuple[Step, ...] = ()
    shown: int | None = None


def tally(asked: Asked, answers: Sequence[Answer], *, now: datetime) -> Tally:
    """Where a part stands. Before the deadline it is being asked, whatever the answers are."""
    if now < asked.deadline:
        return Tally(Standing.ASKING, shown=shown(asked, answers, now=now))
    last = _last(answers, asked.deadline)
    steps = asked.part.steps()
    agreed = [all(last.get((who, *step), False) for who in step) for step in steps]
    opened = _opened(steps, agreed, circle=asked.part.circle)
    broken = tuple(step for step, yes in zip(steps, agreed, strict=True) if not yes)
    return Tally(Standing.OPENED if opened else Standing.FELL, opened, broken)


def _opened(steps: Sequence[Step], agreed: Sequence[bool], *, circle: bool) -> tuple[Step, ...]:
    if circle:
        return tuple(steps) if all(agreed) else ()
    size = next((at for at, yes in enumerate(agreed) if not yes), len(steps))
    return tuple(steps[:size])


def _last(answers: Iterable[Answer], until: datetime) -> dict[tuple[Id, Id, Id], bool]:
    """Everyone may change their mind until the deadline."""
    timely = sorted((one for one in answers if one.at <= until), key=lambda one: one.at)
    return {(one.person, one.giver, one.receiver): one.yes for one in timely}


def shown(asked: Asked, answers: Sequence[Answer], *, now: datetime) -> int | None:
    """How many have agreed to all that is theirs, as of the last batch. Of two people nobody may see who did.

    A yes that was taken back still counts here: a number that falls would tell of a no before the deadline.
    """
    if len(asked.part.members) < SHOWN_FROM:
        return None
    until = asked.since + (now - asked.since) // BATCH * BATCH
    agreed = {(one.person, one.giver, one.receiver) for one in answers if one.yes and one.at <= until}
    steps = asked.part.steps()
    return sum(all((who, *step) in agreed for step in steps if who in step) for who in asked.part.members)


def next_step(part: Part, received: Collection[Id]) -> Step | None:
    """The help of a chain that is next: its giver has received, its receiver has not. None at the end."""
    for giver, receiver in part.steps():
        if receiver not in received:
            return (giver, receiver) if giver in received or giver == part.members[0] else None
    return None
