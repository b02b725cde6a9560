"""Facts for Today out of introductions, and concerns of people who were written to."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from mensch.core.introductions import Part
from mensch.core.introductions_today import Waiting
from mensch.core.introductions_today import nudges as rules
from mensch.core.moments import day
from mensch.core.nudges import Nudge
from mensch.models import Concern, Introduction, Vault
from mensch.services import introduction_outcomes
from mensch.services.access import see
from mensch.services.introduction_facts import LEFT, OPENING, Known, known, today_of
from mensch.services.introduction_words import given, owner_name
from mensch.services.prepared import prepared

_REMEMBERED = timedelta(days=200)
_MOST = 100


def introductions(*, vault: Vault, now: datetime) -> list[Nudge]:
    """What introductions bring to Today. A fixed number of queries; none but the first where there are none."""
    found = _recent(vault=vault, since=now - _REMEMBERED)
    if not found:
        return []
    wants = _concerns(vault, found)
    today, zone = today_of(vault, now), zoneinfo.ZoneInfo(vault.time_zone)
    lines: list[Nudge] = []
    for whole in known(vault=vault, rows=found):
        waiting = Waiting(
            made=day(whole.row.made_at, zone),
            joins=_joins(whole),
            news=introduction_outcomes.news(whole, now),
            wants=wants.get(whole.row.pk, ()),
        )
        lines += rules(whole.intro, names_of(whole), waiting, today=today)
    return lines


@prepared()
def _recent(*, vault: Vault, since: datetime) -> QuerySet[Introduction, Introduction]:
    rows: QuerySet[Introduction, Introduction] = Introduction.objects.filter(vault=vault, made_at__gte=since)
    return rows.order_by("-made_at")[:_MOST]


def names_of(whole: Known) -> dict[Part, str]:
    return {part: given(side, owner_name(whole.row.vault)) for part, side in whole.sides.items()}


def _joins(whole: Known) -> bool:
    letter = whole.letter(None, OPENING)
    return whole.opened_at is not None and letter is not None and letter.state not in LEFT


def _concerns(vault: Vault, rows: list[Introduction]) -> dict[int, list[tuple[Part, str]]]:
    open_ones = Concern.objects.filter(vault=vault, settled_at=None, side__introduction__in=[row.pk for row in rows])
    found: dict[int, list[tuple[Part, str]]] = {}
    for row in open_ones.select_related("side").order_by("id"):
        found.setdefault(row.side.introduction_id, []).append((Part(row.side.part), row.kind))
    return found


@transaction.atomic
def settle(*, vault: Vault, concern: str, now: datetime) -> Concern:
    """The owner has answered them. A second press changes nothing."""
    row = see(vault, Concern, concern)
    Concern.objects.filter(vault=vault, pk=row.pk, settled_at=None).update(settled_at=now)
    return row
