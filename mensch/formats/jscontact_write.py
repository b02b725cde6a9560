"""Records to JSContact (RFC 9553), keeping of the card they were read from whatever they do not say themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from mensch.core.records import Address, AddressKind, Record, RecordKind
from mensch.formats import jsons
from mensch.formats.jscontact import record_of

Card = dict[str, Any]
_PARTS = {"title": "prefix", "given": "given", "given2": "additional", "surname": "family", "credential": "suffix"}
_KINDS = {RecordKind.LIST: "group", RecordKind.FIRM: "org"}


def write(records: Iterable[Record]) -> bytes:
    """An array of Cards in UTF-8. Law: reading it gives the same fields."""
    return json.dumps([card(record) for record in records], ensure_ascii=False).encode()


def card(record: Record) -> Card:
    """One Card. Fields that still say what the record says are left as they stand in its raw card."""
    out, known = _kept(record)
    for field, fill in _FILLERS.items():
        if known is None or getattr(known, field) != getattr(record, field):
            fill(out, record)
    return out


def _kept(record: Record) -> tuple[Card, Record | None]:
    if record.source == "jscontact":
        parsed = json.loads(record.raw)
        if isinstance(parsed, dict):
            # Compared as the reader sees it: numbers as text.
            seen = jsons.load(record.raw.encode())
            return parsed, record_of(seen, None, 0) if isinstance(seen, dict) else None
    return {"@type": "Card", "version": "1.0"}, None


def _put(out: Card, name: str, value: Any) -> None:
    if value:
        out[name] = value
    else:
        out.pop(name, None)


def _map(values: Iterable[Any]) -> Any:
    return {str(number): value for number, value in enumerate(values, 1)}


def _name(out: Card, record: Record) -> None:
    parts = ((kind, getattr(record.name, part)) for kind, part in _PARTS.items())
    listed: list[Any] = [{"kind": kind, "value": value} for kind, value in parts if value]
    if listed and record.name.phonetic:
        listed[0]["phonetic"] = record.name.phonetic
    told: Card = {"full": record.name.full} if record.name.full else {}
    _put(out, "name", told | ({"components": listed} if listed else {}))
    _put(out, "nicknames", _map([{"name": record.name.nickname}] if record.name.nickname else []))


def _posts(out: Card, record: Record) -> None:
    firms: Card = {}
    titles: list[Any] = []
    for number, post in enumerate(record.posts, 1):
        units = [{"name": post.department}] if post.department else []
        firms[str(number)] = {"name": post.org, "units": units} if units else {"name": post.org}
        titles += [{"kind": "title", "name": post.title, "organizationId": str(number)}] if post.title else []
    _put(out, "organizations", firms)
    _put(out, "titles", _map(titles))


def _address(name: str, address: Address) -> Any:
    entry: Card = {name: address.value}
    return entry | {"label": address.label} if address.label else entry


def _service(address: Address) -> Any:
    service = address.key.partition(":")[0]
    name = "uri" if ":" in address.value else "user"
    return {name: address.value} | ({"service": service} if service else {})


def _addresses(out: Card, record: Record) -> None:
    for name, kind, key in (
        ("emails", AddressKind.EMAIL, "address"),
        ("phones", AddressKind.PHONE, "number"),
        ("links", AddressKind.URL, "uri"),
        ("addresses", AddressKind.POSTAL, "full"),
    ):
        _put(out, name, _map(_address(key, address) for address in record.of(kind)))
    _put(out, "onlineServices", _map(map(_service, record.of(AddressKind.HANDLE))))


def _birthday(out: Card, record: Record) -> None:
    old = out.get("anniversaries")
    kept: Card = dict(old) if isinstance(old, dict) else {}
    kept = {key: value for key, value in kept.items() if not (isinstance(value, dict) and value.get("kind") == "birth")}
    text = record.birthday
    parts = [int(part) for part in (text[2:] if text.startswith("--") else text).split("-") if part]
    names = ("month", "day") if text.startswith("--") else ("year", "month", "day")
    if parts:
        kept["birth"] = {"kind": "birth", "date": dict(zip(names, parts, strict=False))}
    _put(out, "anniversaries", kept)


def _uid(out: Card, record: Record) -> None:
    _put(out, "uid", record.uid or record.key)


def _kind(out: Card, record: Record) -> None:
    _put(out, "kind", _KINDS.get(record.kind, "individual"))


def _note(out: Card, record: Record) -> None:
    _put(out, "notes", _map([{"note": record.note}] if record.note else []))


def _labels(out: Card, record: Record) -> None:
    _put(out, "keywords", dict.fromkeys(record.labels, True))


_FILLERS: dict[str, Callable[[Card, Record], None]] = {
    "uid": _uid,
    "kind": _kind,
    "name": _name,
    "posts": _posts,
    "addresses": _addresses,
    "birthday": _birthday,
    "note": _note,
    "labels": _labels,
}
