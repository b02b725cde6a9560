"""Private links of members: 128 random bits, shown or mailed once, kept as a hash. Whoever holds one is that member."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from mensch.models import Member, MemberLink
from mensch.services import group_access
from mensch.services.ways_in import hashed

REVOKED, NOT_ME = "revoked", "not_me"


@transaction.atomic
def make(*, member: Member, now: datetime) -> str:
    """A fresh token for this member. Earlier ones stay good until they are revoked."""
    token = secrets.token_urlsafe(16)
    group_access.make(member, MemberLink, member=member, token_hash=hashed(token), made_at=now)
    return token


@transaction.atomic
def make_many(*, members: Iterable[Member], now: datetime) -> dict[int, str]:
    """A fresh token for each of these members of one group, by their ids."""
    tokens = {one: secrets.token_urlsafe(16) for one in members}
    for first in list(tokens)[:1]:
        rows = [{"member": one, "token_hash": hashed(token), "made_at": now} for one, token in tokens.items()]
        group_access.make_many(first, MemberLink, rows)
    return {one.pk: token for one, token in tokens.items()}


def url(token: str) -> str:
    return f"{settings.URL}/g/{token}"


@transaction.atomic
def revoke(*, member: Member, now: datetime) -> int:
    """All links of this member end. Returns how many did."""
    live = group_access.own(member, MemberLink).filter(ended_at=None)
    return int(live.update(ended_at=now, ended=REVOKED))


@transaction.atomic
def not_me(*, token: str, now: datetime) -> None:
    """Whoever got this link says it is not theirs: it ends, and the stewards see that it did. Raises Http404."""
    member = group_access.seat_by_link(token)
    live = group_access.own(member, MemberLink).filter(token_hash=hashed(token), ended_at=None)
    live.update(ended_at=now, ended=NOT_ME)
