"""Somebody leaves a group, or is taken out of it: what they published goes at once, and the row that stays is bare."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core import groups
from mensch.core.groups import Act, Belonging, Role, Step
from mensch.errors import InputError
from mensch.models import (
    Card,
    GroupAsk,
    GroupAskEnd,
    GroupInvite,
    KnownKind,
    MayKnow,
    Member,
    MemberLink,
    MemberStep,
    User,
)
from mensch.services import group_access, round_leaving, trail
from mensch.services.access import public, vault_of
from mensch.services.groups import promote


class Gone(NamedTuple):
    """The proof: how many rows of which table went, and whether the group went with them."""

    group: str
    rows: dict[str, int]
    closed: bool
    at: datetime


@transaction.atomic
def leave(*, member: Member, now: datetime) -> Gone:
    """A member goes. Raises InputError when the group would have people but no steward."""
    everyone = _everyone(member)
    if groups.needs_another_steward(group_access.belonging(member), everyone):
        raise InputError(_("A group needs a steward. Make somebody else a steward, then you can leave."))
    return _go(member, Step.LEFT, None, now)


@transaction.atomic
def remove(*, member: Member, other: str, now: datetime) -> Gone:
    """A steward takes somebody out, who is not a steward. Raises InputError, Http404."""
    group_access.needs(member, Act.REMOVE)
    row = group_access.see(member, Member, other)
    if row.left_at is not None or row.role == Role.STEWARD:
        raise InputError(_("Stewards are not removed; they leave, or give the stewardship back."))
    return _go(row, Step.REMOVED, member, now)


@transaction.atomic
def leave_all(*, user: User, now: datetime) -> list[Gone]:
    """An account goes. Where its owner was the last steward, the longest member who can sign in follows.

    A group in which nobody is left who can look after it goes with its last steward.
    """
    gone = []
    for member in group_access.seats(user):
        me, everyone = group_access.belonging(member), _everyone(member)
        if groups.needs_another_steward(me, everyone):
            heir = groups.follows(me, everyone)
            if heir is None:
                gone.append(_close(member, now))
                continue
            promote(group=member.group_id, heir=group_access.one(member, Member, heir), by=None, now=now)
        gone.append(_go(member, Step.LEFT, None, now))
    return gone


def is_alone(member: Member) -> bool:
    """Whether the group would go with this member."""
    return all(one.member == member.pk for one in _everyone(member))


def _everyone(member: Member) -> list[Belonging]:
    return [group_access.belonging(one) for one in group_access.members(member.group_id)]


def _go(member: Member, step: Step, by: Member | None, now: datetime) -> Gone:
    if is_alone(member):
        return _close(member, now)
    rows = erase(member)
    bare = {"user": None, "address": "", "left_at": now, "paused_at": None}
    group_access.rows(member, Member).filter(pk=member.pk).update(**bare)
    group_access.make(member, MemberStep, member=member, step=step.value, by=by, at=now)
    return _proof(member, rows, closed=False, now=now)


def _close(member: Member, now: datetime) -> Gone:
    rows = {table.__name__: count for table in _TABLES if (count := group_access.own(member, table).count())}
    group_access.close(member.group_id)
    return _proof(member, rows, closed=True, now=now)


_TABLES = (MayKnow, GroupAsk, KnownKind, Card, MemberLink)


def erase(member: Member) -> dict[str, int]:
    """What this member published, and their links, go. Returns how many rows of which table did."""
    asks = group_access.own(member, GroupAsk).values("pk")
    for of_asks in (group_access.rows(member, MayKnow), group_access.rows(member, GroupAskEnd)):
        of_asks.filter(ask__in=asks)._raw_delete(of_asks.db)
    group_access.rows(member, GroupAskEnd).filter(thanks=member).update(thanks=None)
    group_access.rows(member, GroupInvite).filter(by=member).update(by=None)
    counts = {}
    for table in _TABLES:
        found = group_access.own(member, table)
        if count := found._raw_delete(found.db):
            counts[table.__name__] = count
    return counts | round_leaving.erase(member)


def _proof(member: Member, rows: dict[str, int], *, closed: bool, now: datetime) -> Gone:
    """For those with an account their trail keeps it too: ids and counts, no words."""
    if member.user is not None:
        facts = {"group": public(member.group_id), "rows": rows, "closed": closed}
        trail.write(vault=vault_of(member.user), verb="left-group", facts=facts, now=now)
    return Gone(member.group.name, rows, closed, now)
