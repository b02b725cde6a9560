"""Evidence: what dated touches say about two people. Words and dates; nothing is ever added up into one figure.

Met = together in person. Two-way = I wrote AND they wrote, or we spoke. One-way = only one of us wrote, or only group
mail passed between us. Listed = no touch at all. The owner's word wins over every source and survives every import.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

Id = int


class Kind(StrEnum):
    """How two people touched. OTHER is something that passed between us and is none of these (a gift, a favour)."""

    MET = "met"
    CALL = "call"
    VIDEO = "video"
    MAIL = "mail"
    MESSAGE = "message"
    OTHER = "other"


class Touch(NamedTuple):
    """One dated interaction. `by_me` is None when it has no direction: a meeting, a call, a mail to a group."""

    person: Id
    on: date
    kind: Kind
    by_me: bool | None = None


class Standing(StrEnum):
    """The word for a person's evidence, from the most to the least that could be said."""

    MET = "met"
    TWO_WAY = "two-way"
    ONE_WAY = "one-way"
    LISTED = "listed"


class Correction(NamedTuple):
    """The owner's word. `met`: 'we met' (on that day, if known) or 'never met'. `write`: 'we write' or 'we do not'."""

    met: bool | None = None
    write: bool | None = None
    on: date | None = None


class Evidence(NamedTuple):
    """What the touches with one person say. `met` holds the days, oldest first; the others the last day of their kind.

    `last` is the last touch of any kind, with or without direction. `corrected` is the owner's word that was applied.
    """

    standing: Standing = Standing.LISTED
    met: tuple[date, ...] = ()
    wrote: date | None = None
    answered: date | None = None
    spoke: date | None = None
    last: date | None = None
    corrected: Correction | None = None


NOTHING = Evidence()


def evidence(touches: Iterable[Touch], corrections: Mapping[Id, Correction] | None = None) -> dict[Id, Evidence]:
    """The evidence of everybody touched or corrected; whoever is missing is `NOTHING`. Order does not matter."""
    found = _Found({}, {}, {}, {}, {})
    met, wrote, answered, spoke, other = found
    for person, on, kind, by_me in touches:
        if kind == "met":
            if person in met:
                met[person].add(on)
            else:
                met[person] = {on}
            continue
        if kind == "call" or kind == "video":
            days = spoke
        elif by_me is None:
            days = other
        else:
            days = wrote if by_me else answered
        before = days.get(person)
        if before is None or on > before:
            days[person] = on
    persons = {}.fromkeys((*met, *wrote, *answered, *spoke, *other))
    return _corrected({person: _concluded(person, found) for person in persons}, corrections or {})


class _Found(NamedTuple):
    """The days met, and the last day of each other way; `other` has no direction."""

    met: dict[Id, set[date]]
    wrote: dict[Id, date]
    answered: dict[Id, date]
    spoke: dict[Id, date]
    other: dict[Id, date]


def _concluded(person: Id, found: _Found) -> Evidence:
    met = tuple(sorted(found.met[person])) if person in found.met else ()
    wrote, answered, spoke = found.wrote.get(person), found.answered.get(person), found.spoke.get(person)
    last = max(on for on in (*met[-1:], wrote, answered, spoke, found.other.get(person)) if on)
    return Evidence(_standing(met, wrote, answered, spoke, touched=True), met, wrote, answered, spoke, last)


def _standing(
    met: tuple[date, ...], wrote: date | None, answered: date | None, spoke: date | None, *, touched: bool
) -> Standing:
    if met:
        return Standing.MET
    if spoke or (wrote and answered):
        return Standing.TWO_WAY
    return Standing.ONE_WAY if touched else Standing.LISTED


def _corrected(found: dict[Id, Evidence], corrections: Mapping[Id, Correction]) -> dict[Id, Evidence]:
    for person, said in corrections.items():
        if said.met is not None or said.write is not None:
            found[person] = correct(found.get(person, NOTHING), said)
    return found


def correct(facts: Evidence, said: Correction) -> Evidence:
    """The evidence after the owner's word. What it denies is left out; what it claims without a date stays undated."""
    met = facts.met if said.met is None else _met_as_said(facts.met, said)
    wrote, answered = (None, None) if said.write is False else (facts.wrote, facts.answered)
    last = _last(facts, {*met, wrote, answered, facts.spoke} - {None})
    standing = _standing(met, wrote, answered, facts.spoke, touched=last is not None)
    if said.write and standing is not Standing.MET:
        standing = Standing.TWO_WAY
    if said.met:
        standing = Standing.MET
    return Evidence(standing, met, wrote, answered, facts.spoke, last, said)


def _met_as_said(met: tuple[date, ...], said: Correction) -> tuple[date, ...]:
    if not said.met:
        return ()
    return tuple(sorted({*met, said.on})) if said.on else met


def _last(facts: Evidence, left: set[date | None]) -> date | None:
    """The last touch that was not denied. Group mail and OTHER are never denied, but only the last day is known."""
    denied = {*facts.met, facts.wrote, facts.answered} - left
    kept = facts.last if facts.last not in denied else None
    return max((on for on in (*left, kept) if on), default=None)
