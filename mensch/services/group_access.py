"""The one door to a group's rows, as services.access is to a vault's.

Whoever comes is a `Member` first: by their account (`seat`) or by their private link (`seat_by_link`). From there every
row is one of that member's group (`rows`, `see`, `make`). What a role may not do looks as if it were not there.
No other file asks a table of a group (tests/house/walls.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet
from django.http import Http404

from mensch.core.groups import Act, Belonging, Role
from mensch.core.groups import may as allowed
from mensch.models import Group, GroupInvite, Member, MemberLink, User
from mensch.models.base import OfGroup
from mensch.services.access import private
from mensch.services.ways_in import hashed

T = TypeVar("T", bound=OfGroup)


def seat(user: User | AnonymousUser, public_id: str) -> Member:
    """The membership of a signed-in user in that group. Raises Http404 for strangers, as for a group that is not."""
    number = private(public_id)
    found = None
    if isinstance(user, User):
        found = Member.objects.filter(group=number, user=user, left_at=None).select_related("group").first()
    if found is None:
        raise Http404
    return _kept(found)


def seat_by_link(token: str) -> Member:
    """The member behind a private link. Raises Http404 when it is unknown, was ended, or its member left."""
    link = MemberLink.objects.filter(token_hash=hashed(token), ended_at=None).first()
    found = None
    if link is not None:
        rows = Member.objects.filter(group=link.group_id, pk=link.member_id, left_at=None)
        found = rows.select_related("group").first()
    if found is None:
        raise Http404
    return _kept(found)


def seats(user: User) -> list[Member]:
    """All memberships of a user, the longest first."""
    found = Member.objects.filter(user=user, left_at=None).select_related("group").order_by("joined_at", "id")
    return [_kept(one) for one in found]


def _kept(member: Any) -> Member:
    kept: Member = member
    return kept


def belonging(member: Member) -> Belonging:
    """The membership as the rules see it."""
    account = member.user_id is not None
    return Belonging(member.pk, Role(member.role), member.joined_at, account, member.left_at is not None)


def may(member: Member, act: Act) -> bool:
    return allowed(belonging(member), act)


def needs(member: Member, act: Act) -> None:
    """Raises Http404 unless this member may do that: what one may not do is not there."""
    if not may(member, act):
        raise Http404


def rows(member: Member, model: type[T]) -> QuerySet[Any, Any]:
    """All rows of that table in the member's group."""
    return of(member.group_id, model)


def own(member: Member, model: type[T]) -> QuerySet[Any, Any]:
    """The rows that this member wrote or that are about them."""
    return rows(member, model).filter(member=member)


def of(group: int, model: type[T]) -> QuerySet[Any, Any]:
    """All rows of that table in a group: for jobs, which nobody asks for."""
    found: QuerySet[Any, Any] = model.objects.filter(group=group)
    return found


def see(member: Member, model: type[T], public_id: str) -> T:
    """The row with that public id in the member's group. Raises Http404 when there is none."""
    return one(member, model, private(public_id))


def see_own(member: Member, model: type[T], public_id: str) -> T:
    """The same among the member's own rows."""
    row: T | None = own(member, model).filter(pk=private(public_id)).first()
    if row is None:
        raise Http404
    return row


def one(member: Member, model: type[T], pk: int) -> T:
    """The row with that id in the member's group. Raises Http404 when there is none."""
    row: T | None = rows(member, model).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def make(member: Member, model: type[T], /, **fields: Any) -> T:
    """A new row of the member's group. Rows it points at must be of the same group: pass rows that `see` gave."""
    return make_in(member.group_id, model, **fields)


def make_in(group: int, model: type[T], /, **fields: Any) -> T:
    """The same for jobs. Raises ValueError when a row it points at belongs to another group."""
    for name, value in fields.items():
        if isinstance(value, OfGroup) and value.group_id != group:
            raise ValueError(f"{name} belongs to another group")
    row: T = model.objects.create(group_id=group, **fields)
    return row


def make_many_in(group: int, model: type[T], made: Iterable[dict[str, Any]]) -> None:
    """Several rows of a group in few statements, for jobs. Ids they point at must be of the same group."""
    model.objects.bulk_create([model(group_id=group, **fields) for fields in made], batch_size=500)


def waiting(model: type[T]) -> QuerySet[Any, Any]:
    """Rows of that table in all groups: for the worker alone, which looks for what is due."""
    found: QuerySet[Any, Any] = model.objects.all()
    return found


def make_many(member: Member, model: type[T], made: Iterable[dict[str, Any]]) -> list[T]:
    """Several rows of the member's group in one statement."""
    new: list[T] = model.objects.bulk_create([model(group_id=member.group_id, **fields) for fields in made])
    return new


def members(group: int) -> QuerySet[Any, Any]:
    """Those who are in a group now, in the order in which they joined."""
    found: QuerySet[Any, Any] = Member.objects.filter(group=group, left_at=None).order_by("joined_at", "id")
    return found


def new_group(**fields: Any) -> Group:
    row: Group = Group.objects.create(**fields)
    return row


def describe(group: int, /, **fields: Any) -> None:
    Group.objects.filter(pk=group).update(**fields)


def close(group: int) -> None:
    """The group goes with every row of it, leaves first."""
    for model in leaves_first():
        found = model.objects.filter(group=group)
        found._raw_delete(found.db)
    Group.objects.filter(pk=group).delete()


def leaves_first() -> list[type[OfGroup]]:
    """Every table of a group, children before parents."""
    waiting = {table for table in apps.get_models() if issubclass(table, OfGroup)}
    order: list[type[OfGroup]] = []
    while waiting:
        free = {table for table in waiting if not any(_points(other, table) for other in waiting if other is not table)}
        order += sorted(free, key=lambda table: table.__name__)
        waiting -= free
    return order


def _points(table: type[OfGroup], at: type[OfGroup]) -> bool:
    return any(field.related_model is at for field in table._meta.concrete_fields)


def opening(token: str, now: datetime) -> GroupInvite | None:
    """The invitation behind a token, while it opens the door. Changes nothing."""
    found: GroupInvite | None = _open(now).filter(token_hash=hashed(token)).select_related("group").first()
    return found


def take_place(invite: GroupInvite, now: datetime) -> bool:
    """One place of an invitation is taken; False when the last one went, or it ended, a moment ago."""
    return bool(_open(now).filter(group=invite.group_id, pk=invite.pk).update(taken=F("taken") + 1))


def _open(now: datetime) -> QuerySet[Any, Any]:
    live = Q(ended_at=None, expires_at__gt=now, taken__lt=F("places"))
    found: QuerySet[Any, Any] = GroupInvite.objects.filter(live)
    return found
