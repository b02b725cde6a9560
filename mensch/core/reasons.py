"""Why: the rules answer with a code and its facts; templates/reasons/<code> holds the sentence. None is built here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Reason(NamedTuple):
    """A code and the named facts its sentence needs, in the order they were given. All are text; dates are ISO 8601."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str, missing: str = "") -> str:
        """The fact of that name, else `missing`."""
        return next((value for key, value in self.facts if key == name), missing)

    def names(self) -> tuple[str, ...]:
        """The names of the facts, in order."""
        return tuple(key for key, _ in self.facts)


Plain = str | int | date | datetime | None


def because(code: str, **facts: Plain) -> Reason:
    """A reason with its facts written as text. Facts that are None are left out; dates become ISO 8601."""
    return Reason(str(code), tuple(_written(facts)))


def _written(facts: dict[str, Plain]) -> Iterator[tuple[str, str]]:
    for name, value in facts.items():
        if value is not None:
            yield name, value.isoformat() if isinstance(value, date) else str(value)


class Code(StrEnum):
    """Every code of the rules of evidence and of Today; each has its template. Other rules keep codes of their own."""

    # evidence in words
    MET = "met"
    SPOKE = "spoke"
    WRITE_BOTH_WAYS = "write-both-ways"
    ONLY_I_WROTE = "only-i-wrote"
    ONLY_THEY_WROTE = "only-they-wrote"
    GROUP_MAIL_ONLY = "group-mail-only"
    LISTED = "listed"
    YOU_SAID_MET = "you-said-met"
    YOU_SAID_NEVER_MET = "you-said-never-met"
    YOU_SAID_WE_WRITE = "you-said-we-write"
    YOU_SAID_WE_DO_NOT_WRITE = "you-said-we-do-not-write"
    # how a tie stands
    IN_TOUCH = "in-touch"
    A_WHILE = "a-while"
    QUIET = "quiet"
    THEY_WROTE_LAST = "they-wrote-last"
    NEVER_ANSWERED = "never-answered"
    YOU_NEVER_ANSWERED = "you-never-answered"
    ONLY_LISTED = "only-listed"
    # why something in a source is no touch
    AUTOMATIC = "automatic"
    NO_DATE = "no-date"
    IN_THE_FUTURE = "in-the-future"
    NO_SENDER = "no-sender"
    TOO_MANY = "too-many"
    NOT_YOURS = "not-yours"
    TO_YOURSELF = "to-yourself"
    NOT_A_MEETING = "not-a-meeting"
    ALL_DAY = "all-day"
    NOT_INVITED = "not-invited"
    NOT_ACCEPTED = "not-accepted"
    NOBODY_ELSE = "nobody-else"
    # which addresses are the owner's
    OWN_SENT = "own-sent"
    OWN_DELIVERED = "own-delivered"
    OWN_FREQUENT = "own-frequent"
    OWN_CONVERSATIONS = "own-conversations"
    # Today
    REPLY = "reply"
    PROMISE_DUE = "promise-due"
    PROMISE_OVER = "promise-over"
    PROMISE_OPEN = "promise-open"
    THEIR_PROMISE = "their-promise"
    THANK_YOU = "thank-you"
    THANK_YOU_DAY = "thank-you-day"
    THANK_YOU_SOON = "thank-you-soon"
    THANK_YOU_LATER = "thank-you-later"
    WHOM_AGAIN = "whom-again"
    MEETING_TOMORROW = "meeting-tomorrow"
    RHYTHM = "rhythm"
    RHYTHM_FIRST = "rhythm-first"
    MEET = "meet"
    BOUNCED = "bounced"
    MOVED = "moved"
    LONG_QUIET = "long-quiet"
    REST = "rest"
    # parts of a letter
    PART_PROMISE = "part-promise"
    PART_THANKS = "part-thanks"
    PART_GLAD = "part-glad"
    PART_WHERE = "part-where"
    PART_ABOUT = "part-about"
    PART_WORKS_ON = "part-works-on"
    PART_WOULD_HELP = "part-would-help"
    PART_COFFEE = "part-coffee"
    PART_LAST_MET = "part-last-met"
    PART_LAST_WROTE = "part-last-wrote"
    PART_NO_AGENDA = "part-no-agenda"
    PART_CLOSING = "part-closing"
    # before a meeting
    BRIEF_I_PROMISED = "brief-i-promised"
    BRIEF_THEY_PROMISED = "brief-they-promised"
    BRIEF_WORKS_ON = "brief-works-on"
    BRIEF_LOOKS_FOR = "brief-looks-for"
    BRIEF_LAST_TOLD = "brief-last-told"
    ASK_HOW_IT_GOES = "ask-how-it-goes"
    ASK_WHAT_THEY_WORK_ON = "ask-what-they-work-on"
    ASK_ABOUT_THEIR_SEARCH = "ask-about-their-search"
    ASK_WHAT_WOULD_HELP = "ask-what-would-help"
    ASK_FOR_GOAL = "ask-for-goal"
