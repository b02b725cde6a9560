"""What a member shows of themself: a card, and the kinds of people they can introduce. Nothing about anybody else."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core import groups as rules
from mensch.core.groups import Act
from mensch.errors import InputError
from mensch.models import Card, KnownKind, Member, MemberLink
from mensch.services import group_access, groups
from mensch.services.said import line, sentence

_MOST_KINDS = 12


class Said(NamedTuple):
    """A card as typed; `address`: where mail of the group reaches them."""

    name: str = ""
    trade: str = ""
    town: str = ""
    words: str = ""
    address: str = ""


class Mine(NamedTuple):
    """A member's own card, and how their membership stands."""

    said: Said
    kinds: list[KnownKind]
    paused: bool
    links: bool
    guest: bool


def mine(*, member: Member) -> Mine:
    card = group_access.own(member, Card).first() or Card()
    said = Said(card.name, card.trade, card.town, card.words, member.address)
    kinds = list(group_access.own(member, KnownKind).order_by("made_at", "id"))
    links = group_access.own(member, MemberLink).filter(ended_at=None).exists()
    return Mine(said, kinds, member.paused_at is not None, links, member.role == rules.Role.GUEST)


@transaction.atomic
def write(*, member: Member, said: Said) -> None:
    """The card as it shall stand. Raises InputError."""
    group_access.needs(member, Act.PUBLISH)
    reach = groups.address(said.address)
    told = {"name": sentence(said.name, 120), "trade": line(said.trade, 120), "town": line(said.town, 120)}
    told["words"] = line(said.words, 300)
    group_access.rows(member, Member).filter(pk=member.pk).update(address=reach)
    if not group_access.own(member, Card).update(**told):
        group_access.make(member, Card, member=member, **told)


@transaction.atomic
def add_kind(*, member: Member, words: str, now: datetime) -> None:
    """A kind of people this member can introduce. The same words twice are one. Raises InputError."""
    group_access.needs(member, Act.PUBLISH)
    told, before = sentence(words, 200), group_access.own(member, KnownKind)
    if before.filter(words=told).exists():
        return
    if before.count() >= _MOST_KINDS:
        raise InputError(_("A dozen kinds are enough. Take one away first."))
    group_access.make(member, KnownKind, member=member, words=told, made_at=now)


@transaction.atomic
def drop_kind(*, member: Member, kind: str) -> None:
    """It is taken away. Raises Http404 when it is not this member's own."""
    row = group_access.see_own(member, KnownKind, kind)
    group_access.own(member, KnownKind).filter(pk=row.pk).delete()
