"""Unfolding a repeating entry into its occurrences within a window, bounded by counting and never by a clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

import recurring_ical_events
from icalendar import Calendar

from mensch.core.records import Done, Fault, MeetingRecord
from mensch.formats.ical_meeting import Event, key, obstacle, stamp
from mensch.formats.ical_rules import endless, refusal, steps
from mensch.formats.ical_times import placed

DAYS_BACK, DAYS_AHEAD = 1_827, 731  # five years, two years
OCCURRENCES = 10_000
STEPS = 1_500_000
DATES = 5_000

_FOR_RULES = ("RRULE", "RDATE", "EXDATE", "EXRULE")
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)


class Budget:
    """What one file may still cost: steps along its rules and occurrences made."""

    def __init__(self) -> None:
        self.steps = STEPS
        self.occurrences = OCCURRENCES


def unfold(
    event: Event, stored: MeetingRecord, overridden: set[str], today: date, budget: Budget
) -> Iterator[MeetingRecord | Fault]:
    """The occurrences of a series from five years before `today` to two after, without those that have an own entry.

    `overridden` are the stamps of RECURRENCE-IDs. A series that cannot be followed gives its stored start and a
    fault, one that lies outside the window its stored start.
    """
    rules = [line.value for name in ("RRULE", "EXRULE") for line in event.all(name)]
    code, starts = _refusal(event, stored, rules, budget), []
    if not code:
        end = today + timedelta(days=DAYS_AHEAD)
        budget.steps -= sum(steps(rule, stored, end) for rule in rules)
        try:
            starts = _starts(event, today, budget.occurrences)
        except _BROKEN:
            code = "unreadable-series"
    if not starts:
        yield stored
        # A rule without end that never comes true has been walked to the end of time: once is enough.
        budget.steps -= STEPS if any(map(endless, rules)) and not code else 0
    if code:
        yield Fault(event.entry.line, code, Done.REPAIRED, event.text("RRULE")[:80], "RRULE")
    own = [at for at in starts if stamp(at) not in overridden]
    budget.occurrences -= len(own)
    yield from _occurrences(event, stored, own, today)
    if starts and not own:
        yield replace(stored, not_a_meeting="overridden")
    if starts and budget.occurrences <= 0:
        yield Fault(event.entry.line, "too-many-occurrences", Done.REPAIRED)


def _occurrences(
    event: Event, stored: MeetingRecord, starts: list[datetime | date], today: date
) -> Iterator[MeetingRecord]:
    length = _length(stored)
    for number, at in enumerate(starts):
        until = None if length is None else at + length
        why = obstacle(event, at, stored.attendees, today)
        yield replace(
            stored, key=key(event, at), at=at, until=until, not_a_meeting=why, recurring=False, further=number > 0
        )


def _refusal(event: Event, stored: MeetingRecord, rules: list[str], budget: Budget) -> str:
    if stored.at is None:
        return "no-start"
    if sum(line.value.count(",") + 1 for name in _FOR_RULES for line in event.all(name)) > DATES:
        return "series-too-long"
    if code := next(filter(None, map(refusal, rules)), ""):
        return code
    return "" if budget.steps > 0 and budget.occurrences > 0 else "too-many-occurrences"


def _length(stored: MeetingRecord) -> timedelta | None:
    at, until = stored.at, stored.until
    if isinstance(at, datetime) and isinstance(until, datetime) and bool(at.tzinfo) == bool(until.tzinfo):
        return until - at
    if (
        isinstance(at, date)
        and isinstance(until, date)
        and not isinstance(at, datetime)
        and not isinstance(until, datetime)
    ):
        return until - at
    return None


def _starts(event: Event, today: date, limit: int) -> list[datetime | date]:
    """Starts in order. The rules are given to recurring_ical_events alone with the start, in its own zone."""
    query = recurring_ical_events.of(Calendar.from_ical(_calendar(event)))
    begin, end = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    found = [occurrence["DTSTART"].dt for occurrence in islice(query.between(begin, end), limit)]
    return sorted((placed(at, at.tzinfo) if isinstance(at, datetime) else at for at in found), key=stamp)


def _calendar(event: Event) -> bytes:
    """A calendar with nothing in it but the start and the rules, its zone named so that icalendar knows it."""
    start = next(line for line in event.all("DTSTART") if event.zones.moment(line).at)
    written = [event.zones.spelled(start)]
    for line in event.entry.lines:
        if line.name in ("RRULE", "EXRULE"):
            written.append(f"{line.name}:{line.value}")
        elif line.name in ("RDATE", "EXDATE"):
            written.append(event.zones.spelled(line))
    body = "\r\n".join(filter(None, written)).encode()
    block = event.zones.block(start.params.get("TZID", ""))
    return (
        b"\r\n".join(
            (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-", block or b"X-NONE:-", b"BEGIN:VEVENT\r\nUID:series", body)
        )
        + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
