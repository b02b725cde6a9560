"""Around a meeting: tomorrow's, whom to see again, thank-you letters within 48 hours; later an ordinary item."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from mensch.core.moments import day, instant
from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.reasons import Code, because
from mensch.core.touches import Id

FRESH = timedelta(hours=48)
LINES = ((timedelta(hours=44), Code.THANK_YOU_SOON), (timedelta(hours=24), Code.THANK_YOU_DAY))
FORGET = timedelta(days=21)


class After(StrEnum):
    """The owner's one key after meeting somebody. NO keeps the fact that they met, and asks nothing more."""

    UNDECIDED = "undecided"
    SEE_AGAIN = "see-again"
    GLAD = "glad"
    NO = "no"


class Encounter(NamedTuple):
    """Having met a person. `until` is the end, with its zone; `event` is 0 when it was no event."""

    id: Id
    person: Id
    until: datetime
    after: After = After.UNDECIDED
    thanked: bool = False
    event: Id = 0
    place: str = ""


class Appointment(NamedTuple):
    """A meeting to come, with known persons."""

    id: Id
    people: tuple[Id, ...]
    at: datetime


def thank_yous(encounters: Iterable[Encounter], *, now: datetime) -> list[Nudge]:
    """Letters of thanks that are owed, earliest first. Hours are real hours, also across a change of the clocks."""
    nudges = (_thank_you(met, instant(now) - instant(met.until)) for met in encounters if _wants(met))
    return sorted((nudge for nudge in nudges if nudge), key=lambda nudge: (instant(nudge.due or now), nudge.subject))


def _wants(met: Encounter) -> bool:
    """At an event the owner says first whom; a meeting of its own was chosen already."""
    chosen = met.after in (After.SEE_AGAIN, After.GLAD) or (met.after is After.UNDECIDED and not met.event)
    return chosen and not met.thanked


def _thank_you(met: Encounter, since: timedelta) -> Nudge | None:
    if since < timedelta(0) or since > FORGET:
        return None
    fresh = since < FRESH
    code = next((code for hours, code in LINES if since >= hours), Code.THANK_YOU)
    why = because(code if fresh else Code.THANK_YOU_LATER, met=met.until, place=met.place or None, after=met.after)
    kind = NudgeKind.THANK_YOU if fresh else NudgeKind.THANK_LATER
    return Nudge(kind, met.person, why, instant(met.until) + FRESH, met.id)


def whom_again(encounters: Iterable[Encounter], *, now: datetime, zone: tzinfo) -> list[Nudge]:
    """One question for each event from the next morning on: whom would you like to see again? After a week no more."""
    waiting: dict[Id, list[Encounter]] = {}
    for met in encounters:
        days = (day(now, zone) - day(met.until, zone)).days
        if met.event and met.after is After.UNDECIDED and 1 <= days <= 7:
            waiting.setdefault(met.event, []).append(met)
    return [_whom(event, mets, zone) for event, mets in sorted(waiting.items())]


def _whom(event: Id, mets: list[Encounter], zone: tzinfo) -> Nudge:
    on = min(day(met.until, zone) for met in mets)
    place = next((met.place for met in mets if met.place), None)
    return Nudge(NudgeKind.WHOM_AGAIN, None, because(Code.WHOM_AGAIN, people=len(mets), on=on, place=place), on, event)


def tomorrow(appointments: Iterable[Appointment], *, now: datetime, zone: tzinfo) -> list[Nudge]:
    """Tomorrow's meetings on the owner's calendar, one nudge for each known person, in the order of the day."""
    nudges = []
    for meeting in sorted(appointments, key=lambda one: (instant(one.at, zone), one.id)):
        if (day(meeting.at, zone) - day(now, zone)).days == 1:
            why = because(Code.MEETING_TOMORROW, at=meeting.at, people=len(meeting.people))
            nudges += [Nudge(NudgeKind.MEETING, person, why, meeting.at, meeting.id) for person in meeting.people]
    return nudges
