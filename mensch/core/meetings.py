"""Which calendar entries are meetings that took place, and with whom.

A meeting counts when it is over, has a time of day, the owner accepted or called it, and 2 to 12 people were to come.
Those who accepted were met; those who never answered are given apart, for the owner to tell.
Online it is a talk by video, not a meeting in person. Formats: PARTSTAT and CUTYPE as in RFC 5545, 3.2.12 and 3.2.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import datetime, tzinfo
from typing import NamedTuple

from mensch.core.acquaintance import Together
from mensch.core.mailflow import Dealing
from mensch.core.moments import day, instant
from mensch.core.reasons import Code
from mensch.core.records import Attendee, MeetingRecord
from mensch.core.touches import Id, Kind

MOST = 12
PERSONS = frozenset({"individual", ""})


class Met(NamedTuple):
    """`sure`: those who came by their own word. `unsure`: others invited whose answer is not known."""

    sure: list[Dealing]
    unsure: list[Dealing]


def people(meeting: MeetingRecord) -> dict[str, Attendee]:
    """The persons of a meeting who did not decline, each once, by address or else name. Rooms are no persons."""
    found: dict[str, Attendee] = {}
    for attendee in meeting.attendees:
        name = attendee.party.address or attendee.party.name
        if not name or attendee.kind.casefold() not in PERSONS:
            continue
        known = found.get(name)
        found[name] = attendee if known is None or _came(attendee) else known
    return {name: attendee for name, attendee in found.items() if attendee.answer.casefold() != "declined"}


def _came(attendee: Attendee) -> bool:
    answer = attendee.answer.casefold()
    return answer == "accepted" or (attendee.organizer and answer in ("", "needs-action"))


def why_not(meeting: MeetingRecord, own: Set[str], *, now: datetime, zone: tzinfo) -> Code | None:
    """Why nobody was met at this entry, or None when it is a meeting of the owner that took place."""
    if meeting.not_a_meeting:
        return Code.NOT_A_MEETING
    if meeting.at is None:
        return Code.NO_DATE
    if not isinstance(meeting.at, datetime):
        return Code.ALL_DAY
    if not _over(meeting, now, zone):
        return Code.IN_THE_FUTURE
    return _why_not_with(people(meeting), meeting, own)


def _over(meeting: MeetingRecord, now: datetime, zone: tzinfo) -> bool:
    end = meeting.until if isinstance(meeting.until, datetime) else meeting.at
    return end is not None and max(instant(end, zone), instant(meeting.at or end, zone)) <= instant(now)


def _why_not_with(present: Mapping[str, Attendee], meeting: MeetingRecord, own: Set[str]) -> Code | None:
    mine = [attendee for name, attendee in present.items() if name in own]
    if not mine:
        asked = any(attendee.party.address in own for attendee in meeting.attendees)
        return Code.NOT_ACCEPTED if asked else Code.NOT_INVITED
    if not any(map(_came, mine)):
        return Code.NOT_ACCEPTED
    if present.keys() <= own:
        return Code.NOBODY_ELSE
    others = len(present.keys() - own)
    return Code.TOO_MANY if others + 1 > MOST else None


def met(meetings: Iterable[MeetingRecord], own: Set[str], *, now: datetime, zone: tzinfo) -> Met:
    """Whom the owner met or spoke to by video, in the order given. `own`: folded addresses; floating: in `zone`."""
    found = Met([], [])
    for meeting in meetings:
        if why_not(meeting, own, now=now, zone=zone) is None and isinstance(meeting.at, datetime):
            kind = Kind.VIDEO if meeting.online else Kind.MET
            at = instant(meeting.at, zone)
            for name, attendee in people(meeting).items():
                if name not in own:
                    group = found.sure if _came(attendee) else found.unsure
                    group.append(Dealing(attendee.party, at, kind, None, meeting.key))
    return found


def together(
    meetings: Iterable[MeetingRecord], own: Set[str], who: Mapping[str, Id], *, now: datetime, zone: tzinfo
) -> Iterator[Together]:
    """The same meetings as facts for `acquainted`: the known persons who came by their own word, without the owner."""
    for meeting in meetings:
        if meeting.at is not None and why_not(meeting, own, now=now, zone=zone) is None:
            came = [name for name, attendee in people(meeting).items() if name not in own and _came(attendee)]
            persons = tuple(who[name] for name in came if name in who)
            if len(persons) > 1:
                yield Together(day(meeting.at, zone), persons, meeting.online)
