"""What a platform's export says besides people and messages: requests, recommendations, the owner's own past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from mensch.core.records import ContextRecord, InvitationRecord, WordRecord
from mensch.models import RawRecord
from mensch.services.facts import clean
from mensch.services.import_context import Context

Extra = InvitationRecord | WordRecord | ContextRecord
SOURCES = {InvitationRecord: "request", WordRecord: "word", ContextRecord: "own-past"}


def add(context: Context, extras: Sequence[Extra]) -> int:
    """Keep them as told; none of them is evidence of a tie. Gives how many there are."""
    rows = {(SOURCES[type(one)], clean(one.key)[:400]): one for one in extras}
    known = RawRecord.objects.filter(vault=context.vault, key__in=[key for _, key in rows])
    have = set(known.values_list("source", "key"))
    RawRecord.objects.bulk_create(
        [_row(context, *key, one) for key, one in rows.items() if key not in have],
        ignore_conflicts=True,
        batch_size=500,
    )
    return len(extras)


def _row(context: Context, source: str, key: str, one: Extra) -> RawRecord:
    return RawRecord(
        vault=context.vault,
        made_by=context.importing,
        source=source,
        key=key,
        said=_plain(asdict(one)),
        line=one.line,
        file_name=context.file_name,
        seen_at=context.now,
    )


def _plain(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case date():
            return value.isoformat()
        case dict():
            return {name: _plain(inner) for name, inner in value.items() if inner not in ("", None)}
        case list() | tuple():
            return [_plain(inner) for inner in value]
    return value
