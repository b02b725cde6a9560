"""Going prepared to a meeting with one person: what was promised, what they look for, our history; three questions.

And the few people the owner chose to work for, with a cap: everybody else may rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from mensch.core.letters import BLANK, Note
from mensch.core.promises import Promise, PromiseState
from mensch.core.reasons import Code, Reason, because
from mensch.core.telling import in_words
from mensch.core.touches import Evidence, Id

FOCUS = 12
QUESTIONS = 3


class Told(NamedTuple):
    """What came of something between the owner and the person, on the day the owner heard of it."""

    words: str
    on: date


class Brief(NamedTuple):
    """One page before a meeting. `goal` is the owner's wish for it in their own words; afterwards it is asked about."""

    person: Id
    goal: str
    facts: tuple[Reason, ...]
    questions: tuple[Reason, ...]


def brief(
    person: Id,
    known: Evidence,
    *,
    goal: str = "",
    note: Note = BLANK,
    promises: Iterable[Promise] = (),
    told: Iterable[Told] = (),
    asks: Iterable[str] = (),
) -> Brief:
    """What to have in mind before a meeting: promises first, then what they work on and look for, then our history.

    `told`: outcomes heard of so far, of which the latest is named. `asks`: what the person is looking for, in words.
    """
    looking = [because(Code.BRIEF_LOOKS_FOR, words=words) for words in asks]
    facts = [*_promises(person, promises), *_works_on(note), *looking, *_last_told(told), *in_words(known)]
    return Brief(person, goal, tuple(facts), _questions(note, looking, goal))


def _promises(person: Id, promises: Iterable[Promise]) -> list[Reason]:
    still = [p for p in promises if p.person == person and p.state is PromiseState.OPEN]
    still.sort(key=lambda p: (not p.by_me, p.due is None, p.due or p.made, p.id))
    codes = {True: Code.BRIEF_I_PROMISED, False: Code.BRIEF_THEY_PROMISED}
    return [because(codes[p.by_me], words=p.words, due=p.due) for p in still]


def _works_on(note: Note) -> list[Reason]:
    return [because(Code.BRIEF_WORKS_ON, words=note.works_on)] if note.works_on else []


def _last_told(told: Iterable[Told]) -> list[Reason]:
    last = max(told, key=lambda one: (one.on, one.words), default=None)
    return [because(Code.BRIEF_LAST_TOLD, words=last.words, on=last.on)] if last else []


def _questions(note: Note, looking: Sequence[Reason], goal: str) -> tuple[Reason, ...]:
    """Three at most, theirs before mine: how their work goes, what would help, and only then the owner's own wish."""
    asked = [
        because(Code.ASK_HOW_IT_GOES, words=note.works_on) if note.works_on else because(Code.ASK_WHAT_THEY_WORK_ON)
    ]
    if looking:
        asked.append(because(Code.ASK_ABOUT_THEIR_SEARCH, words=looking[0].fact("words")))
    else:
        asked.append(because(Code.ASK_WHAT_WOULD_HELP, words=note.would_help or None))
    return (*asked, because(Code.ASK_FOR_GOAL, words=goal))[:QUESTIONS] if goal else tuple(asked)


def choose(focus: Sequence[Id], person: Id, *, cap: int = FOCUS) -> tuple[Id, ...] | None:
    """The focus list with one person more, or None when it is full: the owner lets somebody rest first."""
    if person in focus:
        return tuple(focus)
    return (*focus, person) if len(focus) < cap else None
