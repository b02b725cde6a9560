"""Who promised what to whom. One found in a text is 'maybe' until a person confirms it; released is kind, not failed.

Mine come up on their day and stay until kept or released, never red. Theirs lead, later, to one gentle question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.reasons import Code, because
from mensch.core.touches import Id

UNDATED = timedelta(days=7)  # a promise without a day comes up after a week
ASK_AFTER = timedelta(days=7)  # after their day has passed
ASK_UNDATED = timedelta(days=21)


class PromiseState(StrEnum):
    MAYBE = "maybe"
    OPEN = "open"
    KEPT = "kept"
    RELEASED = "released"


class PromiseAct(StrEnum):
    """What a person does with a promise."""

    CONFIRM = "confirm"
    KEEP = "keep"
    RELEASE = "release"
    REOPEN = "reopen"


# Only a person moves a promise; every move can be taken back.
MOVES: Mapping[tuple[PromiseState, PromiseAct], PromiseState] = {
    (PromiseState.MAYBE, PromiseAct.CONFIRM): PromiseState.OPEN,
    (PromiseState.MAYBE, PromiseAct.RELEASE): PromiseState.RELEASED,
    (PromiseState.OPEN, PromiseAct.KEEP): PromiseState.KEPT,
    (PromiseState.OPEN, PromiseAct.RELEASE): PromiseState.RELEASED,
    (PromiseState.KEPT, PromiseAct.REOPEN): PromiseState.OPEN,
    (PromiseState.RELEASED, PromiseAct.REOPEN): PromiseState.OPEN,
}


def after(state: PromiseState, act: PromiseAct) -> PromiseState:
    """The state after an act. An act that does not fit (a second press) changes nothing."""
    return MOVES.get((state, act), state)


class Promise(NamedTuple):
    """Words, speaker and day. `by_me`: I promised it to the person; else the person promised it to me."""

    id: Id
    person: Id
    by_me: bool
    words: str
    due: date | None
    made: date
    state: PromiseState = PromiseState.OPEN
    asked: date | None = None


class Owed(NamedTuple):
    """What I owe and what is owed to me, each as nudges, by day."""

    mine: tuple[Nudge, ...]
    theirs: tuple[Nudge, ...]


def owed(promises: Iterable[Promise], *, today: date) -> Owed:
    """The open promises whose time has come. Theirs are asked about once: with `asked` set never again."""
    mine: list[Nudge] = []
    theirs: list[Nudge] = []
    for promise in promises:
        if promise.state is not PromiseState.OPEN:
            continue
        nudge = _mine(promise, today) if promise.by_me else _theirs(promise, today)
        if nudge:
            (mine if promise.by_me else theirs).append(nudge)
    return Owed(tuple(sorted(mine, key=_by_day)), tuple(sorted(theirs, key=_by_day)))


def _by_day(nudge: Nudge) -> tuple[date, Id]:
    return nudge.due or date.max, nudge.subject


def _mine(promise: Promise, today: date) -> Nudge | None:
    if promise.due is None:
        return _nudge(promise, NudgeKind.PROMISE_OPEN, Code.PROMISE_OPEN, promise.made + UNDATED, today)
    code = Code.PROMISE_DUE if promise.due == today else Code.PROMISE_OVER
    return _nudge(promise, NudgeKind.PROMISE, code, promise.due, today)


def _theirs(promise: Promise, today: date) -> Nudge | None:
    if promise.asked is not None:
        return None
    on = promise.made + ASK_UNDATED if promise.due is None else promise.due + ASK_AFTER
    return _nudge(promise, NudgeKind.THEIR_PROMISE, Code.THEIR_PROMISE, on, today)


def _nudge(promise: Promise, kind: NudgeKind, code: Code, on: date, today: date) -> Nudge | None:
    if on > today:
        return None
    return Nudge(
        kind, promise.person, because(code, words=promise.words, made=promise.made, due=promise.due), on, promise.id
    )


class Coffee(NamedTuple):
    """A request to meet, mine or theirs. It closes by itself at its day, without a mail and without anybody's fault."""

    id: Id
    person: Id
    by_me: bool
    asked: date
    until: date
    answered: bool = False


def open_coffees(requests: Iterable[Coffee], *, today: date) -> list[Coffee]:
    """The requests that still wait for an answer; the last day is still open."""
    return [request for request in requests if not request.answered and today <= request.until]
