"""Meetings to iCalendar (RFC 5545), one component at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from mensch.core.records import Attendee, MeetingRecord
from mensch.formats.charset import clean
from mensch.formats.vcard_render import fold
from mensch.formats.vcard_values import escape

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mensch//Mensch//EN\r\nCALSCALE:GREGORIAN\r\n"
END = "END:VCALENDAR\r\n"


def event(meeting: MeetingRecord, *, uid: str, stamped: datetime) -> str:
    """One VEVENT. `stamped` is when the file is made. Without a start there is no event: ''."""
    if meeting.at is None:
        return ""
    lines = ["BEGIN:VEVENT", f"UID:{escape(clean(uid))}", f"DTSTAMP:{_utc(stamped)}", _when("DTSTART", meeting.at)]
    if meeting.until is not None and type(meeting.until) is type(meeting.at):
        lines.append(_when("DTEND", meeting.until))
    lines += [f"{name}:{escape(clean(text))}" for name, text in _texts(meeting) if text]
    lines += _parties(meeting.attendees)
    return "".join(map(fold, (*lines, "END:VEVENT")))


def _texts(meeting: MeetingRecord) -> Iterator[tuple[str, str]]:
    yield "SUMMARY", meeting.summary
    yield "LOCATION", meeting.place
    yield "STATUS", meeting.status.upper()


def _when(name: str, at: datetime | date) -> str:
    """A day, a moment in UTC, or a floating time as the source left it."""
    if not isinstance(at, datetime):
        return f"{name};VALUE=DATE:{at:%Y%m%d}"
    return f"{name}:{_utc(at)}" if at.tzinfo else f"{name}:{at:%Y%m%dT%H%M%S}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _parties(attendees: tuple[Attendee, ...]) -> Iterator[str]:
    for one in attendees:
        name = f";CN={_quoted(one.party.name)}" if one.party.name else ""
        where = one.party.address
        value = f"mailto:{where}" if "@" in where else where
        if one.organizer:
            yield f"ORGANIZER{name}:{clean(value)}"
        if one.answer or not one.organizer:
            kind = "" if one.kind in ("", "individual") else f";CUTYPE={_word(one.kind)}"
            answer = f";PARTSTAT={_word(one.answer)}" if one.answer else ""
            yield f"ATTENDEE{kind}{answer}{name}:{clean(value)}"


def _word(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum() or sign == "-")


def _quoted(text: str) -> str:
    """A parameter value; a quotation mark cannot stand in one (RFC 5545, 3.2)."""
    return '"' + " ".join(clean(text).replace('"', "'").split()) + '"'


def hour_long(at: datetime) -> datetime:
    """When a noted meeting is taken to have ended, so that calendars show it."""
    return at + timedelta(hours=1)
