"""When: days and instants from the dates of many sources. The owner's zone comes as an argument, the clock never."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo

EARLIEST = datetime(1, 1, 2, tzinfo=UTC)
LATEST = datetime(9999, 12, 30, tzinfo=UTC)


def instant(at: datetime | date, zone: tzinfo = UTC) -> datetime:
    """The instant in UTC. A time without zone is the owner's (RFC 5545 'floating'); a day begins at its midnight there.

    Arithmetic on aware datetimes is by the wall clock, so hours are only counted right on what this returns.
    """
    full = at if isinstance(at, datetime) else datetime.combine(at, time())
    aware = full if full.tzinfo else full.replace(tzinfo=zone)
    try:
        return aware.astimezone(UTC)
    except OverflowError:
        return EARLIEST if aware.year < 5000 else LATEST


def day(at: datetime | date, zone: tzinfo = UTC) -> date:
    """The day on the owner's calendar."""
    if not isinstance(at, datetime):
        return at
    if at.tzinfo is None:
        return at.date()
    try:
        return at.astimezone(zone).date()
    except OverflowError:
        return at.date()
