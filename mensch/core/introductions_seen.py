"""What each of them sees of an introduction: five steps in words, and what the owner may do next.

Only happenings are read here. The words of refusal are not at hand, so nothing of them can be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from mensch.core.introductions import ANSWERS, Act, Intro, Part, Phase, Says, hints, may_answer, phase
from mensch.core.reasons import Code, Reason, because

STEPS = 5


class Move(StrEnum):
    """What the owner may press."""

    PRESS = "press"
    IT_WENT = "it_went"
    STOP = "stop"
    TOLD_YES = "told_yes"
    WRITE_ONCE = "write_once"


class Seen(NamedTuple):
    """What the owner's page says. `step` of STEPS; `waits`: something lies ready for the owner."""

    phase: Phase
    step: int
    says: Reason
    waits: bool
    hint: bool
    moves: tuple[Move, ...]
    asked: tuple[Part, ...]  # whose yes the owner may note


class SideSees(NamedTuple):
    """What somebody sees behind their link: whether it takes an answer, and their own word."""

    open: bool
    own: Says | None


_STEP = {
    Phase.DRAFT: 1,
    Phase.CHECK_NEXT: 1,
    Phase.FIRST_NEXT: 1,
    Phase.CHECKING: 2,
    Phase.FIRST_ASKED: 2,
    Phase.SECOND_NEXT: 3,
    Phase.SECOND_ASKED: 3,
    Phase.CLOSED: 3,
    Phase.OPENED: 4,
    Phase.NO_WORD: 4,
    Phase.MET: 5,
    Phase.NOTHING: 5,
    Phase.TOLD: 5,
}
_NEXT = {Phase.CHECK_NEXT: Part.CONNECTOR, Phase.FIRST_NEXT: Part.FIRST, Phase.SECOND_NEXT: Part.SECOND}
_ASKED = {Phase.CHECKING: Part.CONNECTOR, Phase.FIRST_ASKED: Part.FIRST, Phase.SECOND_ASKED: Part.SECOND}
_SAYS = {
    Phase.DRAFT: Code.INTRO_DRAFT,
    Phase.OPENED: Code.INTRO_OPENED,
    Phase.MET: Code.INTRO_MET,
    Phase.NOTHING: Code.INTRO_NOTHING,
    Phase.NO_WORD: Code.INTRO_NO_WORD,
    Phase.TOLD: Code.INTRO_TOLD,
    Phase.CLOSED: Code.INTRO_CLOSED,
}


def seen_by_owner(intro: Intro, names: Mapping[Part, str], *, today: date) -> Seen:
    """The owner's view. `names`: given names of the others."""
    now = phase(intro, today=today)
    waits = now is Phase.DRAFT or now in _NEXT
    asked = tuple(part for part in Part if now in ANSWERS[part] and _is_asked(intro, now, part))
    return Seen(now, _STEP[now], _says(intro, now, names), waits, hints(intro, today=today), _may(now), asked)


def _is_asked(intro: Intro, now: Phase, part: Part) -> bool:
    """Whoever said yes is not asked again; the connector's question ends with the second letter."""
    agreed = any(one.act is Act.YES and one.part is part for one in intro.happened)
    return not agreed and part in intro.people() and not (part is Part.CONNECTOR and now is Phase.SECOND_ASKED)


def _says(intro: Intro, now: Phase, names: Mapping[Part, str]) -> Reason:
    if now in _ASKED:
        part = _ASKED[now]
        if part is Part.SECOND and _agreed_before(intro):
            return because(Code.INTRO_SECOND_ASKED, agreed=names.get(_before(intro)), name=names.get(part))
        return because(Code.INTRO_ASKED, name=names.get(part))
    if now is Phase.SECOND_NEXT and intro.last(Act.YES):
        return because(Code.INTRO_SECOND_NEXT, agreed=names.get(Part.FIRST), name=names.get(Part.SECOND))
    if now in _NEXT:
        return because(Code.INTRO_READY, name=names.get(_NEXT[now]))
    opened = intro.last(Act.OPEN) if now in (Phase.OPENED, Phase.NO_WORD) else None
    return because(_SAYS[now], on=opened)


def _before(intro: Intro) -> Part:
    return Part.CONNECTOR if intro.connector is not None else Part.FIRST


def _agreed_before(intro: Intro) -> bool:
    return any(one.act is Act.YES and one.part is _before(intro) for one in intro.happened)


def _may(now: Phase) -> tuple[Move, ...]:
    match now:
        case Phase.DRAFT:
            return Move.PRESS, Move.STOP
        case Phase.CHECK_NEXT | Phase.FIRST_NEXT | Phase.SECOND_NEXT:
            return Move.IT_WENT, Move.TOLD_YES, Move.STOP
        case Phase.CHECKING | Phase.FIRST_ASKED | Phase.SECOND_ASKED:
            return Move.TOLD_YES, Move.WRITE_ONCE, Move.STOP
    return ()


def seen_by_side(intro: Intro, part: Part, words: Mapping[Part, Says], *, today: date) -> SideSees:
    """What somebody sees behind their own link; of all words only their own are looked at, but for the check's."""
    return SideSees(may_answer(intro, part, words=words, today=today), words.get(part))
