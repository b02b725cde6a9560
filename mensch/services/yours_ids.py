"""The ids of a restored vault: kept where they are free, else all renamed, in the same order, wherever they stand."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db import models

from mensch.errors import InputError
from mensch.models.base import new_ids
from mensch.services.access import private, public
from mensch.services.yours_rows import columns
from mensch.services.yours_tables import Table

# An id in text: as a number, or as in URLs. What only looks like one is not among the ids.
_IN_TEXT = re.compile(r"(?<![0-9a-z])(?:\d{16,19}|[0-9a-hjkmnp-tv-z]{13})(?![0-9a-z])")
_LEAST = 1 << 40


class Ids:
    """Every id of the rows to come; 8 bytes each."""

    def __init__(self, ids: Iterable[int]) -> None:
        self._old = array("q", sorted(ids))
        self._first: int | None = None
        self._vault = (0, 0)
        twice = next((a for a, b in zip(self._old, self._old[1:], strict=False) if a == b), None)
        if twice is not None:
            raise InputError(f"mensch.json has two rows with the id {public(twice)}.")

    def __len__(self) -> int:
        return len(self._old)

    def rename(self, old_vault: int, new_vault: int) -> None:
        """Give every row a new id, in the order of the old ones."""
        self._first = new_ids(max(len(self._old), 1))[0]
        self._vault = (old_vault, new_vault)

    @property
    def renamed(self) -> bool:
        return self._first is not None

    def __contains__(self, number: int) -> bool:
        place = bisect_left(self._old, number)
        return place < len(self._old) and self._old[place] == number

    def __call__(self, number: int) -> int:
        """The id by which this row goes here. What is no id of these rows stays as it is."""
        if self._first is None:
            return number
        if number == self._vault[0]:
            return self._vault[1]
        place = bisect_left(self._old, number)
        known = place < len(self._old) and self._old[place] == number
        return self._first + place if known else number

    def within(self, value: Any) -> Any:
        """The same for ids that stand in JSON or in text."""
        match value:
            case bool() | None | float():
                return value
            case int():
                return self(value) if value >= _LEAST else value
            case str():
                return _IN_TEXT.sub(self._in_text, value) if len(value) >= 13 else value
            case list():
                return [self.within(one) for one in value]
            case dict():
                return {self.within(name): self.within(one) for name, one in value.items()}
        return value

    def _in_text(self, found: re.Match[str]) -> str:
        text = found[0]
        if text.isdecimal() and len(text) != 13:
            return str(self(int(text)))
        number = private(text) if text[0] in "01234567" else -1
        return public(self(number)) if number >= _LEAST else text

    def row(self, table: Table, row: dict[str, Any]) -> dict[str, Any]:
        """A row by attname under its ids here. Raises ValueError when it points at a row that is not among these."""
        for name, column_turn in _turns(table):
            value = row[name]
            if value is not None:
                row[name] = column_turn(self, value)
        return row


_Turn = Callable[[Ids, Any], Any]


@cache
def _turns(table: Table) -> tuple[tuple[str, _Turn], ...]:
    found: list[tuple[str, _Turn]] = []
    for column in columns(table):
        if column.field.primary_key or column.field.is_relation:
            found.append((column.attname, _key))
        elif column.is_id:
            found.append((column.attname, Ids.__call__))
        elif isinstance(column.field, models.JSONField | models.CharField):
            found.append((column.attname, _inside))
    return tuple(found)


def _key(ids: Ids, value: int) -> int:
    if value not in ids:
        raise ValueError(f"{public(value)} is not in this file")
    return ids(value)


def _inside(ids: Ids, value: Any) -> Any:
    return ids.within(value) if ids.renamed else value
