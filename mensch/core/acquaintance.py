"""Who knows whom among others: both wrote in one thread, or both sat in one meeting. Co-recipients are no evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import NamedTuple

from mensch.core.touches import Id

# A larger round than this is an audience: that two of them know each other would be a guess.
MOST = 12
# How an acquaintance is known that no source shows: the owner was told so.
TOLD = "told"

Pair = tuple[Id, Id]


class MailThread(NamedTuple):
    """One exchange of mails or messages: who wrote in it, and when."""

    wrote: tuple[tuple[Id, date], ...]


class Together(NamedTuple):
    """One meeting that took place, with those who came. `online` when it was not in person."""

    on: date
    people: tuple[Id, ...]
    online: bool = False


class Acquaintance(NamedTuple):
    """The days on which two people met, spoke online, or had both written in one thread; each oldest first."""

    met: tuple[date, ...] = ()
    spoke: tuple[date, ...] = ()
    wrote: tuple[date, ...] = ()


def acquainted(threads: Iterable[MailThread], meetings: Iterable[Together]) -> dict[Pair, Acquaintance]:
    """The pairs with evidence, smaller id first. A thread counts from the day on which the second of the two wrote."""
    found: dict[Pair, tuple[set[date], set[date], set[date]]] = {}
    for meeting in meetings:
        for pair in _pairs(meeting.people):
            found.setdefault(pair, (set(), set(), set()))[1 if meeting.online else 0].add(meeting.on)
    for thread in threads:
        first = _first_words(thread)
        for pair in _pairs(first):
            found.setdefault(pair, (set(), set(), set()))[2].add(max(first[pair[0]], first[pair[1]]))
    return {pair: Acquaintance(*(tuple(sorted(days)) for days in facts)) for pair, facts in found.items()}


def _first_words(thread: MailThread) -> dict[Id, date]:
    first: dict[Id, date] = {}
    for person, on in thread.wrote:
        first[person] = min(on, first.get(person, on))
    return first


def _pairs(people: Iterable[Id]) -> Iterable[Pair]:
    present = sorted(set(people))
    return combinations(present, 2) if len(present) <= MOST else ()
