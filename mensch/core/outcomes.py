"""What came of an introduction, in words; who has not been told yet; and over how many hands it went.

A lead is a name, a referral expects the call, business is what came of it: three words for three things. They stand
side by side and are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from mensch.core.introductions import Intro, Part, Phase, phase
from mensch.core.touches import Id


class Met(StrEnum):
    """The answer to "did you meet?". That it came to nothing is fine."""

    YES = "yes"
    NOT_YET = "not_yet"
    NOTHING = "nothing"


class CameOf(StrEnum):
    """What came of a meeting; more than one may be true."""

    TALK = "talk"
    HELP = "help"
    LEAD = "lead"  # a name; nobody expects a call yet
    REFERRAL = "referral"  # somebody expects the call
    BUSINESS = "business"


class Outcome(NamedTuple):
    """One side's latest word on how it went."""

    id: Id
    part: Part
    met: Met
    came_of: tuple[CameOf, ...] = ()
    words: str = ""
    on: date | None = None


class Giver(StrEnum):
    """Who gave the introduction: the owner always, and the connector when it was somebody else."""

    OWNER = "owner"
    CONNECTOR = "connector"


def latest(outcomes: Iterable[Outcome]) -> dict[Part, Outcome]:
    """The last word of each side; they come in the order in which they were said."""
    return {one.part: one for one in outcomes}


def worth_telling(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The words that say how it ended: "not yet" ends nothing."""
    return tuple(one for one in latest(outcomes).values() if one.met is not Met.NOT_YET)


def givers(intro: Intro) -> tuple[Giver, ...]:
    return (Giver.OWNER,) if intro.connector is None else (Giver.OWNER, Giver.CONNECTOR)


def untold(
    intro: Intro, outcomes: Sequence[Outcome], told: Iterable[tuple[Giver, Id | None]], *, today: date
) -> list[tuple[Giver, Outcome | None]]:
    """Whom to tell what. None as outcome: no word came back, and that is told too."""
    known = set(told)
    ends = worth_telling(outcomes)
    silent = not ends and phase(intro, today=today) is Phase.NO_WORD
    news: Sequence[Outcome | None] = ends or ((None,) if silent else ())
    return [(who, one) for who in givers(intro) for one in news if (who, one.id if one else None) not in known]


def helped(outcomes: Iterable[Outcome]) -> bool:
    """Whether something came of it that the ask was for: then the ask closes."""
    return any(set(one.came_of) - {CameOf.TALK} for one in worth_telling(outcomes) if one.met is Met.YES)


def hands(intro: Id, through: Mapping[Id, Id | None]) -> tuple[Id, ...]:
    """The introductions that led here, the first one first, this one last. A circle ends where it began."""
    chain: list[Id] = []
    at: Id | None = intro
    while at is not None and at not in chain:
        chain.append(at)
        at = through.get(at)
    return tuple(reversed(chain))
