"""What all of LinkedIn's tables share: cells by column name, people by profile address, and US dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from mensch.core.people import fold, url_key
from mensch.core.records import Done, Fault, Item, Party
from mensch.formats.books import read_rows, shown
from mensch.formats.rows import Row, set_aside
from mensch.formats.table import Table, fit_of
from mensch.formats.tabledates import Order, moment


class Cells(NamedTuple):
    """A row whose cells are asked for by folded column names, the first that exists."""

    table: Table
    row: Row

    @property
    def line(self) -> int:
        return self.row.line

    def get(self, *names: str) -> str:
        at = self.table.column(*names)
        return self.row.cells[at] if at >= 0 else ""

    def text(self) -> str:
        return shown(self.row, self.table)

    def aside(self, code: str) -> Fault:
        return set_aside(self.row.line, code, self.row.raw, self.table.text.encoding)

    def repaired(self, code: str, excerpt: str, where: str = "") -> Fault:
        return Fault(self.row.line, code, Done.REPAIRED, excerpt[:80], where)


class Columns(NamedTuple):
    """A LinkedIn file: the folded column names it may have, and those no other file has."""

    known: frozenset[str]
    own: frozenset[str]

    def fit(self, names: tuple[str, ...]) -> int:
        return fit_of(self.known.__contains__, self.own.__contains__)(names)


def columns(known: str, own: str) -> Columns:
    """Names separated by '|', as LinkedIn writes them or folded."""
    mine = frozenset(fold(name) for name in own.split("|"))
    return Columns(frozenset(fold(name) for name in known.split("|")) | mine, mine)


Each = Callable[[Cells], Iterator[Item]]


def read_each(data: bytes, file: Columns, each: Each) -> Iterator[Item]:
    """The items `each` makes of every row, and the rows that are none."""

    def items(table: Table) -> Iterator[Item]:
        for row in table.rows():
            if isinstance(row, Fault):
                yield row
            else:
                yield from each(Cells(table, row))

    return read_rows(data, file.fit, file.known.__contains__, items)


def party(name: str, url: str = "") -> Party:
    """Somebody named by LinkedIn: known by the profile address where there is one."""
    return Party(url_key(url) if url else "", name)


def known_by(who: Party) -> str:
    """What tells this person from others within LinkedIn's files."""
    return who.address or fold(who.name)


def us_moment(text: str) -> datetime | None:
    """LinkedIn's dates: ISO, '02 Apr 2021', and the US order '8/20/26, 8:13 AM', whatever the member's language."""
    return moment(text, Order.MONTH)
