"""Rows of a table, each with its line. A quote that never closes costs its own line, not the rest of the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

from mensch.core.records import Done, Fault
from mensch.formats.tabletext import Line, Text, lines, text_of

FIELD_LIMIT = 131_072  # characters in a cell, the csv module's own default
ROW_LIMIT = 1 << 20  # bytes in a row
COLUMNS = 512
EXCERPT = 80


class Row(NamedTuple):
    """A row's cells as written. `line` is its first line, `end` the byte behind it, `after` the line that begins
    there.
    """

    line: int
    cells: list[str]
    raw: bytes
    end: int
    after: int


class _LongRow(Exception):  # noqa: N818  (never leaves this file)
    """A row grew beyond ROW_LIMIT."""


class _Feed:
    """Hands lines to csv.reader and holds those of the row that is being read."""

    def __init__(self, source: Iterator[Line], encoding: str) -> None:
        self._source, self._encoding = source, encoding
        self.held: list[Line] = []
        self._size = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = next(self._source)
        self.held.append(line)
        self._size += len(line.raw)
        if self._size > ROW_LIMIT:
            raise _LongRow
        return text_of(line.raw, self._encoding)

    def release(self) -> list[Line]:
        held, self.held, self._size = self.held, [], 0
        return held


def is_blank(raw: bytes, sep: str) -> bool:
    """Whether nothing but blanks, quotes and separators stands in these bytes."""
    return not raw.strip(b' \t\r\n\v\f"' + sep.encode())


def rows(text: Text, sep: str, *, width: int = 0, start: int = 0, number: int = 1) -> Iterator[Row | Fault]:
    """Rows from byte `start` (line `number`) on, blank ones left out.

    `width` is the number of columns; behind a broken quote only rows of that width are believed until one has come.
    """
    feed = _Feed(lines(text, start, number), text.encoding)
    reader = csv.reader(feed, delimiter=sep, strict=True, skipinitialspace=True)
    lost = False
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _LongRow):
            for item in _one_by_one(feed.release(), text.encoding, sep, width):
                lost = isinstance(item, Fault) and item.done is Done.SET_ASIDE
                yield item
            reader = csv.reader(feed, delimiter=sep, strict=True, skipinitialspace=True)
            continue
        held = feed.release()
        raw = held[0].raw if len(held) == 1 else b"".join(line.raw for line in held)
        if is_blank(raw, sep):
            continue
        if lost and len(cells) < width:
            yield set_aside(held[0].number, "broken-quote", raw, text.encoding)
            continue
        lost = False
        if len(cells) > COLUMNS:
            cells = cells if any(cells[COLUMNS:]) else cells[:COLUMNS]
        if len(cells) > COLUMNS:
            yield set_aside(held[0].number, "too-many-columns", raw, text.encoding)
            continue
        yield Row(held[0].number, cells, raw, held[-1].end, held[-1].number + 1)


def set_aside(line: int, code: str, raw: bytes, encoding: str = "utf-8") -> Fault:
    """A row that cannot be taken, with its bytes."""
    return Fault(line, code, Done.SET_ASIDE, text_of(raw[: EXCERPT * 4], encoding)[:EXCERPT].rstrip(), raw=raw)


def _one_by_one(held: list[Line], encoding: str, sep: str, width: int) -> Iterator[Row | Fault]:
    """Reads a broken row again, each of its lines as a row of its own."""
    for line in held:
        if is_blank(line.raw, sep):
            continue
        if len(line.raw) > ROW_LIMIT:
            yield set_aside(line.number, "row-too-long", line.raw, encoding)
            continue
        code, cells = _single(text_of(line.raw, encoding), sep)
        fits = len(held) == 1 or not width or len(cells) >= width
        if not cells or not fits:
            yield set_aside(line.number, code or "broken-quote", line.raw, encoding)
            continue
        if code:
            yield Fault(line.number, code, Done.REPAIRED, text_of(line.raw, encoding)[:EXCERPT].rstrip())
        yield Row(line.number, cells, line.raw, line.end, line.number + 1)


def _single(text: str, sep: str) -> tuple[str, list[str]]:
    """(fault code or '', cells) of one line; no cells when its quote stays open or a cell is too long."""
    try:
        return "", next(csv.reader([text], delimiter=sep, strict=True, skipinitialspace=True), [])
    except csv.Error as error:
        if "field larger" in str(error):
            return "cell-too-long", []
    loose = csv.reader([text, "x"], delimiter=sep, skipinitialspace=True)
    cells = next(loose, [])
    return ("loose-quote", cells) if loose.line_num == 1 else ("open-quote", [])
