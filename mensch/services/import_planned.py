"""Meetings that were still to come when their calendar was read: Today tells of them, and they are evidence of nothing.

Whether a meeting of a later day took place only a calendar read afterwards can say. Then it takes the place of the
plan. One later on the day of reading counts by itself when it is over (meetings_over).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from mensch.core.records import Item, MeetingRecord
from mensch.models import Occasion, Party
from mensch.services.import_context import Context

PLANNED = "future"  # MeetingRecord.not_a_meeting of an entry that lies ahead
_BACK = timedelta(days=400)


def why_not(one: MeetingRecord) -> str:
    """Why a meeting is not worth keeping; one that lies ahead is."""
    return "" if one.not_a_meeting == PLANNED else one.not_a_meeting


def forget(context: Context, told: Iterable[Item]) -> None:
    """Plans of which these entries say something new: over by now, called off, or moved."""
    meetings = [one for one in told if isinstance(one, MeetingRecord)]
    if not meetings:
        return
    same = {one.key[:200] for one in meetings if one.not_a_meeting == PLANNED}
    keys, names = {one.key[:200] for one in meetings}, {one.uid for one in meetings if one.uid and not one.recurring}
    before = Occasion.objects.filter(vault=context.vault, kind="meeting", at__gte=context.now - _BACK)
    rows = before.exclude(made_by=context.importing)  # a series told over several chunks is no news of itself
    gone = [
        pk
        for pk, key, facts in rows.values_list("id", "key", "facts")
        if facts.get("not_a_meeting") == PLANNED and key not in same and (key in keys or facts.get("uid") in names)
    ]
    Party.objects.filter(vault=context.vault, occasion__in=gone).delete()
    Occasion.objects.filter(vault=context.vault, pk__in=gone).delete()
