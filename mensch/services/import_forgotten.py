"""Whoever was erased does not come back with an import: their entries are left out and said, their mails not kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from mensch.core.erasure import marks_of
from mensch.core.findable import with_findable
from mensch.core.records import MailRecord, MeetingRecord, MessageRecord, Party, Record
from mensch.models import Vault
from mensch.services.erasure import anybody, forgotten
from mensch.services.facts import clean

Told = MailRecord | MeetingRecord | MessageRecord


def without_forgotten(vault: Vault, records: Sequence[Record]) -> tuple[list[Record], list[int]]:
    """The records as they are kept, less those of people the owner erased; and the lines of those."""
    whole = [_as_kept(record) for record in records]
    if not anybody(vault):
        return whole, []
    marked = [(record, marks_of(record)) for record in whole]
    gone = forgotten(vault=vault, keys={mark for _, marks in marked for mark in marks})
    kept = [record for record, marks in marked if gone.isdisjoint(marks)]
    return kept, [record.line for record, marks in marked if not gone.isdisjoint(marks)]


def _as_kept(record: Record) -> Record:
    key = clean(record.key)[:400]
    short = len(record.source) <= 40 and key == record.key
    whole = record if short else replace(record, source=record.source[:40], key=key)
    return whole if whole.findable else with_findable(whole)


def without_parties(vault: Vault, told: Sequence[Told]) -> list[Told]:
    """Mails, messages and meetings without those who were erased; what was theirs, or with them alone, goes."""
    if not anybody(vault):
        return list(told)
    gone = forgotten(vault=vault, keys={party.address for one in told for party in _parties(one) if party.address})
    if not gone:
        return list(told)
    return [left for one in told if (left := _without(one, gone)) is not None]


def _parties(one: Told) -> Iterator[Party]:
    if isinstance(one, MeetingRecord):
        yield from (attendee.party for attendee in one.attendees)
        return
    if one.sender:
        yield one.sender
    yield from one.to
    if isinstance(one, MailRecord):
        yield from (*one.cc, *one.bcc, *one.also_from)


def _without(one: Told, gone: set[str]) -> Told | None:
    if not any(party.address in gone for party in _parties(one)):
        return one
    if isinstance(one, MeetingRecord):
        left = tuple(a for a in one.attendees if a.party.address not in gone)
        return replace(one, attendees=left, summary="") if len(left) > 1 else None
    if one.sender and one.sender.address in gone:
        return None
    fields = ("to", "cc", "bcc", "also_from") if isinstance(one, MailRecord) else ("to",)
    few: dict[str, Any] = {f: tuple(p for p in getattr(one, f) if p.address not in gone) for f in fields}
    return replace(one, **few) if few["to"] or few.get("cc") else None
