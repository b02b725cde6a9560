"""A group: who may do what in it, who follows a steward who goes, and what stays on its board."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from mensch.core.touches import Id


class Kind(StrEnum):
    CHAPTER = "chapter"
    CHAMBER = "chamber"
    COMMUNITY = "community"


class Role(StrEnum):
    """A steward looks after the group, a member belongs to it, a guest has come to look."""

    STEWARD = "steward"
    MEMBER = "member"
    GUEST = "guest"


class Step(StrEnum):
    """What can happen to a membership."""

    JOINED = "joined"
    PAUSED = "paused"
    BACK = "back"
    LEFT = "left"
    REMOVED = "removed"
    STEWARD = "steward"  # was given the stewardship
    MEMBER = "member"  # gave it up, or was a guest


class Act(StrEnum):
    """What one may do in a group. What a role may not do looks as if it were not there."""

    LOOK = "look"  # the group's home and its board
    MEMBERS = "members"  # the cards of the others
    PUBLISH = "publish"  # about oneself: a card, kinds, asks, gifts
    HINT = "hint"  # "I may know someone"
    LEAVE = "leave"  # and pause
    INVITE = "invite"
    REMOVE = "remove"
    HAND_OVER = "hand_over"
    DESCRIBE = "describe"  # the group's own name and words
    ROUND = "round"  # call a round, plan it, send its invitations


_GUEST = frozenset({Act.LOOK, Act.PUBLISH, Act.HINT, Act.LEAVE})
_MEMBER = _GUEST | {Act.MEMBERS}
ALLOWED: dict[Role, frozenset[Act]] = {Role.GUEST: _GUEST, Role.MEMBER: _MEMBER, Role.STEWARD: frozenset(Act)}

OPEN_ASKS = 3  # a person; gifts are not counted
SIX_WEEKS = timedelta(weeks=6)
LONGEST = timedelta(weeks=26)


class Belonging(NamedTuple):
    """A membership as the rules see it. `account`: whether they can sign in."""

    member: Id
    role: Role
    joined_at: datetime
    account: bool = False
    left: bool = False


def may(one: Belonging, act: Act) -> bool:
    """Whether this member may do that now. Who left may nothing."""
    return not one.left and act in ALLOWED[one.role]


def may_be_steward(one: Belonging) -> bool:
    """A steward signs in: letters of the group leave from their own mail account."""
    return one.account and not one.left and one.role is not Role.GUEST


def needs_another_steward(going: Belonging, all_: Iterable[Belonging]) -> bool:
    """Whether the group would stay behind without a steward, though with people in it."""
    others = [one for one in all_ if one.member != going.member and not one.left]
    return going.role is Role.STEWARD and bool(others) and all(one.role is not Role.STEWARD for one in others)


def follows(going: Belonging, all_: Iterable[Belonging]) -> Id | None:
    """Who looks after the group when its last steward is gone: whoever joined first of those who can. None: nobody."""
    able = [one for one in all_ if one.member != going.member and may_be_steward(one)]
    return min(able, key=lambda one: (one.joined_at, one.member)).member if able else None


def until(asked: date | None, *, today: date) -> date:
    """Until when something stays on the board: six weeks unless said otherwise, never longer than half a year."""
    wished = asked or today + SIX_WEEKS
    return min(max(wished, today), today + LONGEST)


def is_open(last: date, *, ended: bool, today: date) -> bool:
    """Whether it still stands on the board: its last day counts."""
    return not ended and today <= last


def room_for_another(open_asks: int) -> bool:
    return open_asks < OPEN_ASKS


# Words of people who sell, in the languages of the trades. One of them is enough to ask; nothing is refused for it.
_SELLING = (
    r"buy now|discount\w*|special offer|limited offer|best price\w*|best prices|sign up|our products?|our services?",
    r"\d+ ?% off|free quote|order today|check out our|we offer|i sell|we sell|visit our",
    r"jetzt kaufen|rabatt\w*|sonderangebot\w*|bestpreis\w*|unsere produkte|unsere leistungen|wir bieten|wir verkaufen",
    r"remise\w*|nos produits|nos services|nous vendons|achetez|promotion\w*",
    r"descuento\w*|nuestros productos|nuestros servicios|vendemos|compre ya|oferta especial",
)
_ADVERT = re.compile(rf"(?<!\w)(?:{'|'.join(_SELLING)})(?!\w)|!!|https?://", re.IGNORECASE)


def reads_like_an_advert(words: str) -> bool:
    """Whether it sells rather than asks. Then the page asks whom they hope to meet; they may post it all the same."""
    return bool(_ADVERT.search(words))


_VAGUE = 4  # words


def is_vague(words: str) -> bool:
    """Whether an ask is so short that nobody can tell which firm, which town."""
    return len(words.split()) < _VAGUE


class Next(StrEnum):
    """The one thing to do next on a group's home."""

    CARD = "card"
    GIVE = "give"
    INVITE = "invite"
    KINDS = "kinds"
    ASK = "ask"
    NOTHING = "nothing"


class Shown(NamedTuple):
    """What a member has published so far, and whether they are alone."""

    card: bool
    gifts: bool
    kinds: bool
    asks: bool
    alone: bool
    may_invite: bool


def next_step(shown: Shown) -> Next:
    """Giving comes before asking; who is alone and may invite does that first."""
    steps: Sequence[tuple[Next, bool]] = (
        (Next.CARD, not shown.card),
        (Next.INVITE, shown.alone and shown.may_invite),
        (Next.GIVE, not shown.gifts),
        (Next.KINDS, not shown.kinds),
        (Next.ASK, not shown.asks),
    )
    return next((step for step, wanted in steps if wanted), Next.NOTHING)
