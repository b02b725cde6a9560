"""What happened in a round of help, as rows tell it: answers, doors, helps, words of givers, waves and replies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from mensch.core.exchange.problem import Part
from mensch.core.touches import Id

Step = tuple[Id, Id]


class Told(NamedTuple):
    """A member's answer to the call; the latest counts. `first`: would give without asking this time."""

    member: Id
    looking: str
    first: bool
    at: datetime


class Door(NamedTuple):
    """Whom a member could open a door to, by kind, never by name. `agreed`: who stands behind it was asked, and would.

    That yes stands for every help through this door, until its giver says otherwise.
    """

    id: Id
    member: Id
    opens: str
    agreed: bool


class Help(NamedTuple):
    """What the matcher found: a door of the giver for the ask of the receiver. `fit` belongs to the two texts."""

    id: Id
    giver: Id
    receiver: Id
    door: Id
    wants: str
    opens: str
    fit: float = 1.0


class Confirmed(NamedTuple):
    """The giver's own word on one help, kept to themself; the latest counts."""

    help: Id
    yes: bool
    at: datetime


class Reply(NamedTuple):
    """One member's word on all that is theirs in the part they were asked about; the latest counts."""

    member: Id
    yes: bool
    at: datetime


class Wave(NamedTuple):
    """Parts that are asked about, all at once. `opened_at`: when what came together (`happens`) opened for all."""

    parts: tuple[Part, ...]
    since: datetime
    deadline: datetime
    replies: tuple[Reply, ...] = ()
    opened_at: datetime | None = None
    happens: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Round:
    """All that happened in a round. Answers are taken until `until`, or until the first plan is asked about."""

    until: datetime
    told: tuple[Told, ...] = ()
    doors: tuple[Door, ...] = ()
    helps: tuple[Help, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    waves: tuple[Wave, ...] = ()
    ended: bool = False
