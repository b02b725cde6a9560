"""One record as a JSON object, as `mensch read --json` writes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from mensch.core.records import (
    AddressKind,
    ContextRecord,
    InvitationRecord,
    MailRecord,
    MeetingRecord,
    MessageRecord,
    Party,
    Record,
    Told,
    WordRecord,
)

Json = dict[str, Any]


def as_json(item: Told, source: Json) -> Json:
    """A record as `mensch read --json` writes it; values decoded, in the order of the file."""
    if isinstance(item, Record):
        return _person(item, source)
    if isinstance(item, MailRecord):
        return _mail(item, source)
    if isinstance(item, MeetingRecord):
        return _event(item, source)
    if isinstance(item, MessageRecord):
        return _message(item, source)
    return _other(item, source)


def _person(item: Record, source: Json) -> Json:
    post = item.posts[0] if item.posts else None
    return {
        "type": "person",
        "source": source,
        "kind": str(item.kind),
        "name": item.name.full,
        "given": item.name.given,
        "family": item.name.family,
        "additional": item.name.additional,
        "prefix": item.name.prefix,
        "suffix": item.name.suffix,
        "nickname": item.name.nickname,
        "emails": [a.value for a in item.of(AddressKind.EMAIL)],
        "phones": [a.value for a in item.of(AddressKind.PHONE)],
        "org": post.org if post else "",
        "title": post.title if post else "",
        "urls": [a.value for a in item.of(AddressKind.URL)],
        "handles": [a.value for a in item.of(AddressKind.HANDLE)],
        "postal": [a.value for a in item.of(AddressKind.POSTAL)],
        "birthday": item.birthday,
        "uid": item.uid,
        "note": item.note,
        "labels": list(item.labels),
        "on": _iso(item.on),
    }


def _mail(item: MailRecord, source: Json) -> Json:
    return {
        "type": "touch",
        "kind": "mail",
        "source": source,
        "at": _iso(item.at),
        "from": item.sender.address if item.sender else "",
        "from_name": item.sender.name if item.sender else "",
        "also_from": _addresses(item.also_from),
        "to": _addresses(item.to),
        "to_names": _names(item.to),
        "cc": _addresses(item.cc),
        "cc_names": _names(item.cc),
        "bcc": _addresses(item.bcc),
        "subject": item.subject,
        "id": item.key,
        "answers": list(item.answers),
        "automatic": item.automatic,
        "bounced": list(item.bounced),
        "labels": list(item.labels),
    }


def _event(item: MeetingRecord, source: Json) -> Json:
    invited = [a for a in item.attendees if a.answer or not a.organizer]
    return {
        "type": "event",
        "source": source,
        "uid": item.uid,
        "summary": item.summary,
        "start": _iso(item.at),
        "end": _iso(item.until),
        "all_day": item.at is not None and not isinstance(item.at, datetime),
        "recurring": item.recurring,
        "attendees": [a.party.address for a in invited],
        "attendee_names": [a.party.name for a in invited],
        "answers": [a.answer for a in invited],
        "organizer": next((a.party.address for a in item.attendees if a.organizer), ""),
        "location": item.place,
        "status": item.status,
        "online": item.online,
        "not_a_meeting": item.not_a_meeting,
    }


def _message(item: MessageRecord, source: Json) -> Json:
    return {
        "type": "touch",
        "kind": "message",
        "source": source,
        "at": _iso(item.at),
        "from": item.sender.address or item.sender.name,
        "from_name": item.sender.name,
        "to": [party.address or party.name for party in item.to],
        "to_names": _names(item.to),
        "cc": [],
        "channel": item.channel,
        "thread": item.thread,
        "automatic": item.no_touch,
    }


def _other(item: InvitationRecord | WordRecord | ContextRecord, source: Json) -> Json:
    if isinstance(item, InvitationRecord):
        return {
            "type": "invitation",
            "source": source,
            "at": _iso(item.at),
            "from": item.sender.address or item.sender.name,
            "to": item.to.address or item.to.name,
            "incoming": item.incoming,
        }
    if isinstance(item, WordRecord):
        named = {"name": item.party.name, "url": item.party.address, "at": _iso(item.at), "text": item.text}
        return {"type": "word", "kind": str(item.kind), "source": source, "org": item.org, "title": item.title} | named
    when = {"since": item.since, "until": item.until}
    return {"type": "context", "kind": item.kind, "source": source, "org": item.org, "title": item.title} | when


def _addresses(some: Iterable[Party]) -> list[str]:
    return [party.address for party in some]


def _names(some: Iterable[Party]) -> list[str]:
    return [party.name for party in some]


def _iso(at: date | None) -> str | None:
    return at.isoformat() if at else None
