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
    """Every code of the rules of evidence and of Today; each has its template. Other rules keep codes of their own.

    Behind each code stand the names of its facts, in brackets those that may be missing.
    """

    # evidence in words
    MET = "met"  # times last
    SPOKE = "spoke"  # last
    WRITE_BOTH_WAYS = "write-both-ways"  # wrote answered
    ONLY_I_WROTE = "only-i-wrote"  # last
    ONLY_THEY_WROTE = "only-they-wrote"  # last
    GROUP_MAIL_ONLY = "group-mail-only"  # last
    LISTED = "listed"  # [source since]
    YOU_SAID_MET = "you-said-met"  # [on]
    YOU_SAID_NEVER_MET = "you-said-never-met"
    YOU_SAID_WE_WRITE = "you-said-we-write"
    YOU_SAID_WE_DO_NOT_WRITE = "you-said-we-do-not-write"
    # how a tie stands
    IN_TOUCH = "in-touch"  # last days
    A_WHILE = "a-while"  # [last days]
    QUIET = "quiet"  # last days
    THEY_WROTE_LAST = "they-wrote-last"  # last days
    NEVER_ANSWERED = "never-answered"  # last days
    YOU_NEVER_ANSWERED = "you-never-answered"  # last days
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
    OWN_SENT = "own-sent"  # mails
    OWN_DELIVERED = "own-delivered"  # mails
    OWN_FREQUENT = "own-frequent"  # mails
    OWN_CONVERSATIONS = "own-conversations"  # times of
    # Today
    REPLY = "reply"  # on how [subject]
    PROMISE_DUE = "promise-due"  # words made due
    PROMISE_OVER = "promise-over"  # words made due
    PROMISE_OPEN = "promise-open"  # words made
    THEIR_PROMISE = "their-promise"  # words made [due]
    THANK_YOU = "thank-you"  # met [place] after
    THANK_YOU_DAY = "thank-you-day"  # met [place] after
    THANK_YOU_SOON = "thank-you-soon"  # met [place] after
    THANK_YOU_LATER = "thank-you-later"  # met [place] after
    WHOM_AGAIN = "whom-again"  # people on [place]
    MEETING_TOMORROW = "meeting-tomorrow"  # at people
    RHYTHM = "rhythm"  # last days
    RHYTHM_FIRST = "rhythm-first"  # days
    MEET = "meet"  # wrote answered
    BOUNCED = "bounced"  # address on
    MOVED = "moved"  # before now on
    LONG_QUIET = "long-quiet"  # last
    REST = "rest"  # notes since last
    # parts of a letter
    PART_PROMISE = "part-promise"  # words [due]
    PART_THANKS = "part-thanks"  # met
    PART_GLAD = "part-glad"  # [place]
    PART_WHERE = "part-where"  # where
    PART_ABOUT = "part-about"  # about
    PART_WORKS_ON = "part-works-on"  # words
    PART_WOULD_HELP = "part-would-help"  # words
    PART_COFFEE = "part-coffee"  # [slot1 slot2]
    PART_LAST_MET = "part-last-met"  # last
    PART_LAST_WROTE = "part-last-wrote"  # last
    PART_NO_AGENDA = "part-no-agenda"
    PART_CLOSING = "part-closing"
    # why a letter does not leave
    CANNOT_WRITE = "cannot-write"
    NO_WAY_THERE = "no-way-there"
    NO_MAIL_ACCOUNT = "no-mail-account"
    NO_PASSWORD = "no-password"  # noqa: S105
    MAIL_NOT_ALLOWED = "mail-not-allowed"
    MAIL_NO_TRUST = "mail-no-trust"
    MAIL_NO_ANSWER = "mail-no-answer"
    MAIL_NO_LETTERS = "mail-no-letters"
    CAME_BACK_GONE = "came-back-gone"
    CAME_BACK_FULL = "came-back-full"
    CAME_BACK_REFUSED = "came-back-refused"
    # before a meeting
    BRIEF_I_PROMISED = "brief-i-promised"  # words [due]
    BRIEF_THEY_PROMISED = "brief-they-promised"  # words [due]
    BRIEF_WORKS_ON = "brief-works-on"  # words
    BRIEF_LOOKS_FOR = "brief-looks-for"  # words
    BRIEF_LAST_TOLD = "brief-last-told"  # words on
    ASK_HOW_IT_GOES = "ask-how-it-goes"  # words
    ASK_WHAT_THEY_WORK_ON = "ask-what-they-work-on"
    ASK_ABOUT_THEIR_SEARCH = "ask-about-their-search"  # words
    ASK_WHAT_WOULD_HELP = "ask-what-would-help"  # [words]
    ASK_FOR_GOAL = "ask-for-goal"  # words
    # an introduction
    INTRO_DRAFT = "intro-draft"
    INTRO_READY = "intro-ready"  # name
    INTRO_ASKED = "intro-asked"  # name
    INTRO_SECOND_NEXT = "intro-second-next"  # agreed name
    INTRO_SECOND_ASKED = "intro-second-asked"  # agreed name
    INTRO_OPENED = "intro-opened"  # on
    INTRO_MET = "intro-met"
    INTRO_NOTHING = "intro-nothing"
    INTRO_NO_WORD = "intro-no-word"  # on
    INTRO_TOLD = "intro-told"
    INTRO_CLOSED = "intro-closed"
    # what an introduction brings to Today
    INTRO_IT_WENT = "intro-it-went"  # name
    INTRO_ASK_NEXT = "intro-ask-next"  # agreed name
    INTRO_JOIN_NEXT = "intro-join-next"  # first second
    INTRO_DID_THEY_MEET = "intro-did-they-meet"  # first second on
    INTRO_CAME_OF_IT = "intro-came-of-it"  # name [words]
    INTRO_CAME_TO_NOTHING = "intro-came-to-nothing"  # first second
    INTRO_SILENT = "intro-silent"  # first second on
    INTRO_TELL_CONNECTOR = "intro-tell-connector"  # name first second
    INTRO_WHAT_IS_HELD = "intro-what-is-held"  # name
    INTRO_NOT_ME = "intro-not-me"  # name
    # how an ask could be asked better, and thanks for what was found
    ASK_WHICH_FIRM = "ask-which-firm"
    ASK_WHICH_TOWN = "ask-which-town"
    ASK_DO_WHAT = "ask-do-what"
    ASK_ON_WHAT = "ask-on-what"
    ASK_ADVICE_ON_WHAT = "ask-advice-on-what"
    ASK_HOW_MUCH = "ask-how-much"
    ASK_GIVE_WHAT = "ask-give-what"
    ASK_ADVERT = "ask-advert"
    ASK_ADVERT_GIVING = "ask-advert-giving"
    ASK_THANKS = "ask-thanks"  # words [asker]
    PART_FOUND = "part-found"  # words
    # what must be true before a name is given on
    GATE_WRITE = "gate-write"  # name
    GATE_MEET = "gate-meet"  # name
    GATE_ONE_TO_ONE = "gate-one-to-one"  # name
    GATE_WORKED = "gate-worked"  # name
