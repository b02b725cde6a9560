"""Facts for Today out of asks: whom to thank for what they found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django.db.models import QuerySet

from mensch.core.ask_thanks import Found
from mensch.core.ask_thanks import thanks as rule
from mensch.core.moments import day
from mensch.core.nudges import Nudge
from mensch.models import Finding, Vault
from mensch.services.prepared import prepared

_REMEMBERED = timedelta(days=22)
_MOST = 50


def thanks(*, vault: Vault, now: datetime, zone: tzinfo) -> list[Nudge]:
    """One bounded query."""
    return list(rule(_found(vault, now, zone), now=now))


def _found(vault: Vault, now: datetime, zone: tzinfo) -> Iterator[Found]:
    for pk, person, words, given, full, at in _recent(vault=vault, since=now - _REMEMBERED):
        yield Found(pk, person, words, given or full or "", at, day(at, zone))


@prepared()
def _recent(*, vault: Vault, since: datetime) -> QuerySet[Any, Any]:
    rows = Finding.objects.filter(vault=vault, at__gte=since).order_by("-at")[:_MOST]
    return rows.values_list("id", "person_id", "ask__words", "ask__person__given", "ask__person__full", "at")
