"""Invitations to open a vault here: made by a member, used once, within two weeks. Only the hash of a link is kept."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mensch.models import Invite, Vault
from mensch.services.access import see
from mensch.services.ways_in import hashed

LIFE = timedelta(days=14)


@transaction.atomic
def invite(*, vault: Vault, now: datetime | None = None) -> str:
    """A fresh link. It is shown once; nobody can read it here again."""
    token = secrets.token_urlsafe(16)
    Invite.objects.create(vault=vault, token_hash=hashed(token), expires_at=(now or timezone.now()) + LIFE)
    return f"{settings.URL}/invite/{token}"


def waiting(*, vault: Vault, now: datetime | None = None) -> Sequence[Invite]:
    """The invitations of this member that can still be used."""
    return list(_open(now).filter(vault=vault).order_by("expires_at"))


@transaction.atomic
def withdraw(*, vault: Vault, invitation: str) -> None:
    """Ends an invitation. Raises Http404 when it is not this member's."""
    row = see(vault, Invite, invitation)
    Invite.objects.filter(vault=vault, pk=row.pk, used_at=None).delete()


def opens(*, token: str, now: datetime | None = None) -> bool:
    """Whether this link opens the door. Changes nothing."""
    return _open(now).filter(token_hash=hashed(token)).exists()


def use(*, token: str, now: datetime | None = None) -> bool:
    """Uses the invitation up; False when somebody was faster."""
    at = now or timezone.now()
    return bool(_open(at).filter(token_hash=hashed(token)).update(used_at=at))


def _open(now: datetime | None) -> QuerySet[Invite]:
    return Invite.objects.filter(used_at=None, expires_at__gt=now or timezone.now())
