"""Tables of people: finds the row that names the columns, by the names, and hands out the rows below it (RFC 4180,
loosely).

Preamble above the header is skipped, unknown columns are listed, short rows padded, long rows set aside unless the
surplus
is empty. The cells of our own CSV files come without the formula guard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from mensch.core.people import fold
from mensch.core.records import Done, Fault
from mensch.formats.guard import unguard
from mensch.formats.rowcount import count
from mensch.formats.rows import COLUMNS, Row, rows, set_aside
from mensch.formats.tabletext import Text, decode, lines, text_of

ROWS = 1_000_000
_LOOK = 20
_SEPARATORS = (",", ";", "\t")
_SEP_LINE = re.compile(r'\s*"?sep=(?P<sep>[,;\t|])"?\s*', re.IGNORECASE)
# C0 and C1 controls but TAB and LF; bidi overrides and isolates; the BOM within.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPECIAL = ("'", "=")
_EXCEL_TEXT = re.compile(r'="([^"]*)"')

Fit = Callable[[tuple[str, ...]], int]
"""How many of these folded column names are known; 0 when the row is no header."""


class Table(NamedTuple):
    """A table whose header was found. `header` as written, `names` folded; `end` the byte behind it, `after` its
    line.
    """

    text: Text
    sep: str
    header: tuple[str, ...]
    names: tuple[str, ...]
    line: int
    end: int
    after: int

    def found(self) -> int:
        """Rows below the header, counted on the bytes; counting stops beyond a million."""
        return count(self.text, self.sep, self.end, ROWS)

    def rows(self) -> Iterator[Row | Fault]:
        """The rows below the header, each as wide as the header, cells cleaned; what does not fit is set aside."""
        width = len(self.header)
        for item in rows(self.text, self.sep, width=width, start=self.end, number=self.after):
            yield item if isinstance(item, Fault) else fitted(item, width, self.text.encoding)

    def column(self, *names: str) -> int:
        """The first column with one of these folded names, in their order, or -1."""
        return _position(self.names, names)

    def ignored(self, known: Callable[[str], bool]) -> tuple[str, ...]:
        """Columns nobody reads, as written; one without a name by its number."""
        pairs = enumerate(zip(self.header, self.names, strict=True), 1)
        return tuple(h or f"column {i}" for i, (h, name) in pairs if not known(name))


@lru_cache(maxsize=1024)
def _position(names: tuple[str, ...], wanted: tuple[str, ...]) -> int:
    return next((names.index(name) for name in wanted if name in names), -1)


def find(data: bytes, fit: Fit) -> Table | None:
    """The header that fits best among the first twenty rows, over all separators; None when no row fits."""
    text = decode(data)
    best: Table | None = None
    most = 0
    for sep in separators(text):
        for row in head(text, sep):
            names = tuple(column_name(c) for c in row.cells)
            fits = fit(names) if len(names) <= COLUMNS else 0
            if fits > most:
                width = max(i for i, name in enumerate(row.cells, 1) if name.strip())
                header = tuple(clean(c) for c in row.cells[:width])
                best, most = Table(text, sep, header, names[:width], row.line, row.end, row.after), fits
    return best


def head(text: Text, sep: str) -> list[Row]:
    """The first twenty rows that are not blank."""
    found: list[Row] = []
    for item in rows(text, sep):
        if isinstance(item, Row):
            found.append(item)
        if len(found) == _LOOK or item.line > _LOOK * 20:
            break
    return found


def separators(text: Text) -> tuple[str, ...]:
    """The separators worth trying: what Excel's `sep=` line says, else comma, semicolon and TAB."""
    first = next(iter(lines(text)), None)
    said = _SEP_LINE.fullmatch(text_of(first.raw[:20], text.encoding)) if first else None
    return (said["sep"],) if said else _SEPARATORS


def without_header(data: bytes) -> Iterator[Fault]:
    """Every row set aside: nothing names the columns, so nothing says what they hold."""
    text = decode(data)
    sep = separators(text)[0]
    for item in rows(text, sep):
        if isinstance(item, Row):
            yield set_aside(item.line, "no-header", item.raw, text.encoding)
        elif item.done is Done.SET_ASIDE:
            yield item


def count_all(data: bytes) -> int:
    """Rows of a table without header, counted on the bytes."""
    text = decode(data)
    return count(text, separators(text)[0], 0, ROWS)


def fitted(row: Row, width: int, encoding: str) -> Row | Fault:
    """The row padded or trimmed to `width` and cleaned; set aside when it holds more than its header has names for."""
    cells = row.cells
    if len(cells) > width and any(c.strip() for c in cells[width:]):
        return set_aside(row.line, "too-many-cells", row.raw, encoding)
    padded = [clean(c) for c in cells[:width]]
    return row._replace(cells=padded + [""] * (width - len(padded)))


def clean(cell: str) -> str:
    """Without blanks around it, control characters, bidi overrides, Excel's ="…" and our own formula guard."""
    if not cell or cell.isalnum():
        return cell
    if not cell.isprintable():
        cell = _UNSEEN.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))
    if cell[:1] in _SPECIAL:
        wrapped = _EXCEL_TEXT.fullmatch(cell)
        cell = unguard(wrapped[1] if wrapped else cell)
    return cell.strip()


@lru_cache(maxsize=4096)
def _folded(cell: str) -> str:
    return fold(cell)


def column_name(cell: str) -> str:
    """A column's name for comparison: 'E-mail 1 - Value' is 'e mail 1 value'. Prose is no name."""
    return _folded(clean(cell)) if len(cell) <= 200 else ""


def fit_of(known: Callable[[str], bool], own: Callable[[str], bool]) -> Fit:
    """Counts names that `known` accepts: at least two, or all of a narrower table; one must be the product's `own`."""

    def fit(names: tuple[str, ...]) -> int:
        hits = sum(1 for name in set(names) if name and known(name))
        named = sum(1 for name in names if name)
        enough = hits >= 2 or hits == named == 1
        return hits if enough and any(name and own(name) for name in names) else 0

    return fit
