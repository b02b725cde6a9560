"""What an introduction brings to Today: a letter whose turn it is, the question after two weeks, news for the giver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from mensch.core.introductions import Act, Intro, Part, Phase, asks_again, phase
from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.outcomes import Giver, Met, Outcome
from mensch.core.reasons import Code, Reason, because

_NEXT = {Phase.CHECK_NEXT: Part.CONNECTOR, Phase.FIRST_NEXT: Part.FIRST, Phase.SECOND_NEXT: Part.SECOND}


class Waiting(NamedTuple):
    """What the rows say beside the introduction itself. `joins`: the letter to both is ready and has not left."""

    made: date
    joins: bool = False
    news: Sequence[tuple[Giver, Outcome | None]] = ()
    wants: Sequence[tuple[Part, str]] = ()  # held, not_me


def nudges(intro: Intro, names: Mapping[Part, str], waiting: Waiting, *, today: date) -> list[Nudge]:
    """Lines of Today for the owner, each with the person it is about."""
    people = intro.people()
    found = (*_letters(intro, names, waiting, today), *_news(intro, names, waiting, today), *_wants(names, waiting))
    return [
        Nudge(NudgeKind.INTRODUCTION, people[part], reason, due, intro.id)
        for part, reason, due in found
        if part in people
    ]


_Line = tuple[Part, Reason, date]


def _letters(intro: Intro, names: Mapping[Part, str], waiting: Waiting, today: date) -> Iterator[_Line]:
    now = phase(intro, today=today)
    agreed = intro.last(Act.YES)
    if now is Phase.SECOND_NEXT and agreed and intro.first is not None:
        told = because(Code.INTRO_ASK_NEXT, agreed=names.get(Part.FIRST), name=names.get(Part.SECOND))
        yield Part.SECOND, told, agreed
    elif now in _NEXT:
        yield _NEXT[now], because(Code.INTRO_IT_WENT, name=names.get(_NEXT[now])), waiting.made
    opened = intro.last(Act.OPEN)
    if opened and waiting.joins:
        yield Part.SECOND, because(Code.INTRO_JOIN_NEXT, **_both(names)), opened
    elif opened and asks_again(intro, today=today) and intro.first is not None:
        yield Part.SECOND, because(Code.INTRO_DID_THEY_MEET, on=opened, **_both(names)), opened


def _news(intro: Intro, names: Mapping[Part, str], waiting: Waiting, today: date) -> Iterator[_Line]:
    opened = intro.last(Act.OPEN) or today
    for giver, outcome in waiting.news:
        if giver is Giver.CONNECTOR:
            yield Part.CONNECTOR, because(Code.INTRO_TELL_CONNECTOR, name=names.get(Part.CONNECTOR)), opened
        elif outcome is None:
            yield Part.SECOND, because(Code.INTRO_SILENT, on=opened, **_both(names)), opened
        elif outcome.met is Met.NOTHING:
            yield outcome.part, because(Code.INTRO_CAME_TO_NOTHING, **_both(names)), outcome.on or opened
        else:
            words = outcome.words or None
            told = because(Code.INTRO_CAME_OF_IT, name=names.get(outcome.part), words=words)
            yield outcome.part, told, outcome.on or opened


def _wants(names: Mapping[Part, str], waiting: Waiting) -> Iterator[_Line]:
    codes = {"held": Code.INTRO_WHAT_IS_HELD, "not_me": Code.INTRO_NOT_ME}
    for part, kind in waiting.wants:
        yield part, because(codes[kind], name=names.get(part)), waiting.made


def _both(names: Mapping[Part, str]) -> dict[str, str]:
    return {"first": names.get(Part.FIRST, ""), "second": names.get(Part.SECOND, "")}
