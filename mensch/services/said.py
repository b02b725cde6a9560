"""What the owner typed, made fit to keep: one line, a text, a day."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from django.utils.translation import gettext as _

from mensch.core.moments import instant
from mensch.errors import InputError
from mensch.services.facts import clean

LONGEST_TEXT = 20_000
_EARLIEST = date(1900, 1, 1)


def line(text: str, most: int) -> str:
    """One line, single blanks, cut to what the table holds."""
    return " ".join(clean(text).split())[:most].strip()


def sentence(text: str, most: int) -> str:
    """One line that says something. Raises InputError."""
    found = line(text, most)
    if not found:
        raise InputError(_("There was nothing written. A few words are enough."))
    return found


def text(said: str) -> str:
    """Some lines of text. Raises InputError when there is nothing in it, or more than can be kept."""
    found = clean(said).replace("\r\n", "\n").strip()
    if not found:
        raise InputError(_("There was nothing written. A few words are enough."))
    if len(found) > LONGEST_TEXT:
        raise InputError(_("This is too long for one note. Please keep it in two."))
    return found


def day(said: str) -> date | None:
    """A day as date fields send it; None when none was given. Raises InputError."""
    if not said.strip():
        return None
    try:
        found = date.fromisoformat(said.strip())
    except ValueError as error:
        raise InputError(_("That is no day we can read. Write it as 2026-11-24.")) from error
    if found < _EARLIEST or found.year > 2200:
        raise InputError(_("That day is too far away."))
    return found


def past(on: date | None, today: date) -> date | None:
    """A day that has come. Raises InputError."""
    if on is not None and on > today:
        raise InputError(_("That day has not come yet."))
    return on


def noon(on: date, zone: tzinfo, now: datetime) -> datetime:
    """The moment kept for a day without a time: its noon on the owner's clock; today, never later than now."""
    return min(instant(datetime.combine(on, time(12)), zone), now)
