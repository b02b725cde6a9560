"""Calendars: every VEVENT becomes a meeting record, however broken the file around it is.

Sources: RFC 5545, 5546, 6868, 7986. The file is cut by hand (ical_split), so that one bad line costs one line;
icalendar and recurring_ical_events follow the rules of series and the zones a file defines itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from mensch.core.records import Done, Fault, Item, Seen
from mensch.formats.ical_meeting import Event, meeting, stamp
from mensch.formats.ical_series import Budget, unfold
from mensch.formats.ical_split import Entry, count_events, entries, text_of
from mensch.formats.ical_times import Zones

_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError, MemoryError)


def read(
    data: bytes,
    *,
    region: str | None = None,  # noqa: ARG001 - one signature for all readers
    zone: str = "",
    today: date | None = None,
) -> Iterator[Item]:
    """Every entry of a calendar. Without `today` a series gives its stored start once, marked `recurring`.

    With `today` series are unfolded from five years before to two years after it. `zone` is the owner's IANA zone for
    times that name none; '' leaves them floating.
    """
    text = text_of(data)
    zones, budget = Zones(text, zone), Budget()
    overridden = _overridden(text, zones) if today else {}
    others: Counter[str] = Counter()
    for entry in entries(text):
        if entry.kind == "VEVENT":
            yield from _items(entry, text, zones, overridden, today, budget)
        elif entry.kind != "VTIMEZONE":
            others[entry.kind] += 1
    yield Seen(count_events(text), tuple(sorted(others)))


def _items(
    entry: Entry, text: bytes, zones: Zones, overridden: dict[str, set[str]], today: date | None, budget: Budget
) -> Iterator[Item]:
    try:
        event = Event(entry, zones)
        record, faults = meeting(event, today=today)
    except _BROKEN:
        raw = text[entry.start : entry.end]
        yield Fault(entry.line, "unreadable-event", Done.SET_ASIDE, raw[:80].decode("utf-8", "replace"), raw=raw)
        return
    yield from faults
    if today and record.recurring and not event.all("RECURRENCE-ID"):
        yield from unfold(event, record, overridden.get(event.uid, set()), today, budget)
    else:
        yield record


def _overridden(text: bytes, zones: Zones) -> dict[str, set[str]]:
    """By UID, the occurrences of series that have an entry of their own, wherever in the file they stand."""
    found: dict[str, set[str]] = {}
    if b"RECURRENCE-ID" not in text:
        return found
    for entry in entries(text):
        event = Event(entry, zones)
        if entry.kind == "VEVENT" and event.all("RECURRENCE-ID") and (at := event.moment("RECURRENCE-ID").at):
            found.setdefault(event.uid, set()).add(stamp(at))
    return found
