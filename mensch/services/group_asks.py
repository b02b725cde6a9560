"""The board of a group: asks and gifts, "I may know someone", and thanks to whoever found it."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.core import groups as rules
from mensch.core.groups import Act
from mensch.errors import InputError
from mensch.models import GroupAsk, GroupAskEnd, MayKnow, Member
from mensch.services import group_access, groups
from mensch.services.said import day, line, sentence

LOOKING, GIVING = "looking", "giving"


class Wish(NamedTuple):
    """An ask or a gift as typed. `anyway`: they were asked about the words, and mean them."""

    side: str
    words: str = ""
    because: str = ""
    until: str = ""
    anyway: bool = False


class ThinkAgainError(InputError):
    """The words read like an advert, or are so few that nobody can help: said once, then it may be posted."""


def open_ones(member: Member, today: date) -> QuerySet[GroupAsk]:
    """What stands on the board of the member's group: of those who are here and not paused."""
    board = group_access.rows(member, GroupAsk).filter(until__gte=today, ends=None)
    live: QuerySet[GroupAsk] = board.filter(member__left_at=None, member__paused_at=None)
    return live.select_related("member").order_by("-made_at", "-id")


@transaction.atomic
def post(*, member: Member, wish: Wish, now: datetime) -> GroupAsk:
    """Something new on the board. The same words again are the same. Raises InputError, ThinkAgainError."""
    group_access.needs(member, Act.PUBLISH)
    if wish.side not in (LOOKING, GIVING):
        raise InputError(_("It is something you are looking for, or something you are glad to give."))
    today, words = timezone.localdate(now), sentence(wish.words, 300)
    mine = group_access.own(member, GroupAsk).filter(side=wish.side, until__gte=today, ends=None)
    before: GroupAsk | None = mine.filter(words=words).first()
    if before is not None:
        return before
    _think(wish, words)
    if wish.side == LOOKING and not rules.room_for_another(mine.count()):
        raise InputError(_("Three open asks are enough for one person. Close one first."))
    last = rules.until(day(wish.until), today=today)
    told = {"because": line(wish.because, 300), "until": last, "made_at": now}
    return group_access.make(member, GroupAsk, member=member, side=wish.side, words=words, **told)


def _think(wish: Wish, words: str) -> None:
    if wish.anyway:
        return
    if rules.reads_like_an_advert(f"{words} {wish.because}"):
        raise ThinkAgainError(_("This reads like an advert. Whom do you hope to meet?"))
    if wish.side == LOOKING and rules.is_vague(words):
        raise ThinkAgainError(_("Which kind of firm, which town? A precise ask is easier to help."))


@transaction.atomic
def end(*, member: Member, ask: str, found: bool, thanks: str, words: str, now: datetime) -> None:
    """Its owner closes it; `thanks`: whoever found it, one of those who said they may know someone. Raises Http404."""
    row = group_access.see_own(member, GroupAsk, ask)
    if group_access.rows(member, GroupAskEnd).filter(ask=row).exists():
        return
    helper = group_access.see(member, Member, thanks) if found and thanks else None
    if helper is not None and not group_access.own(helper, MayKnow).filter(ask=row).exists():
        raise Http404
    told = {"how": "found" if found else "over", "words": line(words, 300) if helper else "", "at": now}
    group_access.make(member, GroupAskEnd, ask=row, thanks=helper, **told)
    group_access.rows(member, MayKnow).filter(ask=row).delete()  # it has served; nothing of it is kept


@transaction.atomic
def reopen(*, member: Member, ask: str) -> None:
    """It is open again, as long as its last day has not passed. Raises Http404."""
    row = group_access.see_own(member, GroupAsk, ask)
    group_access.rows(member, GroupAskEnd).filter(ask=row).delete()


def open_one(member: Member, ask: str, now: datetime) -> GroupAsk:
    """An ask that stands on the board. Raises Http404."""
    row = group_access.see(member, GroupAsk, ask)
    found = open_ones(member, timezone.localdate(now)).filter(pk=row.pk).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def hint(*, member: Member, ask: str, kind: str, reach: str, now: datetime) -> None:
    """ "I may know someone", of that kind: only whoever asked reads it. Saying it again says it anew. Raises Http404.

    `reach`: how that one, and nobody else, may reach the member; empty when they rather speak to each other.
    """
    group_access.needs(member, Act.HINT)
    row = open_one(member, ask, now)
    if row.member_id == member.pk:
        raise InputError(_("This is your own. Whoever can help writes here."))
    told = {"kind": sentence(kind, 200), "reach": groups.address(reach), "at": now}
    mine = group_access.own(member, MayKnow).filter(ask=row)
    if not mine.update(**told):
        group_access.make(member, MayKnow, member=member, ask=row, **told)


@transaction.atomic
def drop_hint(*, member: Member, ask: str) -> None:
    """Taken back, as if it had not been said. Raises Http404."""
    row = group_access.see(member, GroupAsk, ask)
    group_access.own(member, MayKnow).filter(ask=row).delete()
