"""Dates as tables write them. Nothing is guessed: where day and month could be either, the caller says the order
or gets none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from enum import StrEnum

from mensch.core.people import fold

_MONTHS = (
    "jan janv ene gen sty january januar janvier enero gennaio januari janeiro styczen",
    "feb fev fevr lut february februar fevrier febrero febbraio februari fevereiro luty",
    "mar marz mrt mars march maerz marzo maart marco marzec",
    "apr avr abr kwi april avril abril aprile kwiecien",
    "may mai mag mei maj mayo maggio maio",
    "jun juin giu cze june juni junio giugno junho czerwiec",
    "jul juil lug lip july juli juillet julio luglio julho lipiec",
    "aug aout ago sie august agosto augustus sierpien",
    "sep sept set wrz september septembre septiembre settembre setembro wrzesien",
    "oct okt ott out paz october oktober octobre octubre ottobre outubro pazdziernik",
    "nov lis november novembre noviembre novembro listopad",
    "dec dez dic gru december dezember decembre diciembre dicembre dezembro grudzien",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_THREE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?[ -]+)?([^\W\d]+)\.?[ ,-]*(?:(\d{1,2})(?:st|nd|rd|th)?,?[ ]+)?(\d{4})"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp])?\.?[Mm]?")
_NO_YEAR = re.compile(r"--?(\d{1,2})-?(\d{2})")
_NONE = re.compile(r"0{1,2}[./-]0{1,2}[./-]0{2,4}|0{4}-00-00|1[./-]1[./-]4501")
_ZONE = re.compile(r"(?:UTC|GMT|Z|\+00:?00)\s*$")
_APPLE_NO_YEAR = 1604


class Order(StrEnum):
    """Which of two small numbers is the day."""

    DAY = "day first"
    MONTH = "month first"
    UNKNOWN = ""


def order_of(values: Iterable[str]) -> Order:
    """What a whole column says: a first part above 12 means day first, a second one month first; both or neither,
    nothing.
    """
    day = month = False
    for value in values:
        found = _THREE.match(value.strip())
        if found and found[2] != ".":
            day = day or int(found[1]) > 12
            month = month or int(found[3]) > 12
    if day == month:
        return Order.UNKNOWN
    return Order.DAY if day else Order.MONTH


def is_none(value: str) -> bool:
    """Outlook's ways to say that there is no date."""
    return not value.strip() or bool(_NONE.fullmatch(value.strip()))


def day(value: str, order: Order = Order.UNKNOWN) -> date | None:
    """A date with its four-digit year, or None. d.m.yyyy is day first wherever dots are used."""
    text = value.strip()
    if found := _ISO.match(text) or _COMPACT.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _THREE.match(text):
        first, second = int(found[1]), int(found[3])
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        if found[2] == ".":
            order = Order.DAY
        if order is Order.UNKNOWN:
            return None
        return _date(year, second, first) if order is Order.DAY else _date(year, first, second)
    if found := _WORDS.match(text):
        number = found[1] or found[3]
        return _date(int(found[4]), month_of(found[2]), int(number)) if number else None
    return None


def moment(value: str, order: Order = Order.UNKNOWN) -> datetime | None:
    """Date and time of day; aware only when the text says UTC, else as local as its writer. Midnight when it has
    no time.
    """
    at = day(value, order)
    if at is None:
        return None
    found = _CLOCK.search(value)
    hour, minute, second = (int(found[1]), int(found[2]), int(found[3] or 0)) if found else (0, 0, 0)
    if found and found[4]:
        hour = hour % 12 + (12 if found[4] in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return datetime.combine(at, time(hour, minute, second), UTC if _ZONE.search(value) else None)


def month_of(word: str) -> int:
    """1 to 12 for a month's name or short name in seven languages, 0 for anything else."""
    return _MONTH.get(fold(word), 0)


def span(value: str) -> str:
    """'Jan 2020' as '2020-01', '2020' as it is, a full date as ISO; '' for what says no year."""
    text = value.strip()
    if re.fullmatch(r"\d{4}(-\d{2})?", text):
        return text
    if whole := day(text):
        return whole.isoformat()
    found = _WORDS.match(text)
    number = month_of(found[2]) if found else 0
    return f"{found[4]}-{number:02}" if found and number else ""


def birthday(value: str, order: Order = Order.UNKNOWN) -> str:
    """'YYYY-MM-DD', or '--MM-DD' when the year is not said or has two digits; '' when it cannot be read for certain."""
    text = value.strip()
    if found := _NO_YEAR.fullmatch(text):
        return f"--{found[1]:0>2}-{found[2]}" if _date(2000, int(found[1]), int(found[2])) else ""
    at = day(text, order)
    if at is None:
        return ""
    short = _THREE.match(text)
    if at.year == _APPLE_NO_YEAR or (short and len(short[4]) == 2):
        return f"--{at:%m-%d}"
    return at.isoformat()


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
