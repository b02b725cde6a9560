"""Mails, messages and meetings of an import: kept as told. Touches are worked out of them in services.touching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from mensch.core.mailflow import name_of
from mensch.core.meetings import people
from mensch.core.moments import instant
from mensch.core.records import MailRecord, MeetingRecord, MessageRecord
from mensch.models import Address, Occasion, Party
from mensch.services import facts, import_planned
from mensch.services.import_changes import remember
from mensch.services.import_context import Context
from mensch.services.import_forgotten import without_parties

Told = MailRecord | MeetingRecord | MessageRecord
_KEY = 200


class Added(NamedTuple):
    """How many were new, already known, and of no use as evidence (lists, robots, drafts, entries without people)."""

    created: int
    known: int
    no_touch: int


def add(context: Context, told: Sequence[Told]) -> Added:
    """Keep what is new among these. Runs inside the caller's transaction."""
    import_planned.forget(context, told)
    kept = without_parties(context.vault, told)
    useful = {(kind_of(one), one.key[:_KEY]): one for one in kept if not why_not(one)}
    known = _known(context, useful)
    fresh = {key: one for key, one in useful.items() if key not in known}
    rows = [_occasion(context, kind, key, one) for (kind, key), one in fresh.items()]
    Occasion.objects.bulk_create(rows)
    parties = [p for row, one in zip(rows, fresh.values(), strict=True) for p in _parties(context, row, one)]
    Party.objects.bulk_create(parties, batch_size=2000)
    _bounced(context, told)
    return Added(len(fresh), len(known), len(told) - len(useful))


def kind_of(one: Told) -> str:
    match one:
        case MailRecord():
            return "mail"
        case MeetingRecord():
            return "meeting"
    return "message"


def why_not(one: Told) -> str:
    match one:
        case MailRecord():
            return one.automatic or ("" if one.at and one.sender else "no date or sender")
        case MeetingRecord():
            return import_planned.why_not(one) or ("" if isinstance(one.at, datetime) else "all day")
    return one.no_touch or ("" if one.at else "no date")


def _known(context: Context, useful: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    rows = Occasion.objects.filter(vault=context.vault, key__in={key for _, key in useful})
    return set(rows.values_list("kind", "key")) & set(useful)


def _occasion(context: Context, kind: str, key: str, one: Told) -> Occasion:
    at = instant(one.at, context.zone) if one.at else None
    return Occasion(
        vault=context.vault,
        kind=kind,
        key=key,
        at=at,
        thread=_thread(one)[:_KEY],
        source=context.format[:40],
        facts=facts.plain(one),
        made_by=context.importing,
    )


def _thread(one: Told) -> str:
    match one:
        case MailRecord():
            return one.answers[0] if one.answers else one.key
        case MessageRecord():
            return f"{one.channel} {one.thread}"
    return ""


def _parties(context: Context, row: Occasion, one: Told) -> list[Party]:
    found: dict[tuple[str, str], Any] = {}
    for role, address in _roles(one):
        if address:
            found[role, address] = Party(vault=context.vault, occasion=row, role=role, address=address[:400])
    return list(found.values())


def _roles(one: Told) -> list[tuple[str, str]]:
    if isinstance(one, MeetingRecord):
        return [("came", name) for name in people(one)]
    sender = [("from", name_of(one.sender))] if one.sender else []
    others = (*one.to, *one.cc) if isinstance(one, MailRecord) else one.to
    return sender + [("to", name_of(party)) for party in others]


def _bounced(context: Context, told: Sequence[Told]) -> None:
    """A returned mail marks the address; the first return counts."""
    for one in told:
        if isinstance(one, MailRecord) and one.bounced and one.at:
            at = instant(one.at, context.zone)
            for row in Address.objects.filter(vault=context.vault, key__in=one.bounced, bounced_at=None):
                row.bounced_at = at
                row.save(update_fields=["bounced_at"])
                remember(context, "address", row.pk, {"bounced_at": None}, {"bounced_at": at.isoformat()})
