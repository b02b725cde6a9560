"""An introduction, from idea to thanks: what may happen, in which order, and when it closes by itself.

A no moves nothing. It is no happening but a word kept apart, so that whoever looks sees the same as after no word at
all; what they see changes only at the deadline. Nothing opens before the latest word of both sides is yes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from mensch.core.touches import Id

OPEN_FOR = timedelta(days=14)
HINT_AFTER = timedelta(days=5)
ASK_AGAIN_AFTER = timedelta(days=14)
NO_WORD_AFTER = timedelta(days=28)


class Part(StrEnum):
    """Who somebody is in an introduction. The connector stands here only when it is not the owner."""

    FIRST = "first"
    SECOND = "second"
    CONNECTOR = "connector"


class Says(StrEnum):
    """What one side answers. The connector's words on the check are the first three, nobody owes a reason."""

    YES = "yes"
    NOT_WELL_ENOUGH = "not_well"
    NOT_NOW = "not_now"
    NEVER = "never"
    NOT_ME = "not_me"  # a forwarded or misdirected letter


class Act(StrEnum):
    """What happens. PRESS: the owner has read the letters. ASK: a letter left. AGAIN: the question after two weeks."""

    PRESS = "press"
    ASK = "ask"
    YES = "yes"
    OPEN = "open"
    AGAIN = "again"
    MEET = "meet"
    NOTHING = "nothing"
    TELL = "tell"
    STOP = "stop"


class Phase(StrEnum):
    """…_NEXT: a letter is ready, and not known to have left (only where the owner's own mail program sends)."""

    DRAFT = "draft"
    CHECK_NEXT = "check_next"
    CHECKING = "checking"
    FIRST_NEXT = "first_next"
    FIRST_ASKED = "first_asked"
    SECOND_NEXT = "second_next"
    SECOND_ASKED = "second_asked"
    OPENED = "opened"
    MET = "met"
    NOTHING = "came_to_nothing"
    NO_WORD = "no_word"
    TOLD = "told"
    CLOSED = "closed"


WAITING = frozenset({Phase.CHECKING, Phase.FIRST_ASKED, Phase.SECOND_NEXT, Phase.SECOND_ASKED})
UNOPENED = WAITING | {Phase.DRAFT, Phase.CHECK_NEXT, Phase.FIRST_NEXT}
_Key = tuple[Phase, Act, Part | None]
_STOPS: dict[_Key, Phase] = {(phase, Act.STOP, None): Phase.CLOSED for phase in UNOPENED}
_OPENS: dict[_Key, Phase] = {
    (phase, Act.OPEN, None): Phase.OPENED for phase in (Phase.CHECK_NEXT, *(WAITING - {Phase.FIRST_ASKED}))
}
MOVES: Mapping[_Key, Phase] = {
    (Phase.DRAFT, Act.PRESS, Part.CONNECTOR): Phase.CHECK_NEXT,
    (Phase.CHECK_NEXT, Act.ASK, Part.CONNECTOR): Phase.CHECKING,
    (Phase.CHECKING, Act.YES, Part.CONNECTOR): Phase.SECOND_ASKED,
    (Phase.DRAFT, Act.PRESS, Part.FIRST): Phase.FIRST_NEXT,
    (Phase.FIRST_NEXT, Act.ASK, Part.FIRST): Phase.FIRST_ASKED,
    (Phase.FIRST_ASKED, Act.YES, Part.FIRST): Phase.SECOND_NEXT,
    (Phase.DRAFT, Act.PRESS, Part.SECOND): Phase.SECOND_NEXT,  # the first had said yes beforehand
    (Phase.SECOND_NEXT, Act.ASK, Part.SECOND): Phase.SECOND_ASKED,
    **_STOPS,
    **_OPENS,
    **{(phase, Act.MEET, None): Phase.MET for phase in (Phase.OPENED, Phase.NOTHING, Phase.TOLD)},
    (Phase.OPENED, Act.NOTHING, None): Phase.NOTHING,
    **{(phase, Act.TELL, None): Phase.TOLD for phase in (Phase.OPENED, Phase.MET, Phase.NOTHING)},
}
# In which phases the link of each part takes an answer.
ANSWERS: Mapping[Part, frozenset[Phase]] = {
    Part.FIRST: frozenset({Phase.FIRST_NEXT, Phase.FIRST_ASKED, Phase.SECOND_NEXT, Phase.SECOND_ASKED}),
    Part.SECOND: frozenset({Phase.CHECK_NEXT, Phase.CHECKING, Phase.SECOND_NEXT, Phase.SECOND_ASKED}),
    Part.CONNECTOR: frozenset({Phase.CHECK_NEXT, Phase.CHECKING, Phase.SECOND_ASKED}),
}


