"""Meetings that were still to come on the day their calendar was read: they count as soon as they are over.

Of a later day only a calendar read afterwards can say so (import_planned); of the same day the calendar has said it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mensch.core.meetings import why_not
from mensch.core.records import MeetingRecord
from mensch.models import Import, Occasion, Touch, Vault
from mensch.services import facts, import_settle
from mensch.services.import_context import context_of
from mensch.services.own_addresses import own_keys

_BACK = timedelta(days=2)  # a worker may have been away for a night


def count(*, now: datetime) -> int:
    """Work out what passed at meetings that ended of late, in every vault. Gives how many. Safe to run twice."""
    found = 0
    for vault in Vault.objects.select_related("owner"):
        for importing, ids in _uncounted(vault, now).items():
            row = Import.objects.filter(vault=vault).select_related("vault__owner").get(pk=importing)
            import_settle.settle_these(context_of(row, now), ids, lambda: None)
            found += len(ids)
    return found


def _uncounted(vault: Vault, now: datetime) -> dict[int, list[int]]:
    """The meetings of which no touch came yet, by the import that told of them."""
    rows = Occasion.objects.filter(vault=vault, at__gt=now - _BACK, at__lte=now, kind="meeting")
    late = list(rows.exclude(made_by=None))
    if not late:
        return {}
    keys = [row.key for row in late]
    done = set(Touch.objects.filter(vault=vault, at__gt=now - _BACK, key__in=keys).values_list("key", flat=True))
    found: dict[int, list[int]] = {}
    for row in _that_count(vault, now, [row for row in late if row.key not in done]):
        found.setdefault(row.made_by_id, []).append(row.pk)
    return found


def _that_count(vault: Vault, now: datetime, rows: list[Occasion]) -> Iterator[Occasion]:
    if not rows:
        return
    own, zone = own_keys(vault=vault), ZoneInfo(vault.time_zone)
    for row in rows:
        told = facts.item("meeting", row.facts)
        if isinstance(told, MeetingRecord) and why_not(told, own, now=now, zone=zone) is None:
            yield row
