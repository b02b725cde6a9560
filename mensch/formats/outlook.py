"""Outlook's CSV, from the desktop program (cp1252, the writer's language and dates) and from outlook.com (UTF-8,
English).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mensch.core.records import Item
from mensch.formats.books import birthday_order, by_slots, people, read_rows
from mensch.formats.outlook_names import HOME, MAIL, OTHER, PEOPLE, PHONES, WORK
from mensch.formats.persons import Maker, Slot, Value, slots_of
from mensch.formats.rows import Row
from mensch.formats.table import Table, fit_of

SLOTS = {name: slot for table in (PEOPLE, MAIL, PHONES, WORK, HOME, OTHER) for name, slot in slots_of(table).items()}
# Read by their company, see `slots`.
_SETTLED = {
    "titre",
    "categories",
    "aniversario",
    "land geschaftlich",
    "region geschaftlich",
    "land privat",
    "region privat",
}
# Seen in every export, about the entry or about somebody else: known, and of no use here.
_USELESS = {"e mail type", "e mail 2 type", "e mail 3 type", "initials", "priority", "private", "sensitivity", "gender"}


def known(name: str) -> bool:
    return name in SLOTS or name in _SETTLED


def _counts(name: str) -> bool:
    return known(name) or name in _USELESS


def own(name: str) -> bool:
    """A name that other address books do not use."""
    slot = SLOTS.get(name)
    numbered = slot is not None and slot.what == "email" and name[-1:].isdigit()
    return (
        name == "e mail address"
        or numbered
        or (slot is not None and slot.label in {"work", "other"})
        or name in _USELESS
    )


fit = fit_of(_counts, own)


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:
    """Records of an Outlook CSV in one of eight languages; see the module and outlook_names."""
    return read_rows(data, fit, known, lambda table: _people(table, region))


def _people(table: Table, region: str | None) -> Iterator[Item]:
    columns = slots(table.names)
    cells = by_slots(table, columns)

    def values(row: Row) -> Iterator[Value]:
        for value in cells(row):
            if value.slot.what == "label":
                parts = (part.strip() for part in value.text.replace(",", ";").split(";"))
                yield from (value._replace(text=part) for part in parts if part)
            else:
                yield value

    return people(table, Maker("outlook", region, birthday_order(table, columns)), values)


def slots(names: Sequence[str]) -> list[Slot | None]:
    """What each column holds, with the names settled that mean two things."""
    found: list[Slot | None] = [SLOTS.get(name) for name in names]
    for i, name in enumerate(names):
        if name in _SETTLED:
            found[i] = _settled(name, names, first=name not in names[:i])
    return found


def _settled(name: str, names: Sequence[str], *, first: bool) -> Slot | None:
    if name == "titre":  # French has 'Titre' for Dr. in front and 'Titre' for the post behind the department
        return Slot("prefix") if first and (names.count(name) > 1 or "fonction" in names) else Slot("title")
    if name == "categories":
        return Slot("label")
    if name == "aniversario":  # a birthday in Portuguese, a wedding day in Spanish
        return None if "cumpleanos" in names or "apellidos" in names else Slot("birthday")
    word, _, use = name.partition(" ")
    label = "work" if use == "geschaftlich" else "home"
    # German: beside 'Land/Region' a 'Region' is the state; alone, 'Land' is the state and 'Region' the country.
    state = word == "land" if f"land region {use}" not in names else word == "region"
    if f"region {use}" not in names:
        state = False
    return Slot("region" if state else "country", label)
