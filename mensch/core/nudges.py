"""The nudge: one line on Today, about one person, with the reason why it is there."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from mensch.core.reasons import Reason
from mensch.core.touches import Id


class NudgeKind(StrEnum):
    """What a nudge asks for, in the order in which Today shows them."""

    REPLY = "reply"
    PROMISE = "promise"
    THANK_YOU = "thank-you"
    WHOM_AGAIN = "whom-again"
    INTRODUCTION = "introduction"
    MEETING = "meeting"
    THANK_LATER = "thank-later"
    PROMISE_OPEN = "promise-open"
    THEIR_PROMISE = "their-promise"
    RHYTHM = "rhythm"
    MEET = "meet"
    STILL_RIGHT = "still-right"
    REST = "rest"


class Nudge(NamedTuple):
    """`subject` is the id of the row it is about (promise, thread, rhythm). `person` is None for a whole event."""

    kind: NudgeKind
    person: Id | None
    reason: Reason
    due: date | datetime | None = None
    subject: Id = 0
