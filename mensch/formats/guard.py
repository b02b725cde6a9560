"""CSV for spreadsheets: cells that a spreadsheet would calculate get an apostrophe, and lose it again when we read
them.

Numbers and phone numbers (digits, blanks and + - ( ) . only) stay as they are. The pair loses nothing:
unguard(guard(cell)) == cell for every cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[0-9 +\-().]+")


def guard(cell: str) -> str:
    """The cell, with `'` in front when it begins like a formula (or like a guarded one) and is not a plain number."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguard(cell: str) -> str:
    """The cell without one guard."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table for spreadsheets: UTF-8 with BOM, comma, CRLF (RFC 4180), every cell guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guard(c) for c in header])
    writer.writerows([guard(c) for c in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
