"""The way of a letter: what may happen to it, what happens next, and whether somebody may be written to at all.

Two kinds of mail. Account mail goes to the owner's own address and is sent again after a crash: at least once. Outreach
goes to other people, is pressed by a person, and is never sent again by itself: at most once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from mensch.core.reasons import Code, Reason, because


class Purpose(StrEnum):
    ACCOUNT = "account"
    OUTREACH = "outreach"


class LetterKind(StrEnum):
    """What a letter is for."""

    THANK_YOU = "thank_you"
    REPLY = "reply"
    PROMISE = "promise"
    RHYTHM = "rhythm"
    FREE = "free"
    CHECK = "check"  # to the connector: do you know them well enough?
    ASKING = "asking"  # would you like to meet?
    OPENING = "opening"  # both said yes
    QUESTION = "question"  # did you meet?
    TOLD = "told"  # what came of it
    ROUND = "round"  # to the members of a group: a list mail
    ACCOUNT = "account"  # to the owner: a test, a receipt


# Letters that ask for something: a no to them is for ever. Those that nobody waited for have a limit of the year, too;
# whoever joined a group waits for its list mail.
ASKS = frozenset({LetterKind.CHECK, LetterKind.ASKING, LetterKind.ROUND})
LISTED = frozenset({LetterKind.ROUND})
COUNTED = ASKS - LISTED


def purpose_of(kind: LetterKind) -> Purpose:
    return Purpose.ACCOUNT if kind is LetterKind.ACCOUNT else Purpose.OUTREACH


class LetterState(StrEnum):
    DRAFT = "draft"
    HELD = "held"  # pressed; leaves when what it waits for has happened
    PRESSED = "pressed"  # leaves when it is due
    SENDING = "sending"
    SENT = "sent"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"  # it may have gone out
    SAID_SENT = "said_sent"  # from the owner's own mail program


class Step(StrEnum):
    """What happens to a letter."""

    HOLD = "hold"
    PRESS = "press"
    LET_GO = "let-go"
    TAKE_BACK = "take-back"
    CLAIM = "claim"
    ACCEPT = "accept"
    PUT_OFF = "put-off"  # not now: their server said later, or could not be reached
    REFUSE = "refuse"
    LOSE = "lose"  # nobody can say whether it went
    FIND = "find"  # it lies in the folder of sent mail
    COME_BACK = "come-back"  # the other side returned it
    SAY_SENT = "say-sent"  # the owner's word
    PUT_AWAY = "put-away"  # the owner wants no more of it
    RESTORE = "restore"  # out of a backup: what was on its way then may have gone since


_S, _D = LetterState, Step
MOVES: Mapping[tuple[LetterState, Step], LetterState] = MappingProxyType(
    {
        (_S.DRAFT, _D.HOLD): _S.HELD,
        (_S.DRAFT, _D.PRESS): _S.PRESSED,
        (_S.DRAFT, _D.SAY_SENT): _S.SAID_SENT,
        (_S.HELD, _D.LET_GO): _S.PRESSED,
        (_S.HELD, _D.TAKE_BACK): _S.DRAFT,
        (_S.HELD, _D.RESTORE): _S.UNKNOWN,
        (_S.PRESSED, _D.TAKE_BACK): _S.DRAFT,
        (_S.PRESSED, _D.CLAIM): _S.SENDING,
        (_S.PRESSED, _D.REFUSE): _S.NOT_SENT,
        (_S.PRESSED, _D.RESTORE): _S.UNKNOWN,
        (_S.SENDING, _D.ACCEPT): _S.SENT,
        (_S.SENDING, _D.PUT_OFF): _S.PRESSED,
        (_S.SENDING, _D.REFUSE): _S.NOT_SENT,
        (_S.SENDING, _D.LOSE): _S.UNKNOWN,
        (_S.SENDING, _D.FIND): _S.SENT,
        (_S.SENDING, _D.RESTORE): _S.UNKNOWN,
        (_S.SAID_SENT, _D.TAKE_BACK): _S.DRAFT,
        (_S.SENT, _D.COME_BACK): _S.NOT_SENT,
        (_S.NOT_SENT, _D.PRESS): _S.PRESSED,
        (_S.NOT_SENT, _D.SAY_SENT): _S.SAID_SENT,
        (_S.NOT_SENT, _D.PUT_AWAY): _S.DRAFT,
        (_S.UNKNOWN, _D.PRESS): _S.PRESSED,
        (_S.UNKNOWN, _D.SAY_SENT): _S.SENT,
        (_S.UNKNOWN, _D.FIND): _S.SENT,
        (_S.UNKNOWN, _D.COME_BACK): _S.NOT_SENT,
        (_S.UNKNOWN, _D.PUT_AWAY): _S.DRAFT,
    }
)
BY_A_PERSON = frozenset({Step.HOLD, Step.PRESS, Step.TAKE_BACK, Step.SAY_SENT, Step.PUT_AWAY})

UNDO = timedelta(seconds=10)
LEASE = timedelta(seconds=90)  # whoever sends is done within, or gone
_LATER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
REACHED, WITHIN = 3, timedelta(days=365)  # asking letters to one address, over all vaults


class Moving(NamedTuple):
    """`due`: when a pressed letter may leave; while it is being sent, until when its sender is believed alive."""

    state: LetterState
    purpose: Purpose
    due: datetime | None


def next_step(letter: Moving, *, now: datetime) -> Step | None:
    """What happens by itself now; None while there is nothing to do."""
    if letter.due is None or letter.due > now:
        return None
    if letter.state is LetterState.PRESSED:
        return Step.CLAIM
    if letter.state is LetterState.SENDING:
        return Step.PUT_OFF if letter.purpose is Purpose.ACCOUNT else Step.LOSE
    return None


class Answer(StrEnum):
    """What the mail server made of it."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"
    UNHEARD = "unheard"  # the whole letter was given, and no answer came


def after(answer: Answer, *, purpose: Purpose, tries: int, now: datetime) -> tuple[Step, datetime | None]:
    """What follows from the answer, and when to try again. `tries` counts this one."""
    if answer is Answer.TAKEN:
        return Step.ACCEPT, None
    if answer is Answer.UNHEARD and purpose is Purpose.OUTREACH:
        return Step.LOSE, None
    if answer is Answer.NEVER or tries > len(_LATER):
        return Step.REFUSE, None
    return Step.PUT_OFF, now + _LATER[tries - 1]


def may_write(kind: LetterKind, *, suppressed: bool, reached: Sequence[datetime], now: datetime) -> Reason | None:
    """Why nobody may write to an address; None when one may. Both causes sound alike: neither gives the other away."""
    if kind not in ASKS:
        return None
    often = kind in COUNTED and sum(1 for at in reached if at > now - WITHIN) >= REACHED
    return because(Code.CANNOT_WRITE) if suppressed or often else None
