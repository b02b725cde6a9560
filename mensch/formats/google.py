"""Google Contacts as CSV, the export before 2024 ('E-mail 1 - Type', 'Group Membership') and since ('Labels').

Several values in one cell are separated by ' ::: '; a type '* Work' is the preferred one and keeps its place and
its word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mensch.core.records import Item
from mensch.formats.books import birthday_order, people, read_rows
from mensch.formats.persons import Maker, Slot, Value
from mensch.formats.rows import Row
from mensch.formats.table import Table, fit_of

_PLAIN = {
    "name": Slot("full"),
    "given name": Slot("given"),
    "first name": Slot("given"),
    "additional name": Slot("additional"),
    "middle name": Slot("additional"),
    "family name": Slot("family"),
    "last name": Slot("family"),
    "name prefix": Slot("prefix"),
    "name suffix": Slot("suffix"),
    "nickname": Slot("nickname"),
    "yomi name": Slot("phonetic"),
    "phonetic first name": Slot("phonetic"),
    "phonetic middle name": Slot("phonetic"),
    "phonetic last name": Slot("phonetic"),
    "organization name": Slot("org"),
    "organization title": Slot("title"),
    "organization department": Slot("department"),
    "birthday": Slot("birthday"),
    "notes": Slot("note"),
    "group membership": Slot("label"),
    "labels": Slot("label"),
}
_NUMBERED = {
    ("e mail", "value"): "email",
    ("phone", "value"): "phone",
    ("website", "value"): "url",
    ("im", "value"): "handle",
    ("organization", "name"): "org",
    ("organization", "title"): "title",
    ("organization", "department"): "department",
    ("address", "formatted"): "place",
    ("address", "street"): "street",
    ("address", "extended address"): "extended",
    ("address", "po box"): "pobox",
    ("address", "city"): "city",
    ("address", "region"): "region",
    ("address", "postal code"): "postcode",
    ("address", "country"): "country",
}
_KINDS = "e mail|phone|website|im|organization|address"
_COLUMN = re.compile(rf"(?P<kind>{_KINDS}) (?P<n>\d+) (?P<part>.+)")
_OWN = {"group membership", "yomi name", "organization name", "phonetic first name", "given name yomi"}
_LABELS = ("type", "label", "service")


def known(name: str) -> bool:
    found = _COLUMN.fullmatch(name)
    if found:
        return found["part"] in _LABELS or (found["kind"], found["part"]) in _NUMBERED
    return name in _PLAIN or name == "file as"


def own(name: str) -> bool:
    return name in _OWN or bool(_COLUMN.fullmatch(name))


fit = fit_of(known, own)


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:
    """Records of a Google CSV, old or new; see the module."""
    return read_rows(data, fit, known, lambda table: _people(table, region))


def _people(table: Table, region: str | None) -> Iterator[Item]:
    slots = [_PLAIN.get(name) for name in table.names]
    maker = Maker("google", region, birthday_order(table, slots))
    columns = [c for i, name in enumerate(table.names) if (c := _column(table, i, name))]

    def values(row: Row) -> Iterator[Value]:
        for i, slot, label_at in columns:
            if row.cells[i]:
                yield from _values(row, slot, table.header[i], i, label_at)

    return people(table, maker, values)


def _column(table: Table, i: int, name: str) -> tuple[int, Slot, int] | None:
    """(column, what it holds, the column of its type or -1)."""
    if slot := _PLAIN.get(name):
        return i, slot, -1
    found = _COLUMN.fullmatch(name)
    what = _NUMBERED.get((found["kind"], found["part"]), "") if found else ""
    if not found or not what:
        return None
    stem = f"{found['kind']} {found['n']}"
    order = ("service", "type", "label") if what == "handle" else ("label", "type")
    label_at = -1 if found["kind"] == "organization" else table.column(*(f"{stem} {part}" for part in order))
    return i, Slot(what, "" if found["kind"] == "organization" and found["n"] == "1" else found["n"]), label_at


def _values(row: Row, slot: Slot, column: str, i: int, label_at: int) -> Iterator[Value]:
    """A cell's values in the order of the file; only notes, names and birthdays are one value whatever they hold."""
    cell = row.cells[i]
    label = _starless(row.cells[label_at]) if label_at >= 0 else ""
    several = slot.what in {"email", "phone", "url", "handle", "label", "org", "title", "department"}
    parts = [p for p in (part.strip() for part in cell.split(":::")) if p] if several else [cell]
    for n, part in enumerate(parts):
        text = _starless(part) if slot.what == "label" else part
        if slot.what in {"org", "title", "department"}:
            yield Value(Slot(slot.what, slot.label if n == 0 else f"{slot.label}.{n}"), text, column)
        elif slot in _PLAIN.values():
            yield Value(slot, text, column)
        else:
            yield Value(Slot(slot.what, label or _fallback(slot)), text, column)


def _fallback(slot: Slot) -> str:
    """Without a type, the parts of one postal address still belong together by their number."""
    return slot.label if slot.what in {"street", "extended", "pobox", "city", "region", "postcode", "country"} else ""


def _starless(text: str) -> str:
    return text.strip().removeprefix("*").strip()
