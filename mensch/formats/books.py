"""The frame every table reader shares: find the header, tell what was repaired, hand out rows, end with the sum."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from mensch.core.records import Done, Fault, Item, Seen
from mensch.formats.persons import Maker, Slot, Value
from mensch.formats.rows import Row
from mensch.formats.table import ROWS, Fit, Table, count_all, find, without_header
from mensch.formats.tabledates import Order, order_of
from mensch.formats.tabletext import text_of

Rows = Callable[[Table], Iterator[Item]]
Values = Callable[[Row], Iterable[Value]]


def read_rows(data: bytes, fit: Fit, known: Callable[[str], bool], each: Rows) -> Iterator[Item]:
    """What `each` makes of the table whose header `fit` finds, then Seen with the columns that `known` does not know.

    Without a header every row is set aside; a table of more than a million rows is refused as a whole.
    """
    table = find(data, fit)
    found = table.found() if table else count_all(data)
    if found > ROWS:
        yield Fault(0, "too-many-rows", Done.SET_ASIDE, f"more than {ROWS:,} rows")
        yield Seen(1)
        return
    if table is None:
        yield from without_header(data)
        yield Seen(found)
        return
    if table.text.repaired:
        yield Fault(1, "charset", Done.REPAIRED, table.text.encoding)
    yield from each(table)
    yield Seen(found, table.ignored(known))


def people(table: Table, maker: Maker, values: Values) -> Iterator[Item]:
    """One Record for each row, by what `values` finds in its cells."""
    for row in table.rows():
        if isinstance(row, Fault):
            yield row
        else:
            yield from maker.make(list(values(row)), row.line, row.raw, shown(row, table))


def shown(row: Row, table: Table) -> str:
    """The row as it stands in the file, without its line end."""
    return text_of(row.raw, table.text.encoding).rstrip("\r\n")


def by_slots(table: Table, slots: Sequence[Slot | None]) -> Values:
    """The filled cells of the columns that have a slot, in the order of the file."""
    columns = [(i, slot, table.header[i]) for i, slot in enumerate(slots) if slot]

    def values(row: Row) -> Iterator[Value]:
        for i, slot, column in columns:
            if row.cells[i]:
                yield Value(slot, row.cells[i], column)

    return values


def birthday_order(table: Table, slots: Sequence[Slot | None]) -> Order:
    """Whether day or month comes first in the birthday column, read once from top to bottom."""
    at = next((i for i, slot in enumerate(slots) if slot and slot.what == "birthday"), -1)
    if at < 0:
        return Order.UNKNOWN
    return order_of(row.cells[at] for row in table.rows() if isinstance(row, Row))
