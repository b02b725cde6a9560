"""Evidence told: the facts behind a word, how a tie stands today, and how many of a list are known at all.

The honesty rule (design of the first run): a list cannot tell who was met. A figure no source can know is not given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from mensch.core.reasons import Code, Reason, because
from mensch.core.touches import Evidence, Id, Standing

IN_TOUCH_DAYS = 90
QUIET_DAYS = 365


def in_words(facts: Evidence) -> tuple[Reason, ...]:
    """The sentences behind a standing, the owner's own word first, then meetings, talk and writing."""
    said = _said(facts)
    told: list[Reason] = list(said)
    if facts.met:
        told.append(because(Code.MET, times=len(facts.met), last=facts.met[-1]))
    if facts.spoke:
        told.append(because(Code.SPOKE, last=facts.spoke))
    if facts.wrote and facts.answered:
        told.append(because(Code.WRITE_BOTH_WAYS, wrote=facts.wrote, answered=facts.answered))
    elif facts.wrote:
        told.append(because(Code.ONLY_I_WROTE, last=facts.wrote))
    elif facts.answered:
        told.append(because(Code.ONLY_THEY_WROTE, last=facts.answered))
    if len(told) == len(said) and facts.last:
        told.append(because(Code.GROUP_MAIL_ONLY, last=facts.last))
    return tuple(told) or (because(Code.LISTED),)


def in_a_line(facts: Evidence) -> Reason:
    """The one sentence for a list: the first that has a day, else the first."""
    told = in_words(facts)
    return next((one for one in told if one.facts), told[0])


def _said(facts: Evidence) -> tuple[Reason, ...]:
    said = facts.corrected
    if said is None:
        return ()
    met = {True: Code.YOU_SAID_MET, False: Code.YOU_SAID_NEVER_MET}
    write = {True: Code.YOU_SAID_WE_WRITE, False: Code.YOU_SAID_WE_DO_NOT_WRITE}
    told = []
    if said.met is not None:
        told.append(because(met[said.met], on=said.on if said.met else None))
    if said.write is not None:
        told.append(because(write[said.write]))
    return tuple(told)


def state(facts: Evidence, today: date) -> Reason:
    """How a tie stands, in one word with its date. Whose turn it is comes first; after a year it is quiet."""
    if facts.last is None:
        return because(Code.ONLY_LISTED) if facts.standing is Standing.LISTED else because(Code.A_WHILE)
    days = max((today - facts.last).days, 0)
    turn = _turn(facts)
    if turn and days <= QUIET_DAYS:
        return because(turn, last=facts.last, days=days)
    if days > QUIET_DAYS:
        return because(Code.QUIET, last=facts.last, days=days)
    return because(Code.IN_TOUCH if days <= IN_TOUCH_DAYS else Code.A_WHILE, last=facts.last, days=days)


def _turn(facts: Evidence) -> Code | None:
    """Whose turn it is to write, when the days can tell. On one and the same day they cannot."""
    together = max((d for d in (*facts.met[-1:], facts.spoke) if d), default=None)
    if facts.wrote and not facts.answered and not together:
        return Code.NEVER_ANSWERED
    if not facts.answered:
        return None
    if not facts.wrote and not together:
        return Code.YOU_NEVER_ANSWERED
    mine = max(d for d in (facts.wrote, together) if d)
    return Code.THEY_WROTE_LAST if facts.answered > mine else None


class Sources(NamedTuple):
    """Which kinds of source were given so far. `lists`: address books and exports of platforms, without messages."""

    lists: bool = False
    mail: bool = False
    messages: bool = False
    calendar: bool = False
    captures: bool = False


class Reveal(NamedTuple):
    """How many of the list are known, in parts that add up to the whole, and what the sources cannot tell.

    When `cannot_tell_met`, no part for 'met' is given at all: nought would be an invented figure. Likewise for writing.
    """

    total: int
    parts: tuple[tuple[Standing, int], ...]
    cannot_tell_met: bool
    cannot_tell_writing: bool

    def of(self, standing: Standing) -> int | None:
        """How many, or None when no source can tell."""
        return dict(self.parts).get(standing)


def reveal(total: int, known: Mapping[Id, Evidence], sources: Sources) -> Reveal:
    """The figures of the first page: `known` as from `evidence`, of `total` persons. ValueError: total too small."""
    found = Counter(facts.standing for facts in known.values())
    listed = total - sum(found.values()) + found[Standing.LISTED]
    if listed < 0:
        raise ValueError("there are more persons with evidence than persons")
    no_met = not (sources.calendar or sources.captures or found[Standing.MET])
    no_writing = not (sources.mail or sources.messages)
    unknown = {Standing.MET: no_met, Standing.TWO_WAY: no_writing, Standing.ONE_WAY: no_writing}
    parts = [(standing, found[standing]) for standing, not_told in unknown.items() if found[standing] or not not_told]
    return Reveal(total, (*parts, (Standing.LISTED, listed)), no_met, no_writing)
