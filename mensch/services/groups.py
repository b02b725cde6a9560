"""A group is founded, joined, paused, handed over. Leaving stands in services.group_leaving."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core import groups, mailbox
from mensch.core.groups import Act, Kind, Role, Step
from mensch.errors import InputError
from mensch.models import Card, Group, GroupInvite, Member, MemberStep, User
from mensch.services import group_access
from mensch.services.said import line, sentence
from mensch.services.ways_in import PLACEHOLDER


class Described(NamedTuple):
    """What a group says of itself."""

    name: str
    kind: str
    place: str = ""
    about: str = ""


def _described(said: Described) -> dict[str, str]:
    if said.kind not in set(Kind):
        raise InputError(_("Choose what it is: a chapter, a chamber or a community."))
    told = {"place": line(said.place, 120), "about": line(said.about, 500)}
    return {"name": sentence(said.name, 120), "kind": said.kind, **told}


@transaction.atomic
def found(*, user: User, said: Described, now: datetime) -> Group:
    """A new group, with whoever founds it as its steward. Raises InputError."""
    group = group_access.new_group(made_at=now, **_described(said))
    _enter(group=group.pk, user=user, role=Role.STEWARD, name=user.name, address=address_of(user), now=now)
    return group


@transaction.atomic
def describe(*, member: Member, said: Described) -> None:
    """The group's own name and words, by a steward. Raises InputError, Http404."""
    group_access.needs(member, Act.DESCRIBE)
    group_access.describe(member.group_id, **_described(said))


def address_of(user: User) -> str:
    return "" if user.email == PLACEHOLDER else user.email


def address(said: str) -> str:
    """A mail address as typed; empty when none was. Raises InputError."""
    typed = line(said, 320)
    if typed and not mailbox.looks_right(typed):
        raise InputError(_("“%(address)s” is no mail address.") % {"address": typed[:100]})
    return typed


@transaction.atomic
def join(*, invite: GroupInvite, user: User | None, name: str, reach: str, now: datetime) -> Member | None:
    """Whoever opened an invitation comes in; None when its last place went. Joining twice is joining once.

    Raises InputError when the name is missing or the address is none.
    """
    called, at = sentence(name, 120), address(reach)
    if user is not None and (before := membership(user=user, group=invite.group_id)):
        return before
    if not group_access.take_place(invite, now):
        return None
    return _enter(group=invite.group_id, user=user, role=Role(invite.role), name=called, address=at, now=now)


def membership(*, user: User, group: int) -> Member | None:
    found_: Member | None = group_access.members(group).filter(user=user).first()
    return found_


def _enter(*, group: int, user: User | None, role: Role, name: str, address: str, now: datetime) -> Member:
    told = {"role": role.value, "address": address, "joined_at": now}
    member = group_access.make_in(group, Member, user=user, **told)
    group_access.make(member, MemberStep, member=member, step=Step.JOINED.value, at=now)
    if name:
        group_access.make(member, Card, member=member, name=line(name, 120))
    return member


@transaction.atomic
def pause(*, member: Member, now: datetime) -> None:
    """No mail of rounds, and nothing of theirs on the board, until they are back. Pausing twice is pausing once."""
    if group_access.rows(member, Member).filter(pk=member.pk, paused_at=None).update(paused_at=now):
        group_access.make(member, MemberStep, member=member, step=Step.PAUSED.value, at=now)


@transaction.atomic
def come_back(*, member: Member, now: datetime) -> None:
    live = group_access.rows(member, Member).filter(pk=member.pk, paused_at__isnull=False)
    if live.update(paused_at=None):
        group_access.make(member, MemberStep, member=member, step=Step.BACK.value, at=now)


@transaction.atomic
def share_stewardship(*, member: Member, other: str, now: datetime) -> Member:
    """A steward gives another member the same place. Raises InputError when that one cannot sign in, Http404."""
    group_access.needs(member, Act.HAND_OVER)
    heir = group_access.see(member, Member, other)
    if not groups.may_be_steward(group_access.belonging(heir)):
        raise InputError(_("A steward needs an account here, because the group's letters leave from their own mail."))
    promote(group=member.group_id, heir=heir, by=member, now=now)
    return heir


def promote(*, group: int, heir: Member, by: Member | None, now: datetime) -> None:
    """Runs inside the caller's transaction. Whoever is a steward already stays one."""
    others = group_access.members(group).filter(pk=heir.pk).exclude(role=Role.STEWARD.value)
    if others.update(role=Role.STEWARD.value):
        group_access.make_in(group, MemberStep, member=heir, step=Step.STEWARD.value, by=by, at=now)


@transaction.atomic
def step_down(*, member: Member, now: datetime) -> None:
    """A steward becomes a member again. Raises InputError when no other steward is there, Http404."""
    group_access.needs(member, Act.HAND_OVER)
    everyone = [group_access.belonging(one) for one in group_access.members(member.group_id)]
    me = group_access.belonging(member)
    if not any(one.role is Role.STEWARD and one.member != me.member for one in everyone):
        raise InputError(_("A group needs a steward. Make somebody else a steward first."))
    group_access.rows(member, Member).filter(pk=member.pk).update(role=Role.MEMBER.value)
    group_access.make(member, MemberStep, member=member, step=Step.MEMBER.value, at=now)


@transaction.atomic
def admit(*, member: Member, guest: str, now: datetime) -> None:
    """A steward makes a guest a member. Raises Http404."""
    group_access.needs(member, Act.INVITE)
    row = group_access.see(member, Member, guest)
    guests = group_access.members(member.group_id).filter(pk=row.pk, role=Role.GUEST.value)
    if guests.update(role=Role.MEMBER.value):
        group_access.make(member, MemberStep, member=row, step=Step.MEMBER.value, by=member, at=now)
