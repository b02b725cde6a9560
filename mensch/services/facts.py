"""Records as stored facts: JSON objects by field name, so that a field added later does not spoil what lies there."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from functools import cache
from typing import Any

from mensch.core.records import Item, MailRecord, MeetingRecord, MessageRecord
from mensch.formats import wire

_KINDS: dict[str, type[Any]] = {"mail": MailRecord, "meeting": MeetingRecord, "message": MessageRecord}
_LEFT_OUT = ("line", "further")


def clean(text: str) -> str:
    """Without NUL and lone surrogates, which PostgreSQL refuses."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def plain(item: MailRecord | MeetingRecord | MessageRecord) -> dict[str, Any]:
    """The item as a JSON object; empty fields are left out."""
    line = wire.pack(item)
    text = line.decode("ascii")
    if "\\ud" in text or "\\u0000" in text:
        text = json.dumps(_cleaned(json.loads(text)))
    letter, *values = json.loads(text)
    names = (field.name for field in fields(item))
    kept = {name: value for name, value in zip(names, values, strict=True) if value and name not in _LEFT_OUT}
    return {"is": letter, **kept}


def item(kind: str, facts: dict[str, Any]) -> Item:
    """The item again. `kind` is that of the occasion. Raises ValueError when the facts are of no such item."""
    values = [facts.get(name, empty) for name, empty in _empty(kind)]
    return wire.unpack(json.dumps([facts["is"], *values]).encode())


@cache
def _empty(kind: str) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, None if f.default is MISSING else f.default) for f in fields(_KINDS[kind]))


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case list():
            return [_cleaned(one) for one in value]
    return value
