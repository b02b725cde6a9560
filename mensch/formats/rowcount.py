"""How many rows a table holds, counted on its bytes without reading them: the sum every reader's work is checked
against.

A row by RFC 4180 (section 2) counts as one. Where a quote is broken, every line up to the place where it shows counts.
"""

from __future__ import annotations

import re
from functools import cache

from mensch.formats.rows import FIELD_LIMIT, ROW_LIMIT, is_blank
from mensch.formats.tabletext import Ends, Text, lines, text_of

_WINDOW = 2 * ROW_LIMIT  # further on no row can end that counts as one
_TO_LINE_END = re.compile(rb"[^\r\n]*+(?:\r\n|\r|\n|\Z)")


class _Patterns:
    def __init__(self, sep: bytes) -> None:
        s = re.escape(sep)
        quoted = rb'\x20*+"[^"]*+(?:""[^"]*+)*+"(?=[\r\n' + s + rb"]|\Z)"
        plain = rb'(?!\x20*+")[^\r\n' + s + rb"]*+"
        field = rb"(?:" + quoted + rb"|" + plain + rb")"
        self.field = re.compile(field)
        self.row = re.compile(rb"(?:" + field + s + rb")*+" + field + rb"(?:\r\n|\r|\n|\Z)")
        self.broken = re.compile(rb"(?:" + field + s + rb')*+\x20*+"[^"]*+(?:""[^"]*+)*+"?')


@cache
def _patterns(sep: bytes) -> _Patterns:
    return _Patterns(sep)


def count(text: Text, sep: str, start: int = 0, enough: int = 0) -> int:
    """Rows that are not blank from byte `start` on, stopping when there are more than `enough`. Linear in the bytes."""
    patterns, body, ends, found, quote = _patterns(sep.encode()), text.body, Ends(text.body), 0, -2
    while start < len(body) and not (enough and found > enough):
        stop = ends.after(start)
        if -1 != quote < start:
            quote = body.find(b'"', start)
        if not start <= quote < stop:
            found += not is_blank(body[start:stop], sep)
            start = stop
            continue
        row = patterns.row.match(body, start, start + _WINDOW)
        broken = (
            0 if row and row.end() - start <= FIELD_LIMIT else _breaks(patterns, text, start, row.end() if row else 0)
        )
        if row and not broken:
            found += not is_blank(body[start : row.end()], sep)
            start = row.end()
            continue
        found += sum(not is_blank(line.raw, sep) for line in lines(Text(body[start:broken], text.encoding, False)))
        start = broken
    return found


def _breaks(patterns: _Patterns, text: Text, start: int, row_end: int) -> int:
    """The end of the line on which a reader sees that the row at `start` cannot be one row; 0 when it is one."""
    body, at = text.body, row_end
    if not row_end:
        broken = patterns.broken.match(body, start, start + _WINDOW)
        at = broken.end() if broken else start
    long_at = _too_long(patterns, text, start, min(at, start + ROW_LIMIT + 1), row_end)
    if long_at or not row_end:
        at = _line_end(body, long_at or at)
    if at - start > ROW_LIMIT:
        return _line_end(body, start + ROW_LIMIT)
    return at if long_at or not row_end else 0


def _line_end(body: bytes, at: int) -> int:
    line = _TO_LINE_END.match(body, at)
    return line.end() if line else len(body)


def _too_long(patterns: _Patterns, text: Text, start: int, end: int, row_end: int) -> int:
    """The offset at which a cell of the row grows beyond FIELD_LIMIT, or 0."""
    if end - start <= FIELD_LIMIT:
        return 0
    at = start
    while at < end:
        field = patterns.field.match(text.body, at)
        stop = field.end() if field and (row_end or field.end() > at) else end
        if stop - at > FIELD_LIMIT and (offset := _offset(text, at, stop)):
            return offset
        at = stop + 1
    return 0


def _offset(text: Text, at: int, stop: int) -> int:
    piece = text_of(text.body[at : min(stop, at + 4 * FIELD_LIMIT)], text.encoding).lstrip(" ")
    cell = piece[1:].replace('""', '"').removesuffix('"') if piece.startswith('"') else piece
    return at + FIELD_LIMIT if len(cell) > FIELD_LIMIT else 0
