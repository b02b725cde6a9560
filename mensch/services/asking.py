"""Who asks for a page: their session, themself and their vault, each found by a prepared query."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from mensch.models import User, Vault
from mensch.services.prepared import prepared


def session(*, key: str, now: datetime) -> Session | None:
    return next(iter(_session(key=key, now=now)), None)


def member(*, pk: int) -> User | None:
    return next(iter(_member(pk=pk)), None)


def vault(*, owner: User) -> Vault | None:
    found: Vault | None = next(iter(_vault(owner=owner)), None)
    if found is not None:
        found.owner = owner
    return found


@prepared()
def _session(*, key: str, now: datetime) -> QuerySet[Any, Any]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


@prepared()
def _member(*, pk: int) -> QuerySet[Any, Any]:
    return User.objects.filter(pk=pk)


@prepared()
def _vault(*, owner: User) -> QuerySet[Any, Any]:
    return Vault.objects.filter(owner=owner)