class Happening(NamedTuple):
    """One row: what, when on the owner's calendar, and on which side."""

    act: Act
    on: date
    part: Part | None = None


class Intro(NamedTuple):
    """What an introduction is and what happened to it, in order. A person that is None is the owner.

    `connector` is None when the owner knows both. Whoever was erased stands in `gone`: it closes.
    """

    id: Id
    first: Id | None
    second: Id | None
    connector: Id | None = None
    happened: tuple[Happening, ...] = ()
    gone: bool = False

    def last(self, act: Act) -> date | None:
        """The day on which this happened last."""
        return next((one.on for one in reversed(self.happened) if one.act is act), None)

    def people(self) -> dict[Part, Id]:
        """Everybody in it but the owner."""
        parts = ((Part.FIRST, self.first), (Part.SECOND, self.second), (Part.CONNECTOR, self.connector))
        return {part: person for part, person in parts if person is not None}


def closes_on(intro: Intro) -> date | None:
    """The day from which it counts as not having come together: two weeks after the last letter left."""
    asked = intro.last(Act.ASK)
    return asked + OPEN_FOR if asked else None


def phase(intro: Intro, *, today: date) -> Phase:
    """How it stands for everybody. Words of refusal are no happenings, so they cannot show here."""
    now = Phase.DRAFT
    for one in intro.happened:
        now = MOVES.get((now, one.act, one.part), now)
    closes = closes_on(intro)
    if now in UNOPENED and (intro.gone or (now in WAITING and closes and today >= closes)):
        return Phase.CLOSED
    return Phase.NO_WORD if now is Phase.OPENED and _no_word(intro, today) else now


def _no_word(intro: Intro, today: date) -> bool:
    opened, again = intro.last(Act.OPEN), intro.last(Act.AGAIN)
    ends = [day + span for day, span in ((opened, NO_WORD_AFTER), (again, OPEN_FOR)) if day]
    return bool(ends) and today >= max(ends)


def may_answer(intro: Intro, part: Part, *, words: Mapping[Part, Says], today: date) -> bool:
    """Whether this side's link still takes a word: until the second yes, the deadline, or a word that ends it."""
    ended = words.get(part) in (Says.NEVER, Says.NOT_ME)
    barred = part is Part.SECOND and words.get(Part.CONNECTOR, Says.YES) is not Says.YES
    return phase(intro, today=today) in ANSWERS[part] and not ended and not barred


def answer(
    intro: Intro, part: Part, says: Says, *, words: Mapping[Part, Says], today: date
) -> tuple[Happening, ...] | None:
    """What follows from one side's word; None when the link takes none any more. `words`: the latest of each side.

    A no is followed by nothing. A yes moves the introduction on; the yes that makes it two opens it.
    """
    if not may_answer(intro, part, words=words, today=today):
        return None
    if says is not Says.YES:
        return ()
    first = says if part is Part.FIRST else words.get(Part.FIRST)
    second = says if part is Part.SECOND else words.get(Part.SECOND)
    agreed = Happening(Act.YES, today, part)
    if (first is Says.YES or intro.first is None) and second is Says.YES:
        return agreed, Happening(Act.OPEN, today)
    return () if part is Part.SECOND else (agreed,)  # a second yes that opens nothing would tell of the first's no


def hints(intro: Intro, *, today: date) -> bool:
    """Whether the page says that no answer may be an answer. It does so after a no as well."""
    asked = intro.last(Act.ASK)
    asking = phase(intro, today=today) in (Phase.CHECKING, Phase.FIRST_ASKED, Phase.SECOND_ASKED)
    return asking and asked is not None and today >= asked + HINT_AFTER


def asks_again(intro: Intro, *, today: date) -> bool:
    """Whether the question "did you meet?" lies ready for the owner to press: once, two weeks after the opening."""
    opened = intro.last(Act.OPEN)
    due = opened is not None and today >= opened + ASK_AGAIN_AFTER
    return due and phase(intro, today=today) in (Phase.OPENED, Phase.NO_WORD) and intro.last(Act.AGAIN) is None
