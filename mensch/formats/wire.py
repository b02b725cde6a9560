"""Records as lines of JSON, between the process that reads and the one that keeps. Lossless: unpack(pack(x)) == x.

A line is a list: a letter for the kind, then the fields in their order. Bytes travel as base64, dates as ISO 8601.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from mensch.core.records import (
    Columns,
    ContextRecord,
    Fault,
    InvitationRecord,
    Item,
    MailRecord,
    MeetingRecord,
    MessageRecord,
    Record,
    Seen,
    WordRecord,
)

_LETTERS: dict[str, type[Any]] = {
    "r": Record,
    "m": MailRecord,
    "e": MeetingRecord,
    "g": MessageRecord,
    "i": InvitationRecord,
    "w": WordRecord,
    "c": ContextRecord,
    "f": Fault,
    "s": Seen,
    "k": Columns,
}
_Reader = Callable[[Any], Any]
_PLAIN = (str, int, bool)


def pack(item: Item) -> bytes:
    """One line, with its end. ASCII only, so that odd letters and lone surrogates arrive as they left."""
    letter, names = _KINDS[type(item)]
    return _encode([letter, *(getattr(item, name) for name in names)]).encode() + b"\n"


def unpack(line: bytes) -> Item:
    """The item of one line. Raises ValueError for a line that was not made by `pack`."""
    try:
        letter, *values = json.loads(line)
        kind, length, readers = _READERS[letter]
        if len(values) != length:
            raise ValueError(f"no record: {line[:40]!r}")
        for at, read in readers:
            values[at] = read(values[at])
        item: Item = kind(*values)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no record: {line[:40]!r}") from error
    return item


def _default(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    raise TypeError(type(value).__name__)


_encode = json.JSONEncoder(separators=(",", ":"), default=_default, check_circular=False).encode


def _when(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _optional(read: _Reader) -> _Reader:
    return lambda value: None if value is None else read(value)


def _many(read: _Reader | None) -> _Reader:
    return (lambda values: tuple([read(value) for value in values])) if read else tuple


def _named(kind: Any) -> _Reader:
    """A NamedTuple travels as a list."""
    make, readers = kind._make, _odd(get_type_hints(kind).values())
    if not readers:
        return cast(_Reader, make)

    def read_all(values: Any) -> Any:
        for at, read in readers:
            values[at] = read(values[at])
        return make(values)

    return read_all


def _odd(hints: Iterable[Any]) -> list[tuple[int, _Reader]]:
    """The places whose values are something else in JSON, and how to read them."""
    return [(at, read) for at, hint in enumerate(hints) if (read := _reader(hint))]


def _reader(hint: Any) -> _Reader | None:
    """How to make a value of a type out of its JSON; None when it is one already."""
    if hint in _PLAIN:
        return None
    if get_origin(hint) in (Union, UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        read = _when if date in parts or datetime in parts else _reader(parts[0])
        return _optional(read) if read and type(None) in get_args(hint) else read
    if get_origin(hint) is tuple:
        return _many(_reader(get_args(hint)[0]))
    if hint is bytes:
        return b64decode
    if hint in (date, datetime):
        return _when
    return {str(one): one for one in hint}.__getitem__ if issubclass(hint, StrEnum) else _named(hint)


_KINDS = {kind: (letter, [field.name for field in fields(kind)]) for letter, kind in _LETTERS.items()}
_READERS = {
    letter: (kind, len(fields(kind)), _odd(get_type_hints(kind)[field.name] for field in fields(kind)))
    for letter, kind in _LETTERS.items()
}
