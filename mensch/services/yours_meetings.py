"""meetings.ics: the meetings of your calendars, and those you noted yourself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from mensch.core.records import MeetingRecord
from mensch.core.touches import Kind
from mensch.formats import ical_write
from mensch.models import Occasion, Touch, Vault
from mensch.services import facts
from mensch.services.access import public
from mensch.services.yours_left_out import LeftOut

FILE = "meetings.ics"
_CHUNK = 1000
_TOGETHER = (Kind.MET, Kind.CALL, Kind.VIDEO)


def calendar(vault: Vault, now: datetime, left_out: LeftOut) -> Iterator[bytes]:
    """Every meeting; one without a start, or whose facts are no meeting's, is left out and said."""
    seen: set[int] = set()
    yield ical_write.HEAD.encode()
    rows = Occasion.objects.filter(vault=vault, kind="meeting").order_by("id").values_list("id", "key", "facts")
    for row, key, told in rows.iterator(chunk_size=_CHUNK):
        yield left_out.tell(FILE, Occasion, row, partial(_from_calendar, key, told, seen, now))
    noted = Touch.objects.filter(vault=vault, kind__in=_TOGETHER, made_by=None).order_by("id")
    for touch in noted.select_related("person").iterator(chunk_size=_CHUNK):
        yield left_out.tell(FILE, Touch, touch.pk, partial(_noted, touch, now))
    yield ical_write.END.encode()


def _from_calendar(key: str, told: dict[str, Any], seen: set[int], now: datetime) -> bytes:
    """With the UID it came with; the further meetings of a series get one of their own."""
    meeting = facts.item("meeting", told)
    if not isinstance(meeting, MeetingRecord):
        raise ValueError(f"no meeting: {key}")
    first = bool(meeting.uid) and hash(meeting.uid) not in seen
    event = ical_write.event(meeting, uid=meeting.uid if first else key, stamped=now).encode()
    seen.add(hash(meeting.uid))
    return event


def _noted(touch: Touch, now: datetime) -> bytes:
    """A meeting or talk that is in no calendar, because you wrote it down. The summary says with whom."""
    name = touch.person.full
    meeting = MeetingRecord(
        key=touch.key,
        at=touch.at,
        until=ical_write.hour_long(touch.at),
        summary=touch.what if name in touch.what else ", ".join(filter(None, (touch.what, name))),
        place=touch.place,
    )
    return ical_write.event(meeting, uid=f"mensch-{public(touch.pk)}", stamped=now).encode()
