"""Where the cards are in a file of vCards: offsets only, so that a large file is never copied.

A card runs from BEGIN:VCARD to END:VCARD (RFC 6350, 6.1). A missing END is closed at the next BEGIN or at the end of
the file. A card inside the AGENT of another (vCard 2.1) is a hole in it and a card of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

NESTING = 2
# All begin with a set of single bytes and look at one more, so that the search skips whole lines.
_WORD = (
    rb"(?=[AaBbEe\xef])(?:\xef\xbb\xbf)?(?i:(AGENT[^:\r\n]*:[ \t]*)?(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*)"
    rb"(?=[\r\n]|\Z|(?i:BEGIN:VCARD))"
)
_MARK_HERE = re.compile(rb"()" + _WORD)
_MARK = re.compile(rb"[\r\n]()" + _WORD)
_MARK_LF = re.compile(rb"\n()" + _WORD)  # ten times as fast, for files without a lone CR
_AGENT = re.compile(rb"(?i)AGENT(?:;[^:]*)?:[ \t]*\Z")
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(AGENT[^:]*:[ \t]*)?BEGIN[ \t]*:[ \t]*")
_END = b"\nEND:"
_PLAIN = re.compile(rb"[\r\n]*(?=B)()BEGIN:VCARD\r?\n")
_CHUNK = 1 << 20
_OVERLAP = 1 << 10
# A BEGIN in the value of an AGENT that goes on folded is text (vCard 3.0), not a card.
_FOLDED = re.compile(rb"\r?\n[ \t]")


@dataclass(slots=True)
class Span:
    """One card, or (`kind` 'gap') something between cards: byte offsets, `line` 1-based, `holes` are cards inside."""

    begin: int
    line: int
    kind: str = "card"
    depth: int = 1
    end: int = 0
    closed: bool = False
    holes: list[tuple[int, int]] = field(default_factory=list)

    def pieces(self) -> Iterator[tuple[int, int]]:
        """The stretches that belong to this card alone."""
        start = self.begin
        for low, high in self.holes:
            yield start, low
            start = high
        yield start, self.end

    def own(self, data: bytes) -> bytes:
        if not self.holes:
            return data[self.begin : self.end]
        return b"".join([data[low:high] for low, high in self.pieces()])


def count(data: bytes) -> int:
    """How many cards begin in these bytes, counted without the splitter, to check it."""
    found = 0
    for start in range(0, len(data), _CHUNK):
        # A line that begins in one piece may end in the next.
        low = max(0, start - _OVERLAP)
        piece = data[low : start + _CHUNK].upper()
        at = piece.find(b"VCARD")
        while at >= 0:
            if piece.startswith(_END, at - len(_END)):
                pass
            elif low + at + 5 > start or not start:
                found += _begins(piece, at, data, low)
            at = piece.find(b"VCARD", at + 5)
    return found


def _begins(piece: bytes, at: int, data: bytes, low: int) -> bool:
    """Whether the VCARD at this offset ends a line BEGIN:VCARD."""
    if piece.startswith((b"\nBEGIN:VCARD\r\n", b"\nBEGIN:VCARD\n"), at - len(b"\nBEGIN:")):
        return True
    low_at = max(0, at - 300)
    start = max(piece.rfind(b"\n", low_at, at), piece.rfind(b"\r", low_at, at)) + 1 or low_at
    before = piece[start:at].rpartition(b"END:VCARD")[2]
    if not (found := _BEFORE.fullmatch(before)):
        return False
    rest = data[low + at + 5 : low + at + 60].lstrip(b" \t")
    return rest[:1] in (b"", b"\r", b"\n") and not (found[1] and _FOLDED.match(rest))


def _marks(data: bytes, at: int) -> Iterator[re.Match[bytes]]:
    """Every BEGIN and END at the start of a line, or right behind an END; group 1 is empty and stands at its start."""
    search = (_MARK_LF if data.count(b"\r") == data.count(b"\r\n") else _MARK).search
    mark = _MARK_HERE.match(data, at)
    while mark or (mark := search(data, at)):
        yield mark
        at = mark.end()
        mark = _MARK_HERE.match(data, at)


class _Splitter:
    """Keeps the open cards, outermost first, and all cards since the outermost one began, in order of their BEGIN."""

    def __init__(self, data: bytes) -> None:
        self.data, self.open, self.waiting = data, list[Span](), list[Span]()
        self.eol = b"\n" if b"\n" in data else b"\r"
        self.at, self.line, self.after = 0, 1, 0

    def line_at(self, offset: int) -> int:
        self.line += self.data.count(self.eol, self.at, offset)
        self.at = offset
        return self.line

    def is_agent(self, mark: re.Match[bytes]) -> bool:
        """Whether this BEGIN stands in the AGENT of the open card, on its line or on the line before."""
        before = self.data[max(0, mark.start(1) - 300) : mark.start(1)].rstrip(b"\r\n")
        return bool(mark[2]) or _AGENT.search(re.split(rb"[\r\n]", before)[-1]) is not None

    def begin(self, mark: re.Match[bytes]) -> Iterator[Span]:
        if mark[2] and _FOLDED.match(self.data, mark.end()):
            return  # a whole card folded into one value: it stays a value
        if not (self.open and self.is_agent(mark)):
            if self.open:
                yield from self.close_all(mark.start(1))
            if mark.start(1) - self.after > 2:
                yield from self.gap(mark.start(1))
        span = Span(mark.start(1), self.line_at(mark.start(1)), depth=len(self.open) + 1)
        self.open.append(span)
        self.waiting.append(span)

    def finish(self, end: int, closed: bool) -> Iterator[Span]:
        span = self.open.pop()
        span.end, span.closed = end, closed
        if self.open:
            self.open[-1].holes.append((span.begin, end))
            return
        self.after = end
        yield from self.waiting
        self.waiting = []

    def close_all(self, offset: int) -> Iterator[Span]:
        while self.open:
            yield from self.finish(offset, closed=False)

    def gap(self, offset: int) -> Iterator[Span]:
        head = self.data[self.after : min(offset, self.after + 4096)].strip()
        if head or (offset - self.after > 4096 and self.data[self.after : offset].strip()):
            yield Span(self.after, self.line_at(self.after), "gap", end=offset)

    def plain(self) -> Iterator[Span]:
        """The cards up to the first that is not written as most are; they need no search for odd marks."""
        begin = 0
        while (found := _PLAIN.match(self.data, begin)) and (end := self.plain_end(found.end())):
            yield Span(found.start(1), self.line_at(found.start(1)), end=end, closed=True)
            begin = self.after = end

    def plain_end(self, body: int) -> int:
        """Where a card ends that has nothing in it that could begin or end one; 0 when that is not sure."""
        at = self.data.find(b"\nEND:VCARD", body - 1)
        end = at + len(b"\nEND:VCARD")
        sure = at >= 0 and self.data[end : end + 1] in (b"", b"\r", b"\n")
        return end if sure and b"VCARD" not in self.data[body:at].upper() else 0

    def split(self) -> Iterator[Span]:
        yield from self.plain()
        for mark in _marks(self.data, self.after):
            if mark[3][:1] in b"Bb":
                yield from self.begin(mark)
            elif self.open and not mark[2]:
                yield from self.finish(mark.end(), closed=True)
        yield from self.close_all(len(self.data))
        yield from self.gap(len(self.data))


def split(data: bytes) -> Iterator[Span]:
    """Cards and the gaps between them, in the order of the file; a nested card follows the card it is in."""
    return _Splitter(data).split()
