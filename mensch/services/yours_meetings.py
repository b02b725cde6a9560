"""meetings.ics: the meetings of your calendars, and those you noted yourself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mensch.core.records import MeetingRecord
from mensch.core.touches import Kind
from mensch.formats import ical_write
from mensch.models import Occasion, Touch, Vault
from mensch.services import facts
from mensch.services.access import public

_CHUNK = 1000
_TOGETHER = (Kind.MET, Kind.CALL, Kind.VIDEO)


def calendar(vault: Vault, now: datetime) -> Iterator[bytes]:
    yield ical_write.HEAD.encode()
    for uid, meeting in _from_calendars(vault):
        yield ical_write.event(meeting, uid=uid, stamped=now).encode()
    for uid, meeting in _noted(vault):
        yield ical_write.event(meeting, uid=uid, stamped=now).encode()
    yield ical_write.END.encode()


def _from_calendars(vault: Vault) -> Iterator[tuple[str, MeetingRecord]]:
    """Each with the UID it came with; the further meetings of a series get one of their own."""
    seen: set[int] = set()
    rows = Occasion.objects.filter(vault=vault, kind="meeting").order_by("id").values_list("key", "facts")
    for key, told in rows.iterator(chunk_size=_CHUNK):
        meeting = facts.item("meeting", told)
        if isinstance(meeting, MeetingRecord):
            first = bool(meeting.uid) and hash(meeting.uid) not in seen
            seen.add(hash(meeting.uid))
            yield meeting.uid if first else key, meeting


def _noted(vault: Vault) -> Iterator[tuple[str, MeetingRecord]]:
    """Meetings and talks that are in no calendar, because you wrote them down. The summary says with whom."""
    rows = Touch.objects.filter(vault=vault, kind__in=_TOGETHER, made_by=None)
    for touch in rows.order_by("id").select_related("person").iterator(chunk_size=_CHUNK):
        name = touch.person.full
        meeting = MeetingRecord(
            key=touch.key,
            at=touch.at,
            until=ical_write.hour_long(touch.at),
            summary=touch.what if name in touch.what else ", ".join(filter(None, (touch.what, name))),
            place=touch.place,
        )
        yield f"mensch-{public(touch.pk)}", meeting
