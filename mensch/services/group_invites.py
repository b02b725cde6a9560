"""Invitation links of a group: made by a steward, for so many people, for so long. Only the hash is kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mensch.core.groups import Act, Role
from mensch.errors import InputError
from mensch.models import GroupInvite, Member
from mensch.services import group_access
from mensch.services.ways_in import hashed

PLACES = range(1, 501)
DAYS = (1, 7, 14, 30)


@transaction.atomic
def invite(*, member: Member, role: str, places: int, days: int, now: datetime) -> str:
    """A fresh link. It is shown once; nobody can read it here again. Raises InputError, Http404."""
    group_access.needs(member, Act.INVITE)
    if role not in (Role.MEMBER, Role.GUEST) or places not in PLACES or days not in DAYS:
        raise InputError(_("An invitation is for 1 to 500 people, for a day, a week, two weeks or a month."))
    token = secrets.token_urlsafe(16)
    ends = {"made_at": now, "expires_at": now + timedelta(days=days)}
    told = {"token_hash": hashed(token), "role": role, "places": places, "by": member}
    group_access.make(member, GroupInvite, **told, **ends)
    return f"{settings.URL}/join/{token}"


def waiting(*, member: Member, now: datetime) -> list[GroupInvite]:
    """The invitations that still open the door."""
    group_access.needs(member, Act.INVITE)
    live = group_access.rows(member, GroupInvite).filter(ended_at=None, expires_at__gt=now, taken__lt=F("places"))
    return list(live.order_by("expires_at"))


@transaction.atomic
def withdraw(*, member: Member, invite: str, now: datetime) -> None:
    """It no longer opens anything. Raises Http404."""
    group_access.needs(member, Act.INVITE)
    row = group_access.see(member, GroupInvite, invite)
    group_access.rows(member, GroupInvite).filter(pk=row.pk, ended_at=None).update(ended_at=now)
