"""What a group keeps about one of its members: all of it, for that member to read and to take along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mensch.models import Card, GroupAsk, GroupAskEnd, KnownKind, MayKnow, Member, MemberLink, MemberStep, User
from mensch.services import group_access, round_leaving
from mensch.services.access import public


class Held(NamedTuple):
    """Every word of this member's, and every date kept about them. `links`: how many private links open now."""

    member: Member
    card: Card | None
    kinds: list[KnownKind]
    asks: list[GroupAsk]
    hints: list[MayKnow]
    steps: list[MemberStep]
    links: int
    thanks: list[GroupAskEnd]
    rounds: dict[str, Any]


def held(*, member: Member) -> Held:
    own = group_access.own
    return Held(
        member,
        own(member, Card).first(),
        list(own(member, KnownKind).order_by("made_at", "id")),
        list(own(member, GroupAsk).order_by("made_at", "id")),
        list(own(member, MayKnow).select_related("ask").order_by("at", "id")),
        list(own(member, MemberStep).order_by("at", "id")),
        own(member, MemberLink).filter(ended_at=None).count(),
        list(group_access.rows(member, GroupAskEnd).filter(thanks=member).select_related("ask").order_by("at", "id")),
        round_leaving.told(member),
    )


def lines(rows: Mapping[str, int]) -> list[str]:
    """What went, in words: the names of tables with how many rows of each."""
    words = {
        "Card": lambda n: _("Your card"),  # noqa: ARG005
        "KnownKind": lambda n: ngettext("%(n)d kind of people", "%(n)d kinds of people", n) % {"n": n},
        "GroupAsk": lambda n: ngettext("%(n)d ask or gift", "%(n)d asks and gifts", n) % {"n": n},
        "MayKnow": lambda n: ngettext("%(n)d hint", "%(n)d hints", n) % {"n": n},
        "RoundAnswer": lambda n: ngettext("%(n)d answer to a round", "%(n)d answers to rounds", n) % {"n": n},
        "RoundDoor": lambda n: ngettext("%(n)d door", "%(n)d doors", n) % {"n": n},
        "MemberLink": lambda n: ngettext("%(n)d private link", "%(n)d private links", n) % {"n": n},
    }
    return [words[name](rows[name]) for name in words if rows.get(name)]


def everything(*, user: User) -> list[dict[str, Any]]:
    """For the export: each group a user is in, and what they published there."""
    return [_told(held(member=one)) for one in group_access.seats(user)]


def _told(one: Held) -> dict[str, Any]:
    member, card = one.member, one.card
    return {
        "group": {"id": public(member.group_id), "name": member.group.name, "place": member.group.place},
        "role": member.role,
        "joined_at": _at(member.joined_at),
        "paused_at": _at(member.paused_at),
        "address": member.address,
        "card": {name: getattr(card, name) for name in ("name", "trade", "town", "words")} if card else None,
        "kinds": [row.words for row in one.kinds],
        "asks": [_ask(row) for row in one.asks],
        "hints": [{"ask": row.ask.words, "kind": row.kind, "reach": row.reach, "at": _at(row.at)} for row in one.hints],
        "thanks": [{"ask": row.ask.words, "words": row.words, "at": _at(row.at)} for row in one.thanks],
        "steps": [{"step": row.step, "at": _at(row.at)} for row in one.steps],
        "rounds": one.rounds,
    }


def _ask(row: GroupAsk) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("side", "words", "because")}
    return told | {"until": row.until.isoformat(), "made_at": _at(row.made_at)}


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
