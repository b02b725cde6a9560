"""Dates, times and time zones of calendars, read leniently.

Sources: RFC 5545 (values), RFC 7808 and Lotus/Outlook custom (names), CLDR windowsZones (Windows names, as icalendar
carries them).
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from mensch.formats.ical_rules import refusal
from mensch.formats.ical_split import Line, zones_of

TZID_LENGTH = 255

_VALUE = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{1,2})(?:\.\d{1,6})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)
_STRICT = re.compile(r"\d{8}(?:T\d{6}Z?)?", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?",
    re.ASCII | re.IGNORECASE,
)
_TZID = re.compile(rb"(?im)^TZID[^:\r\n]*:[ \t]*([^\r\n]{1,255})")
_RULE = re.compile(rb"(?im)^RRULE[^:\r\n]*:([^\r\n]*)")
_BROKEN_ZONE = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError, OSError)


class Moment(NamedTuple):
    """A point in time as a file says it. `odd` names what had to be put right, '' when nothing."""

    at: datetime | date | None
    odd: str = ""


class Zones:
    """The time zones a file speaks of. `own` is the owner's zone name for floating times; '' leaves them floating."""

    def __init__(self, data: bytes, own: str = "") -> None:
        self._blocks = {name: block for block in zones_of(data) if (name := _tzid(block))}
        self._known: dict[str, tzinfo | None] = {}
        self.floating = self.get(_calendar_zone(data)) or self.get(own)

    def get(self, name: str) -> tzinfo | None:
        """The zone of a TZID: IANA, Windows, an IANA name within it, else as the file defines it; None if unknown."""
        if not name or len(name) > TZID_LENGTH:
            return None
        if name not in self._known:
            self._known[name] = self._named(name) or self._defined(name)
        return self._known[name]

    def _named(self, name: str) -> tzinfo | None:
        plain = name.strip().strip('"')
        parts = plain.strip("/").split("/")
        spellings = [plain, WINDOWS_TO_OLSON.get(plain, ""), *("/".join(parts[-n:]) for n in (3, 2) if len(parts) >= n)]
        return next((zone for spelling in spellings if (zone := _iana(spelling))), None)

    def _defined(self, name: str) -> tzinfo | None:
        """The file's own rules, in icalendar's reading; a definition nobody can follow is an unknown zone."""
        block = self._blocks.get(name)
        if block is None or any(refusal(rule.decode("ascii", "replace")) for rule in _RULE.findall(block)):
            return None
        try:
            component = Timezone.from_ical(block)
            zone: tzinfo = component.to_tz()  # type: ignore[attr-defined]
            zone.utcoffset(datetime(2020, 1, 1))  # noqa: DTZ001 - only whether it can answer at all
        except _BROKEN_ZONE:
            return None
        return zone

    def moment(self, line: Line) -> Moment:
        """The value of DTSTART, DTEND, RECURRENCE-ID: a date, a time with zone, or a floating time without."""
        value = line.value.strip()
        at = lenient(value)
        if at is None:
            return Moment(None, "unreadable-date")
        odd = "" if _STRICT.fullmatch(value) else "odd-date"
        if not isinstance(at, datetime) or at.tzinfo:
            return Moment(at, odd)
        name = line.params.get("TZID", "")
        zone = self.get(name) or self.floating
        odd = odd or ("unknown-zone" if name and not self.get(name) else "")
        return Moment(placed(at, zone), odd)

    def spelled(self, line: Line) -> str:
        """DTSTART, EXDATE or RDATE in strict spelling and with a zone icalendar knows; '' when no value can be read."""
        values = [at for value in line.value.split(",") if (at := lenient(value.partition("/")[0].strip()))]
        kind = type(values[0]) if values else date
        if kind is date:
            return f"{line.name};VALUE=DATE:{','.join(f'{at:%Y%m%d}' for at in values)}" if values else ""
        times = [at for at in values if isinstance(at, datetime)]
        if times[0].tzinfo:
            return f"{line.name}:{','.join(f'{at.astimezone(UTC):%Y%m%dT%H%M%S}Z' for at in times)}"
        name = self.key(line.params.get("TZID", ""))
        return f"{line.name}{f';TZID={name}' if name else ''}:{','.join(f'{at:%Y%m%dT%H%M%S}' for at in times)}"

    def key(self, name: str) -> str:
        """The name of a zone for icalendar: its IANA key, else one made of its definition; empty for floating."""
        zone = self.get(name) or self.floating
        return str(getattr(zone, "key", "")) or (_safe(self._blocks[name]) if self.get(name) else "")

    def block(self, name: str) -> bytes:
        """The file's own definition of a zone, where that is the only one, under the name `key` gives it."""
        if getattr(self.get(name), "key", "") or not self.get(name):
            return b""
        block = self._blocks[name]
        return _TZID.sub(f"TZID:{_safe(block)}".encode(), block, count=1)


def _safe(block: bytes) -> str:
    """icalendar keeps zones by name for the whole process and stumbles over commas in names."""
    return f"own-{hashlib.sha256(block).hexdigest()[:16]}"


def placed(at: datetime, zone: tzinfo | None) -> datetime:
    """Zones become fixed offsets here, so that the record says the same in every process."""
    try:
        offset = at.replace(tzinfo=zone).utcoffset() if zone else None
    except _BROKEN_ZONE:
        offset = None
    # Offsets of old local times carry seconds, which no exchange format can write.
    whole = offset and timedelta(minutes=round(offset.total_seconds() / 60))
    return at if whole is None else at.replace(tzinfo=timezone(whole) if whole else UTC)


def lenient(value: str) -> datetime | date | None:
    """'19970901T1300Z', '2025-01-01T10:00:00+01:00', '20250101': a date or time; None when there is no such day."""
    match = _VALUE.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(part) for part in match.group(1, 2, 3))
    try:
        if match[4] is None:
            return date(year, month, day)
        hour, minute, second = int(match[4]), int(match[5]), min(int(match[6] or 0), 59)
        at = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone comes from TZID
    except ValueError:
        return None
    if not match[7]:
        return at
    return at.replace(tzinfo=UTC) if match[7] in "Zz" else _with_offset(at, match[7])


def _with_offset(at: datetime, offset: str) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{at.isoformat()}{offset}")
    except ValueError:
        return None


def after(at: datetime | date, duration: str) -> datetime | date | None:
    """`at` plus a DURATION such as 'PT1H30M' or 'P1W'; None when it is none or ends after the year 9999."""
    match = _DURATION.fullmatch(duration.strip())
    if not match or not any(match.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    try:
        return at - span if match[1] == "-" else at + span
    except OverflowError:
        return None


def _iana(name: str) -> tzinfo | None:
    if not re.fullmatch(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,2}", name):
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def _tzid(block: bytes) -> str:
    match = _TZID.search(block)
    return match[1].decode("utf-8", "replace").strip() if match else ""


def _calendar_zone(data: bytes) -> str:
    match = re.search(rb"(?m)^X-WR-TIMEZONE[^:\r\n]{0,80}:[ \t]*([^\r\n]{1,255})", data)
    return match[1].decode("utf-8", "replace").strip() if match else ""
