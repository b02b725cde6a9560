"""Monica's JSON export (version 4): people with their addresses, firm, birthday and notes; its vCards are read as
such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mensch.core.people import fold
from mensch.core.records import Address, AddressKind, Done, Fault, Item, Name, Post, Record, Seen
from mensch.formats.jsons import Json, NotReadable, dicts, load, text
from mensch.formats.phones import email, phone, url
from mensch.formats.tabledates import birthday

_COUNT = re.compile(rb'"count"\s*:\s*(\d{1,9})\s*,\s*"type"\s*:\s*"contact"')
_PROTOCOLS = {"mailto:": "email", "tel:": "phone", "sms:": "phone"}


def is_monica(value: Json) -> bool:
    account = value.get("account") if isinstance(value, dict) else None
    return isinstance(account, dict) and isinstance(account.get("data"), list)


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:
    """Records with source 'monica' and key = uuid. `found` is the number Monica itself wrote above its people."""
    try:
        value = load(data)
    except NotReadable as error:
        yield Fault(0, str(error), Done.SET_ASIDE)
        yield Seen(1)
        return
    account = value.get("account") if isinstance(value, dict) else None
    people = list(_values(account, "contact"))
    kinds = _kinds(account)
    for line, entry in enumerate(people, 1):
        yield _person(entry, line, kinds, region)
    counted = _COUNT.findall(data)
    yield Seen(sum(map(int, counted)) if counted else len(people))


def _person(entry: dict[str, Json], line: int, kinds: dict[str, tuple[str, str]], region: str | None) -> Item:
    said = _properties(entry)
    given, middle, family = (text(said.get(p)) for p in ("first_name", "middle_name", "last_name"))
    full, nickname = " ".join(p for p in (given, middle, family) if p), text(said.get("nickname"))
    addresses = tuple(_addresses(entry, kinds, region))
    if not (full or nickname or addresses):
        return Fault(line, "nobody", Done.SET_ASIDE)
    org, title, uid = text(said.get("company")), text(said.get("job")), text(entry.get("uuid"))
    notes = [text(said.get("description")), *(text(_properties(n).get("body")) for n in _values(entry, "note"))]
    tags = said.get("tags")
    return Record(
        "monica",
        uid or fold(full) or nickname,
        Name(full, given, family, middle, nickname=nickname),
        addresses,
        (Post(org, title),) if org or title else (),
        birthday=_birthday(said.get("birthdate")),
        uid=uid,
        note="\n".join(n for n in notes if n),
        labels=tuple(text(tag) for tag in tags if text(tag)) if isinstance(tags, list) else (),
        line=line,
    )


def _addresses(entry: dict[str, Json], kinds: dict[str, tuple[str, str]], region: str | None) -> Iterator[Address]:
    for place in _values(entry, "contact_field"):
        said = _properties(place)
        value, (what, label) = text(said.get("data")), kinds.get(text(said.get("type")), ("", ""))
        if not value:
            continue
        if what == "email" or (not what and "@" in value.strip("@")):
            yield email(value)
        elif what == "phone":
            yield phone(value, region=region)
        elif "://" in value:
            yield url(value, label)
        else:
            yield Address(AddressKind.HANDLE, value, fold(value), label)
    for place in _values(entry, "address"):
        said = _properties(place)
        whole = ", ".join(
            t for p in ("street", "city", "province", "postal_code", "country") if (t := text(said.get(p)))
        )
        if whole:
            yield Address(AddressKind.POSTAL, whole, fold(whole), text(said.get("name")))


def _kinds(account: Json) -> dict[str, tuple[str, str]]:
    """What the account's field types are: uuid → ('email' or 'phone' or '', name)."""
    instance = account.get("instance") if isinstance(account, dict) else None
    types = instance.get("contact_field_types") if isinstance(instance, dict) else None
    found: dict[str, tuple[str, str]] = {}
    for kind in dicts(types):
        said = _properties(kind)
        what = text(said.get("type")) or _PROTOCOLS.get(text(said.get("protocol")), "")
        found[text(kind.get("uuid"))] = (what if what in {"email", "phone"} else "", text(said.get("name")))
    return found


def _values(holder: Json, kind: str) -> Iterator[dict[str, Json]]:
    """The entries of one kind among an object's data."""
    for group in dicts(holder.get("data") if isinstance(holder, dict) else None):
        if group.get("type") == kind:
            yield from dicts(group.get("values"))


def _properties(entry: dict[str, Json]) -> dict[str, Json]:
    inner = entry.get("properties")
    return inner if isinstance(inner, dict) else entry


def _birthday(said: Json) -> str:
    """A day; one that Monica worked out from an age is none."""
    if not isinstance(said, dict) or said.get("is_age_based") is True:
        return ""
    born = birthday(text(said.get("date"))[:10])
    return f"--{born[5:]}" if born and said.get("is_year_unknown") is True else born
