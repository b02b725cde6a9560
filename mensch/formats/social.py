"""Facebook's friends and address book; Instagram's and X's lists, which hold handles only and make nobody.

Facebook writes UTF-8 as if it were Latin-1, letter by letter; it is read back where that works and kept where not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from mensch.core.people import fold
from mensch.core.records import Address, Done, Fault, Item, Name, Record, Seen
from mensch.formats.jsons import Json, NotReadable, dicts, load, text
from mensch.formats.persons import Keys
from mensch.formats.phones import email, phone

_ASSIGNMENT = re.compile(rb"\s*(?:window\.)?[\w.]+\s*=\s*")
_FRIENDS = ("friends_v2", "friends")
_NAME = re.compile(rb'(?<!\\)"name"\s*:')
_HREF = re.compile(rb'(?<!\\)"(?:string_list_data|accountId)"\s*:')
_X_LISTS = ("following", "follower")


def is_friends(value: Json) -> bool:
    return isinstance(value, dict) and any(isinstance(value.get(key), list) for key in _FRIENDS)


def is_address_book(value: Json) -> bool:
    return isinstance(value, dict) and isinstance(value.get("address_book"), dict | list)


def is_handles(value: Json) -> bool:
    """Instagram's followers and following, X's following.js and follower.js."""
    return any(True for _ in _handles(value))


def parse(data: bytes) -> Json:
    """JSON, or JSON behind X's `window.YTD.following.part0 =`. Raises NotReadable."""
    found = _ASSIGNMENT.match(data[:200])
    return load(data[found.end() :] if found else data)


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:
    """Records with source 'facebook.friends' (`on` the day of the friendship) or 'facebook.address-book'.

    A list of handles sets every entry aside as 'handle-only': a handle is nobody we know.
    """
    try:
        value = parse(data)
    except NotReadable as error:
        yield Fault(0, str(error), Done.SET_ASIDE)
        yield Seen(1)
        return
    keys, found = Keys(), len(_NAME.findall(data))
    if is_friends(value):
        yield from _each(_listed(value, _FRIENDS), lambda entry, line: _friend(entry, line, keys))
    elif is_address_book(value):
        yield from _each(_listed(value, ("address_book",)), lambda entry, line: _entry(entry, line, keys, region))
    else:
        handles = list(_handles(value))
        found = len(_HREF.findall(data))
        yield from (Fault(n, "handle-only", Done.SET_ASIDE, handle[:80]) for n, handle in enumerate(handles, 1))
    yield Seen(found)


def repaired(value: str) -> str:
    """Facebook's names as they were meant."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


Make = Callable[[dict[str, Json], int], Item]


def _each(entries: list[dict[str, Json]], make: Make) -> Iterator[Item]:
    for line, entry in enumerate(entries, 1):
        yield make(entry, line)


def _listed(value: Json, names: tuple[str, ...]) -> list[dict[str, Json]]:
    """The entries under one of `names`, which Facebook likes to wrap once more."""
    for name in names:
        if isinstance(value, dict) and name in value:
            inner = value[name]
            return list(dicts(inner)) if isinstance(inner, list) else _listed(inner, names)
    return []


def _friend(entry: dict[str, Json], line: int, keys: Keys) -> Item:
    name, stamp = repaired(text(entry.get("name"))), text(entry.get("timestamp"))
    if not name:
        return Fault(line, "nobody", Done.SET_ASIDE)
    return Record("facebook.friends", keys.once(f"{fold(name) or name}|{stamp}"), Name(name), on=_day(stamp), line=line)


def _entry(entry: dict[str, Json], line: int, keys: Keys, region: str | None) -> Item:
    name = repaired(text(entry.get("name")))
    points = [text(detail.get("contact_point")) for detail in dicts(entry.get("details"))]
    addresses: list[Address] = [email(p) if "@" in p else phone(p, region=region) for p in points if p]
    if not (name or addresses):
        return Fault(line, "nobody", Done.SET_ASIDE)
    stamp = text(entry.get("created_timestamp"))
    key = keys.of(name, addresses)
    return Record("facebook.address-book", key, Name(name), tuple(addresses), on=_day(stamp), line=line)


def _handles(value: Json) -> Iterator[str]:
    entries = value if isinstance(value, list) else []
    if isinstance(value, dict):
        entries = next((v for k, v in value.items() if k.startswith("relationships_") and isinstance(v, list)), [])
    for entry in dicts(entries):
        for place in dicts(entry.get("string_list_data")):
            yield text(place.get("value")) or text(place.get("href")) or text(entry.get("title"))
        for name in _X_LISTS:
            inner = entry.get(name)
            if isinstance(inner, dict):
                yield text(inner.get("userLink")) or text(inner.get("accountId"))


def _day(stamp: str) -> date | None:
    """Seconds since 1970 as a day in UTC."""
    if not re.fullmatch(r"\d{1,11}", stamp):
        return None
    try:
        return datetime.fromtimestamp(int(stamp), UTC).date()
    except (ValueError, OverflowError):
        return None
