"""From one VEVENT to one meeting: who, when, and whether it can count as having met.

Source: RFC 5545 (VEVENT), 5546 (PARTSTAT), 7986 (CONFERENCE), and the conference links of calendar products.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from mensch.core.people import email_key
from mensch.core.records import Attendee, Done, Fault, MeetingRecord, Party
from mensch.formats.ical_split import Entry, Line, unescaped
from mensch.formats.ical_times import Moment, Zones, after

ATTENDEES = 1_000
LARGEST = 12

_ONLINE_LINE = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
_ONLINE_HOST = re.compile(
    r"(?:zoom\.us|zoomgov\.com|meet\.google\.com|teams\.(?:microsoft|live)\.com|webex\.com|whereby\.com|meet\.jit\.si|"
    r"gotomeeting\.com|bluejeans\.com|meet\.lync\.com|join\.skype\.com|facetime\.apple\.com|bigbluebutton|/bbb/)",
    re.IGNORECASE,
)
_ROOM = re.compile(r"@(?:resource|group)\.calendar\.google\.com$")


class Event:
    """One VEVENT taken apart. Of a property that must stand once, the first readable one counts."""

    def __init__(self, entry: Entry, zones: Zones) -> None:
        self.entry = entry
        self.zones = zones
        self._by_name: dict[str, list[Line]] = {}
        for line in entry.lines:
            self._by_name.setdefault(line.name, []).append(line)

    def all(self, name: str) -> list[Line]:
        return self._by_name.get(name, [])

    def text(self, name: str) -> str:
        return next((unescaped(line.value) for line in self.all(name)), "")

    def moment(self, name: str) -> Moment:
        """The first readable value of DTSTART, DTEND or RECURRENCE-ID."""
        read = [self.zones.moment(line) for line in self.all(name)]
        return next((moment for moment in read if moment.at), read[0] if read else Moment(None))

    @property
    def uid(self) -> str:
        return self.text("UID").strip()

    @property
    def repeats(self) -> bool:
        return bool(self.all("RRULE") or self.all("RDATE"))


def meeting(event: Event, *, today: date | None = None) -> tuple[MeetingRecord, list[Fault]]:
    """The stored start of an entry as a record, and what had to be put right in it."""
    start = event.moment("DTSTART")
    attendees, faults = _attendees(event)
    faults += _odd(event, start)
    record = MeetingRecord(
        key=key(event, start.at),
        at=start.at,
        until=_until(event, start.at),
        summary=event.text("SUMMARY"),
        place=event.text("LOCATION"),
        attendees=attendees,
        online=_online(event),
        not_a_meeting=obstacle(event, start.at, attendees, today),
        uid=event.uid,
        line=event.entry.line,
        status=event.text("STATUS").strip().lower(),
        recurring=event.repeats,
    )
    return record, faults


def key(event: Event, at: datetime | date | None) -> str:
    """UID + start of the occurrence in UTC; without UID a hash of summary and start."""
    when = stamp(at)
    if event.uid:
        return f"{event.uid}@{when}"
    return "hash:" + hashlib.sha256(f"{event.text('SUMMARY')}\0{when}".encode()).hexdigest()[:32]


def stamp(at: datetime | date | None) -> str:
    """A point in time in one spelling, whatever its zone."""
    if isinstance(at, datetime) and at.tzinfo and 1 < at.year < 9999:
        at = at.astimezone(UTC)
    return at.isoformat() if at else ""


def _until(event: Event, start: datetime | date | None) -> datetime | date | None:
    end = event.moment("DTEND").at
    if end is None and start is not None and event.all("DURATION"):
        return after(start, event.text("DURATION"))
    return end


def _odd(event: Event, start: Moment) -> list[Fault]:
    """What was put right: a start nobody can read, an odd spelling, an unknown zone, stray lines, a missing END."""
    line = next((line.number for line in event.all("DTSTART")), event.entry.line)
    value = next((line.value for line in event.all("DTSTART")), "")
    found = []
    if code := start.odd or ("" if start.at else "no-start"):
        found.append(Fault(line, code, Done.REPAIRED, value[:80], "DTSTART"))
    if event.entry.stray:
        found.append(Fault(event.entry.stray[0], "odd-line", Done.REPAIRED))
    if not event.entry.closed:
        found.append(Fault(event.entry.line, "missing-end", Done.REPAIRED))
    return found


def _attendees(event: Event) -> tuple[tuple[Attendee, ...], list[Fault]]:
    """ATTENDEE lines in their order; an organizer who stands in none of them comes last, with an empty answer."""
    organizer = next((party for line in event.all("ORGANIZER") if (party := _party(line))), None)
    found, faults = [], []
    for line in event.all("ATTENDEE")[:ATTENDEES]:
        if party := _party(line):
            found.append(_attendee(line, party, organizer))
        else:
            faults.append(Fault(line.number, "empty-attendee", Done.REPAIRED, where="ATTENDEE"))
    if len(event.all("ATTENDEE")) > ATTENDEES:
        faults.append(Fault(event.entry.line, "too-many-attendees", Done.REPAIRED))
    if organizer and not any(attendee.organizer for attendee in found):
        found.append(Attendee(organizer, organizer=True))
    return tuple(found), faults


def _attendee(line: Line, party: Party, organizer: Party | None) -> Attendee:
    kind = "room" if _ROOM.search(party.address) else line.params.get("CUTYPE", "individual").lower()
    answer = line.params.get("PARTSTAT", "needs-action").lower()
    return Attendee(party, answer, kind, organizer is not None and party.address == organizer.address)


def _party(line: Line) -> Party | None:
    """The mail address (of the value, else of EMAIL=); else the value itself, which calendar servers use as a name."""
    value = line.value.strip().strip('"')
    address = email_key(value[7:] if value[:7].lower() == "mailto:" else value) or email_key(
        line.params.get("EMAIL", "")
    )
    address = address or value.removeprefix("mailto:").removeprefix("MAILTO:").casefold()
    name = " ".join(unescaped(line.params.get("CN", "")).split()).strip("'\"")
    return Party(address, "" if name.casefold().removeprefix("mailto:") == address else name) if address else None


def _online(event: Event) -> bool:
    """A conference link: such a meeting is talk, not a handshake."""
    if any(event.all(name) for name in _ONLINE_LINE):
        return True
    return any(
        _ONLINE_HOST.search(line.value) for name in ("LOCATION", "URL", "DESCRIPTION") for line in event.all(name)
    )


def obstacle(event: Event, at: datetime | date | None, attendees: tuple[Attendee, ...], today: date | None) -> str:
    """Why an entry cannot count as having met, '' when it can."""
    people = {a.party.address for a in attendees if a.kind == "individual" and a.answer != "declined"}
    return next((code for code, true in _obstacles(event, at, len(people), today) if true), "")


def _obstacles(event: Event, at: datetime | date | None, people: int, today: date | None) -> Iterator[tuple[str, bool]]:
    yield "no-start", at is None
    yield "cancelled", event.text("STATUS").strip().upper() == "CANCELLED"
    yield "transparent", event.text("TRANSP").strip().upper() == "TRANSPARENT"
    yield "all-day", not isinstance(at, datetime)
    yield "future", today is not None and isinstance(at, datetime) and at.date() > today
    yield "alone", people < 2
    yield "crowd", people > LARGEST
