"""Rhythm, rest and decay: when a word would be kind, when to let it be, and what may no longer be right.

A rhythm has no deadline: it counts from the last touch of any kind, and any touch resets it by itself. Rest is a normal
state; a person returns from it by writing. Nothing here counts how often somebody failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.reasons import Code, because
from mensch.core.touches import NOTHING, Correction, Evidence, Id, Kind, Standing, Touch

NOTES = 2
REST_AFTER = 49  # days since the first unanswered note: "no answer in seven weeks"
BREATH = 14  # days since the last one: whoever was written to yesterday has not stayed silent
LONG_QUIET = 3 * 365
MANY_WORDS = 6


class Rhythm(NamedTuple):
    """The owner's wish to be in touch with a person about every `days` days, made on the day `since`."""

    person: Id
    days: int
    since: date
    id: Id = 0


def due(rhythms: Iterable[Rhythm], last_touch: Mapping[Id, date], *, today: date) -> list[Nudge]:
    """The rhythms whose time has come, one for each person, the longest due first. `last_touch`: of any kind."""
    nudges: dict[Id, Nudge] = {}
    for rhythm in rhythms:
        last = last_touch.get(rhythm.person)
        start = max(rhythm.since, last) if last else rhythm.since
        if (today - start).days < max(rhythm.days, 1):
            continue
        on = date.fromordinal(start.toordinal() + max(rhythm.days, 1))
        code = Code.RHYTHM if last else Code.RHYTHM_FIRST
        nudge = Nudge(NudgeKind.RHYTHM, rhythm.person, because(code, last=last, days=rhythm.days), on, rhythm.id)
        nudges[rhythm.person] = min(nudge, nudges.get(rhythm.person, nudge), key=_by_day)
    return sorted(nudges.values(), key=_by_day)


def _by_day(nudge: Nudge) -> tuple[date, Id]:
    return nudge.due or date.max, nudge.subject


class Unanswered(NamedTuple):
    """The owner's notes to a person since anything came from them or they were together, and their days."""

    notes: int
    first: date
    last: date


def unanswered(touches: Iterable[Touch]) -> dict[Id, Unanswered]:
    """Who has not answered, and since when. On one and the same day a note and a word count as answered.

    Two notes of one day are one note, so that the same mail from two sources is not counted twice.
    """
    notes: dict[Id, set[date]] = {}
    heard: dict[Id, date] = {}
    for touch in touches:
        if touch.by_me is True and touch.kind in (Kind.MAIL, Kind.MESSAGE):
            notes.setdefault(touch.person, set()).add(touch.on)
        elif touch.by_me is False or touch.kind in (Kind.MET, Kind.CALL, Kind.VIDEO):
            heard[touch.person] = max(touch.on, heard.get(touch.person, touch.on))
    found = {}
    for person, days in notes.items():
        since = [on for on in days if on > heard.get(person, date.min)]
        if since:
            found[person] = Unanswered(len(since), min(since), max(since))
    return found


def rest(silent: Mapping[Id, Unanswered], *, today: date) -> list[Nudge]:
    """ "Let it rest?": two notes without answer, seven weeks since the first, two since the last."""
    nudges = []
    for person, facts in sorted(silent.items()):
        waited = max(facts.first.toordinal() + REST_AFTER, facts.last.toordinal() + BREATH)
        if facts.notes >= NOTES and waited <= today.toordinal():
            why = because(Code.REST, notes=facts.notes, since=facts.first, last=facts.last)
            nudges.append(Nudge(NudgeKind.REST, person, why, date.fromordinal(waited)))
    return nudges


class Resting(NamedTuple):
    """A person at rest since a day. `heard`: the last sign of them that was known when the owner let it rest."""

    person: Id
    since: date
    heard: date | None = None


def heard_from(facts: Evidence) -> date | None:
    """The last day on which anything came from them: a word, a talk or a meeting."""
    return max((on for on in (*facts.met[-1:], facts.answered, facts.spoke) if on), default=None)


def returned(resting: Iterable[Resting], known: Mapping[Id, Evidence]) -> list[Id]:
    """Who comes back by themselves: they wrote, spoke or met the owner since. The note of the owner does not count."""
    back = []
    for rests in resting:
        heard = heard_from(known.get(rests.person, NOTHING))
        if heard and heard >= rests.since and (rests.heard is None or heard > rests.heard):
            back.append(rests.person)
    return back


def meet(touches: Iterable[Touch], corrections: Mapping[Id, Correction] | None = None) -> list[Nudge]:
    """Many words both ways and never met in person: would you like to meet? (Live first, online beside it.)"""
    said = corrections or {}
    days: dict[Id, tuple[set[date], set[date]]] = {}
    met: set[Id] = set()
    for person, on, kind, by_me in touches:
        if kind == Kind.MET:
            met.add(person)
        elif by_me is not None:
            days.setdefault(person, (set(), set()))[by_me].add(on)
    met = (met - {p for p, word in said.items() if word.met is False}) | {p for p, word in said.items() if word.met}
    nudges = []
    for person, (theirs, mine) in sorted(days.items()):
        if person not in met and mine and theirs and len(mine) + len(theirs) >= MANY_WORDS:
            why = because(Code.MEET, wrote=len(mine), answered=len(theirs))
            nudges.append(Nudge(NudgeKind.MEET, person, why))
    return nudges


class Bounce(NamedTuple):
    """A mail to this address of a person came back."""

    person: Id
    address: str
    on: date
    id: Id = 0


class Move(NamedTuple):
    """Two records of a person differ: the firm or title before, and now."""

    person: Id
    before: str
    now: str
    on: date
    id: Id = 0


def decay(
    moves: Iterable[Move], bounces: Iterable[Bounce], known: Mapping[Id, Evidence], *, today: date
) -> list[Nudge]:
    """ "Still right?": an address that bounced, a post that changed, or three years of quiet. One for each person."""
    nudges: dict[Id, Nudge] = {}
    for bounce in bounces:
        why = because(Code.BOUNCED, address=bounce.address, on=bounce.on)
        nudges.setdefault(bounce.person, Nudge(NudgeKind.STILL_RIGHT, bounce.person, why, bounce.on, bounce.id))
    for move in moves:
        why = because(Code.MOVED, before=move.before, now=move.now, on=move.on)
        nudges.setdefault(move.person, Nudge(NudgeKind.STILL_RIGHT, move.person, why, move.on, move.id))
    for person, facts in known.items():
        dear = facts.standing in (Standing.MET, Standing.TWO_WAY)
        if dear and facts.last and (today - facts.last).days >= LONG_QUIET:
            why = because(Code.LONG_QUIET, last=facts.last)
            nudges.setdefault(person, Nudge(NudgeKind.STILL_RIGHT, person, why, facts.last))
    return list(nudges.values())
