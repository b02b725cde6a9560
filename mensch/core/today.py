"""Today: about seven things in the order of what is owed, then "That is all for today". What waits is not counted."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from mensch.core.moments import instant
from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.reasons import Reason
from mensch.core.touches import Id

__all__ = ["How", "Laid", "Nudge", "NudgeKind", "Queue", "Season", "never_cut", "queue"]

CAP = 7
RHYTHMS = 2
_PLACE = {kind: place for place, kind in enumerate(NudgeKind)}
_GENTLE = frozenset({NudgeKind.RHYTHM, NudgeKind.MEET})
_OWED = frozenset({NudgeKind.REPLY, NudgeKind.PROMISE, NudgeKind.THANK_YOU, NudgeKind.WHOM_AGAIN, NudgeKind.MEETING})
# The same row under the name it bears once it is an ordinary item: laid aside is laid aside.
_LATER_NAME = {NudgeKind.THANK_YOU: NudgeKind.THANK_LATER}
_IDEAS = frozenset({NudgeKind.RHYTHM, NudgeKind.MEET, NudgeKind.STILL_RIGHT})


class Season(StrEnum):
    """The owner's own season. LIMITED: one gentle item a day, no ideas. PAUSED: only what the owner already owes."""

    OPEN = "open"
    LIMITED = "limited"
    PAUSED = "paused"


class How(StrEnum):
    """What the owner did with a nudge. NOT_THIS asks nothing and gives no reason."""

    LATER = "later"
    DONE = "done"
    NOT_THIS = "not-this"


class Laid(NamedTuple):
    """A nudge laid aside. LATER ends on the day `until`; DONE and NOT_THIS hold for one occurrence, told by `due`."""

    kind: NudgeKind
    person: Id | None
    subject: Id
    how: How
    until: date | None = None
    due: date | datetime | None = None


class Queue(NamedTuple):
    """Today's card, the list after it, and whether anything waits unseen (never how much)."""

    focus: Nudge | None
    then: tuple[Nudge, ...]
    more: bool

    def items(self) -> tuple[Nudge, ...]:
        """All of today, in order."""
        return (self.focus, *self.then) if self.focus else ()


def never_cut(nudge: Nudge, *, today: date) -> bool:
    """Whether no cap may hide it: a reply owed, or a promise due today."""
    return nudge.kind is NudgeKind.REPLY or _due_today(nudge, today)


def _due_today(nudge: Nudge, today: date) -> bool:
    return nudge.kind is NudgeKind.PROMISE and nudge.due == today


def queue(
    nudges: Iterable[Nudge],
    *,
    today: date,
    cap: int = CAP,
    rhythms: int = RHYTHMS,
    laid: Iterable[Laid] = (),
    resting: Set[Id] = frozenset(),
    season: Season = Season.OPEN,
) -> Queue:
    """Today's queue. The order of the nudges given does not matter, nor does anything about a person but what is owed.

    A reply owed and a promise due today are never cut by the cap. At most `rhythms` gentle items, and one item for each
    person, the first in order, beside which only promises due today stand. People at rest get none.
    """
    hidden = _hidden(laid, today)
    open_ones = [n for n in nudges if n.person not in resting and not _is_hidden(n, hidden)]
    wanted = _in_season(sorted(set(open_ones), key=_order), season)
    gentle = rhythms if season is Season.OPEN else min(rhythms, 1)
    chosen = _within(_one_each(_rest_first(wanted), today), today, cap, gentle)
    return Queue(chosen[0] if chosen else None, tuple(chosen[1:]), more=len(chosen) < len(wanted))


def _order(nudge: Nudge) -> tuple[int, bool, str, Id, Id, Reason]:
    when = instant(nudge.due).isoformat() if nudge.due else ""
    return _PLACE[nudge.kind], not when, when, nudge.person or 0, nudge.subject, nudge.reason


def _in_season(ordered: list[Nudge], season: Season) -> list[Nudge]:
    if season is Season.PAUSED:
        return [n for n in ordered if n.kind in _OWED]
    unwanted = _IDEAS - {NudgeKind.RHYTHM} if season is Season.LIMITED else frozenset[NudgeKind]()
    return [n for n in ordered if n.kind not in unwanted]


def _rest_first(ordered: list[Nudge]) -> list[Nudge]:
    """Where rest is suggested, no further note is: a rhythm would hide the suggestion for ever."""
    silent = {n.person for n in ordered if n.kind is NudgeKind.REST}
    return [n for n in ordered if n.kind not in _GENTLE or n.person not in silent]


def _one_each(ordered: list[Nudge], today: date) -> list[Nudge]:
    kept, seen = [], set[Id]()
    for nudge in ordered:
        if nudge.person is None or nudge.person not in seen or _due_today(nudge, today):
            kept.append(nudge)
        if nudge.person is not None:
            seen.add(nudge.person)
    return kept


def _within(ordered: list[Nudge], today: date, cap: int, rhythms: int) -> list[Nudge]:
    """What fits: whatever may not be cut, and of the rest the first."""
    room = cap - sum(never_cut(n, today=today) for n in ordered)
    kept = []
    for nudge in ordered:
        gentle = nudge.kind in _GENTLE
        if never_cut(nudge, today=today):
            kept.append(nudge)
        elif room > 0 and (rhythms > 0 or not gentle):
            kept.append(nudge)
            room -= 1
            rhythms -= gentle
    return kept


def _hidden(laid: Iterable[Laid], today: date) -> set[tuple[object, ...]]:
    hidden: set[tuple[object, ...]] = set()
    for row in laid:
        if row.until is None or today < row.until:
            occurrence = () if row.how is How.LATER else (row.due,)
            hidden.add((_LATER_NAME.get(row.kind, row.kind), row.person, row.subject, *occurrence))
    return hidden


def _is_hidden(nudge: Nudge, hidden: set[tuple[object, ...]]) -> bool:
    key = (_LATER_NAME.get(nudge.kind, nudge.kind), nudge.person, nudge.subject)
    return key in hidden or (*key, nudge.due) in hidden
