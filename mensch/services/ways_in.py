"""The first member, and one-time links that sign a member in. Only a link's hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mensch.models import SignInLink, User

LIFE = timedelta(hours=1)
PLACEHOLDER = "owner@localhost"


def hashed(token: str) -> str:
    """How a token is kept. It is 128 random bits, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def first_member() -> User:
    """Whoever owns this installation; made with a placeholder address when nobody is there yet."""
    owner = User.objects.filter(is_active=True).order_by("joined_at", "id").first()
    return owner or User.objects.create_user(PLACEHOLDER)


@transaction.atomic
def make_link(*, user: User, now: datetime | None = None) -> str:
    """A fresh token that signs `user` in once within the hour."""
    token = secrets.token_urlsafe(16)
    expires = (now or timezone.now()) + LIFE
    SignInLink.objects.create(user=user, token_hash=hashed(token), expires_at=expires)
    return token


def is_open(*, token: str, now: datetime | None = None) -> bool:
    """Whether the link still works. Changes nothing: mail scanners may look as often as they like."""
    return _open(token, now or timezone.now()).exists()


def use(*, token: str, now: datetime | None = None) -> User | None:
    """Uses the link up and returns its member; None when it is unknown, expired, or was used before."""
    at = now or timezone.now()
    link = _open(token, at).select_related("user").first()
    if link is None or not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
        return None
    return link.user


def _open(token: str, at: datetime) -> QuerySet[SignInLink]:
    return SignInLink.objects.filter(token_hash=hashed(token), used_at=None, expires_at__gt=at, user__is_active=True)
