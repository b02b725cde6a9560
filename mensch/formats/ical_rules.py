"""Which repetition rules are followed at all. A library walks one that never comes true to the year 9999, or for ever.

Source: RFC 5545 section 3.3.10. Costs are counted in steps (a day of a daily rule is one), never by a clock.
"""

from __future__ import annotations

import re
from datetime import date

from mensch.core.records import MeetingRecord

LONGEST_INTERVAL = 1_000
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_STEPS = {"DAILY": 365, "WEEKLY": 365, "MONTHLY": 12, "YEARLY": 4}
_PART = re.compile(r"([A-Z]{4,12})=([^;]*)")
_NUMBERS = re.compile(r"[+-]?\d{1,3}(?:,[+-]?\d{1,3})*")


def parts(rule: str) -> dict[str, str]:
    """'FREQ=DAILY;COUNT=3' as names and values, in upper case; the first of a name counts."""
    found: dict[str, str] = {}
    for name, value in _PART.findall(rule.upper()):
        found.setdefault(name, value)
    return found


def refusal(rule: str) -> str:
    """Why a rule is not followed: 'series-too-dense' or 'unreadable-series'; '' when it may be."""
    said = parts(rule)
    if said.get("FREQ") in ("SECONDLY", "MINUTELY", "HOURLY"):
        return "series-too-dense"
    if any("," in said.get(name, "") for name in ("BYSECOND", "BYMINUTE", "BYHOUR")):
        return "series-too-dense"
    return "" if said.get("FREQ") in _STEPS and _can_be(said) else "unreadable-series"


def _can_be(said: dict[str, str]) -> bool:
    """The rule can come true at all, as far as a look at its numbers tells."""
    interval = said.get("INTERVAL", "1")
    if not interval.isdecimal() or not 1 <= int(interval[:9]) <= LONGEST_INTERVAL:
        return False
    if "BYSETPOS" in said and not _positions(said):
        return False
    if ("BYYEARDAY" in said or "BYWEEKNO" in said) and ("BYMONTH" in said or "BYMONTHDAY" in said):
        return False
    return _days(said)


def _positions(said: dict[str, str]) -> bool:
    """BYSETPOS within what a day, a week or a month can offer."""
    offered = {"DAILY": 1, "WEEKLY": len(said.get("BYDAY", "MO").split(",")), "MONTHLY": 31, "YEARLY": 366}[
        said["FREQ"]
    ]
    return any(abs(position) <= offered for position in _numbers(said["BYSETPOS"]))


def _days(said: dict[str, str]) -> bool:
    """Some day of BYMONTHDAY exists in some month of BYMONTH."""
    months = _numbers(said["BYMONTH"]) if "BYMONTH" in said else list(range(1, 13))
    lengths = [LENGTHS[month - 1] for month in months if 1 <= month <= 12]
    days = _numbers(said["BYMONTHDAY"]) if "BYMONTHDAY" in said else [1]
    return any(1 <= abs(day) <= length for day in days for length in lengths)


def _numbers(value: str) -> list[int]:
    return [int(number) for number in value.split(",")] if _NUMBERS.fullmatch(value) else []


def steps(rule: str, stored: MeetingRecord, end: date) -> int:
    """How many steps a library takes from the stored start to the end of the window."""
    said = parts(rule)
    years = max(end.year - stored.at.year, 0) + 1 if stored.at else 1
    return 1 + years * _STEPS.get(said.get("FREQ", ""), 365) // max(int(said.get("INTERVAL", "1")[:4] or 1), 1)


def endless(rule: str) -> bool:
    said = parts(rule)
    return "COUNT" not in said and "UNTIL" not in said
