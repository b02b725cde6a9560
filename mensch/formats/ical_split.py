"""Cutting a calendar file into entries and their lines, so that one bad line costs one line and never the file.

Source: RFC 5545 section 3.1 (content lines), RFC 6868 (`^n ^^ ^'` in parameters), and broken files of many programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

FIELD_BYTES = 65_536
ENTRY_LINES = 20_000
ZONE_BYTES = 65_536

TOP = frozenset(("VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"))
_EVENT = re.compile(rb"(?im)^[ \t]{0,8}BEGIN[ \t]{0,8}:[ \t]{0,8}VEVENT[ \t\r]{0,8}$")
_MARK = re.compile(r"(BEGIN|END)\s*:\s*(\S+)\s*", re.IGNORECASE)
_LINE = re.compile(r"\s*([A-Za-z0-9-]{1,64})\s*(?=[;:])")
_CARET = {"^n": "\n", "^N": "\n", "^^": "^", "^'": '"'}
_ESCAPE = re.compile(r"\\([\\,;nN])")


class Line(NamedTuple):
    """One content line, unfolded. `params` hold upper-case names; `value` is still escaped."""

    name: str
    params: dict[str, str]
    value: str
    number: int


@dataclass(slots=True)
class Entry:
    """One VEVENT (or other top-level component): its lines without those of alarms, and the numbers of lines unread."""

    kind: str
    line: int
    start: int
    end: int = 0
    lines: list[Line] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    closed: bool = False


def text_of(data: bytes) -> bytes:
    """UTF-8 bytes with line feeds: UTF-16 and byte order marks are put right, files of old Macs too."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data if b"\n" in data else data.replace(b"\r", b"\n")


def count_events(data: bytes) -> int:
    """How many VEVENT begin in the bytes, by a scan that knows nothing of the splitter."""
    return sum(1 for _ in _EVENT.finditer(data))


def zones_of(data: bytes) -> list[bytes]:
    """The VTIMEZONE blocks of a file, wherever they stand: entries may refer to them before they come."""
    found, at, upper = [], 0, data.upper() if b"begin:vtimezone" in data else data
    while (begin := upper.find(b"BEGIN:VTIMEZONE", at)) >= 0:
        end = upper.find(b"END:VTIMEZONE", begin)
        if end < 0:
            break
        at = end + 13
        if at - begin <= ZONE_BYTES:
            found.append(data[begin:at])
    return found


class Physical(NamedTuple):
    """One unfolded line before it is taken apart: its number, where it begins and ends, its bytes."""

    number: int
    start: int
    end: int
    raw: bytes


def unfolded(data: bytes) -> Iterator[Physical]:
    """Content lines. A line that begins with a blank continues the one before, even over an empty line between."""
    at, size, number = 0, len(data), 0
    pieces: list[bytes] = []
    first, start, end, kept = 0, 0, 0, 0
    while at < size:
        stop = data.find(b"\n", at) + 1 or size
        line, number = data[at:stop].rstrip(b"\r\n"), number + 1
        if line[:1] in (b" ", b"\t") and pieces and not line.isspace():
            kept += len(line)
            if kept <= FIELD_BYTES:
                pieces.append(line[1:])
            end = stop
        elif line and not line.isspace():
            if pieces:
                yield Physical(first, start, end, b"".join(pieces))
            pieces, first, start, end, kept = [line[:FIELD_BYTES]], number, at, stop, len(line)
        at = stop
    if pieces:
        yield Physical(first, start, end, b"".join(pieces))


def entries(data: bytes) -> Iterator[Entry]:
    """The top-level entries, in file order. A missing END closes at the next BEGIN or at the end of the file."""
    current: Entry | None = None
    inner: list[str] = []
    last = 0
    for raw in unfolded(data):
        text = _text(raw.raw)
        mark = _MARK.fullmatch(text.strip())
        name = mark[2].upper() if mark else ""
        begins = bool(mark) and text.lstrip()[:1] in "bB"
        if begins and name in TOP:
            if current:
                current.end = last
                yield current
            current, inner = (None if name == "VCALENDAR" else Entry(name, raw.number, raw.start)), []
        elif mark and current and not begins and name in (current.kind, "VCALENDAR"):
            current.end, current.closed = raw.end if name == current.kind else last, name == current.kind
            yield current
            current = None
        elif current and mark:
            _nest(inner, name, begins=begins)
        elif current and not inner:
            _take(current, raw.number, text)
        last = raw.end
    if current:
        current.end = last
        yield current


def _nest(inner: list[str], name: str, *, begins: bool) -> None:
    """Alarms and the like within an entry. An END that fits nothing is passed over; no recursion."""
    if begins:
        inner.append(name)
    elif inner and name in inner[-4:]:
        while inner.pop() != name:
            pass


def _take(entry: Entry, number: int, text: str) -> None:
    line = parse(text, number) if len(entry.lines) < ENTRY_LINES else None
    if line:
        entry.lines.append(line)
    else:
        entry.stray.append(number)


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def parse(text: str, number: int = 0) -> Line | None:
    """One content line, or None when it is none. Parameter values may be quoted and hold ':' and ';'."""
    match = _LINE.match(text)
    if not match:
        return None
    name, at = match[1].upper(), match.end()
    colon = _colon(text, at)
    if colon < 0:
        return None
    params = _params(text[at:colon]) if colon > at else {}
    return Line(name, params, text[colon + 1 :].strip(), number)


def _colon(text: str, at: int) -> int:
    """The first ':' outside quotes; with a quote that never closes, the one before 'mailto' or the first at all."""
    if text.startswith(":", at):
        return at
    head = text.find(":", at)
    if '"' not in text[at:head]:
        return head
    quoted = False
    for index in range(at, len(text)):
        if text[index] == '"':
            quoted = not quoted
        elif text[index] == ":" and not quoted:
            return index
    mailto = text.lower().find(":mailto:", at)
    return mailto if mailto >= 0 else head


def _params(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in re.findall(r';((?:[^";]|"[^"]*"?)+)', text)[:64]:
        name, _, value = part.partition("=")
        plain = value.strip().strip('"')
        if "^" in plain:
            plain = re.sub(r"\^[nN^']", lambda m: _CARET[m[0]], plain)
        found.setdefault(name.strip().upper(), plain)
    return found


def unescaped(value: str) -> str:
    """A TEXT value (RFC 5545 3.3.11) in one pass."""
    return _ESCAPE.sub(lambda m: "\n" if m[1] in "nN" else m[1], value) if "\\" in value else value
