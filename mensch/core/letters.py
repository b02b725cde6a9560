"""Drafts as parts: which sentences, in which order. templates/letters says them; a person edits and sends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from mensch.core.promises import Promise, PromiseState
from mensch.core.reasons import Code, Reason, because
from mensch.core.thanks import After, Encounter
from mensch.core.touches import Evidence, Id


class DraftKind(StrEnum):
    THANK_YOU = "thank-you"
    HELLO = "hello"
    CLOSING = "closing"


class Note(NamedTuple):
    """What the owner noted on the spot, in that order: what they work on and what would help them come first.

    `where` and `about` are the hook by which they will remember the owner.
    """

    works_on: str = ""
    would_help: str = ""
    where: str = ""
    about: str = ""


BLANK = Note()


class Draft(NamedTuple):
    """A letter to one person that nobody has sent."""

    kind: DraftKind
    person: Id
    parts: tuple[Reason, ...]


def thank_you(
    person: Id,
    meeting: Encounter,
    promises: Iterable[Promise] = (),
    note: Note = BLANK,
    slots: Iterable[datetime] = (),
) -> Draft:
    """The letter after a meeting: my open promises first, then the hook, then thanks; coffee only to see them again.

    `slots`: two free times to propose. After 'glad we met' it is one line of thanks, behind a promise if I made one.
    """
    parts = [*_promised(person, promises)]
    if meeting.after is After.GLAD:
        return Draft(DraftKind.THANK_YOU, person, (*parts, because(Code.PART_GLAD, place=meeting.place or None)))
    parts += _hook(note, meeting.place)
    parts.append(because(Code.PART_THANKS, met=meeting.until))
    parts += _theirs(note)
    if meeting.after is After.SEE_AGAIN:
        parts.append(because(Code.PART_COFFEE, **{f"slot{n}": at for n, at in enumerate(slots, 1)}))
    return Draft(DraftKind.THANK_YOU, person, tuple(parts))


def hello(person: Id, facts: Evidence, note: Note = BLANK, promises: Iterable[Promise] = ()) -> Draft:
    """A word without an agenda, for a rhythm: a promise first, what they work on, then when we last met or wrote."""
    parts = [*_promised(person, promises), *_theirs(note)]
    if facts.met:
        parts.append(because(Code.PART_LAST_MET, last=facts.met[-1]))
    elif facts.last:
        parts.append(because(Code.PART_LAST_WROTE, last=facts.last))
    return Draft(DraftKind.HELLO, person, (*parts, because(Code.PART_NO_AGENDA)))


def closing(person: Id) -> Draft:
    """One clean note before it rests, if the owner likes: no reproach, no question."""
    return Draft(DraftKind.CLOSING, person, (because(Code.PART_CLOSING),))


def _promised(person: Id, promises: Iterable[Promise]) -> list[Reason]:
    mine = [p for p in promises if p.person == person and p.by_me and p.state is PromiseState.OPEN]
    mine.sort(key=lambda p: (p.due is None, p.due or p.made, p.id))
    return [because(Code.PART_PROMISE, words=p.words, due=p.due) for p in mine]


def _hook(note: Note, place: str) -> list[Reason]:
    where = note.where or place
    parts = [because(Code.PART_WHERE, where=where)] if where else []
    return [*parts, because(Code.PART_ABOUT, about=note.about)] if note.about else parts


def _theirs(note: Note) -> list[Reason]:
    parts = [because(Code.PART_WORKS_ON, words=note.works_on)] if note.works_on else []
    return [*parts, because(Code.PART_WOULD_HELP, words=note.would_help)] if note.would_help else parts
