"""A table whose columns are in doubt: what they may hold and what stands in them, for a person to say; and their word.

A mapping travels as JSON: {"header": [names as written], "slots": ["email,work", "", ...]}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from mensch.core.records import Columns, Done, Fault, Item, Seen
from mensch.formats import generic
from mensch.formats.generic import Mapping
from mensch.formats.persons import Slot
from mensch.formats.rows import Row
from mensch.formats.table import Table, clean, column_name, find, head, separators
from mensch.formats.tabletext import decode

_LOOK = 200
_SAMPLES = 3
_SAMPLE_SIGNS = 60
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"(?:\+|0)[\d\s()/.-]{6,}")
_NAMING = {"full", "given", "family", "nickname", "email"}


def read(data: bytes, mapping: str, *, ask: bool, region: str | None) -> Iterator[Item]:
    """A table nobody knows: by the word of a person, by what its columns are surely called, else asked or guessed."""
    if mapping:
        yield from generic.read(data, chosen(mapping), region=region)
        return
    named = find(data, generic.fit)
    table = named or (_unnamed(data) if ask else None)
    proposed = generic.propose(table.header) if table else Mapping((), ())
    if named and not proposed.unsure:
        yield from generic.read(data, region=region)
    elif table and ask:
        yield _columns(table, proposed)
        yield Seen(table.found())
    elif table and _NAMING & {slot.what for slot in proposed.slots if slot}:
        yield Fault(table.line, "columns-guessed", Done.REPAIRED, ", ".join(proposed.unsure)[:80])
        yield from generic.read(data, proposed, region=region)
    else:
        yield Fault(0, "columns-unknown", Done.SET_ASIDE, ", ".join(table.header if table else ())[:80])
        yield Seen(1)


def chosen(mapping: str) -> Mapping:
    """A mapping out of its JSON."""
    said = json.loads(mapping)
    return Mapping(tuple(said["header"]), tuple(_slot(text) for text in said["slots"]))


def _slot(text: str) -> Slot | None:
    what, _, label = text.partition(",")
    return Slot(what, label) if what else None


def _columns(table: Table, proposed: Mapping) -> Columns:
    samples = _samples(table)
    slots = tuple(
        f"{slot.what},{slot.label}".rstrip(",") if slot else _by_values(values)
        for slot, values in zip(proposed.slots, samples, strict=True)
    )
    return Columns(table.header, slots, proposed.unsure or table.header, samples, table.line)


def _by_values(values: tuple[str, ...]) -> str:
    """What values look like, to be confirmed: nothing is read by it alone."""
    if values and all(_MAIL.fullmatch(value) for value in values):
        return "email"
    return "phone" if values and all(_NUMBER.fullmatch(value) for value in values) else ""


def _samples(table: Table) -> tuple[tuple[str, ...], ...]:
    """The first values of each column that are not blank."""
    found: list[list[str]] = [[] for _ in table.header]
    for number, row in enumerate(table.rows()):
        if isinstance(row, Row):
            for values, cell in zip(found, row.cells, strict=False):
                if cell and cell not in values and len(values) < _SAMPLES:
                    values.append(cell[:_SAMPLE_SIGNS])
        if number >= _LOOK or all(len(values) == _SAMPLES for values in found):
            break
    return tuple(tuple(values) for values in found)


def _unnamed(data: bytes) -> Table | None:
    """No column has a name we know: the first row of several cells is taken to name them."""
    text = decode(data)
    rows = [(sep, row) for sep in separators(text) for row in head(text, sep)[:1] if len(row.cells) > 1]
    if not rows:
        return None
    sep, row = max(rows, key=lambda one: len(one[1].cells))
    width = max((i for i, cell in enumerate(row.cells, 1) if cell.strip()), default=0)
    header = tuple(clean(cell) for cell in row.cells[:width])
    names = tuple(column_name(cell) for cell in header)
    return Table(text, sep, header, names, row.line, row.end, row.after) if width > 1 and all(names) else None
