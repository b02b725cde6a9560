"""Where the cards are in a file of vCards: offsets only, so that a large file is never copied.

A card runs from BEGIN:VCARD to END:VCARD (RFC 6350, 6.1). A missing END is closed at the next BEGIN or at the end of
the file. A card inside the AGENT of another (vCard 2.1) is a hole in it and a card of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

NESTING = 2
_MARK = re.compile(
    rb"(?im)(?:^|(?<=\r)|(?<=END:VCARD))(?:\xef\xbb\xbf)?(?:((?:[\w-]+\.)?AGENT[^:\r\n]*:)[ \t]*)?"
    rb"(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*(?=[\r\n]|\Z|BEGIN:VCARD)"
)
_AGENT = re.compile(rb"(?i)(?:[\w-]+\.)?AGENT(?:;[^:]*)?:[ \t]*\Z")
_FOUND = re.compile(
    rb"(?i)(?:\A|[\r\n]|END:VCARD)(?:\xef\xbb\xbf)?(?:(?:[\w-]+\.)?AGENT[^:\r\n]*:[ \t]*)?BEGIN[ \t]*:[ \t]*VCARD[ \t]*"
    rb"(?=[\r\n]|\Z)(?!(?<=GENT:BEGIN:VCARD)\r?\n[ \t])"
)


@dataclass(slots=True)
class Span:
    """One card, or (`kind` 'gap') something between cards: byte offsets, `line` 1-based, `holes` are cards inside."""

    begin: int
    body: int
    line: int
    kind: str = "card"
    depth: int = 1
    tail: int = 0
    end: int = 0
    closed: bool = False
    holes: list[tuple[int, int]] = field(default_factory=list)

    def pieces(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """The stretches of [start, stop) that belong to this card alone."""
        for low, high in self.holes:
            yield start, low
            start = high
        yield start, stop

    def own(self, data: bytes, start: int, stop: int) -> bytes:
        return b"".join([data[low:high] for low, high in self.pieces(start, stop)])


def count(data: bytes) -> int:
    """How many cards begin in these bytes, counted without the splitter, to check it."""
    return sum(1 for _ in _FOUND.finditer(data))


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
        before = self.data[max(0, mark.start() - 300) : mark.start()].rstrip(b"\r\n")
        return mark[1] is not None or _AGENT.search(re.split(rb"[\r\n]", before)[-1]) is not None

    def begin(self, mark: re.Match[bytes]) -> Iterator[Span]:
        if mark[1] and re.match(rb"\r?\n[ \t]", self.data[mark.end() : mark.end() + 3]):
            return  # a whole card folded into one value: it stays a value
        if not (self.open and self.is_agent(mark)):
            yield from self.close_all(mark.start())
            yield from self.gap(mark.start())
        span = Span(mark.start(), mark.end(), self.line_at(mark.start()), depth=len(self.open) + 1)
        self.open.append(span)
        self.waiting.append(span)

    def finish(self, tail: int, end: int, closed: bool) -> Iterator[Span]:
        span = self.open.pop()
        span.tail, span.end, span.closed = tail, end, closed
        if self.open:
            self.open[-1].holes.append((span.begin, end))
            return
        self.after = end
        yield from self.waiting
        self.waiting = []

    def close_all(self, offset: int) -> Iterator[Span]:
        while self.open:
            yield from self.finish(offset, offset, closed=False)

    def gap(self, offset: int) -> Iterator[Span]:
        head = self.data[self.after : min(offset, self.after + 4096)].strip()
        if head or (offset - self.after > 4096 and self.data[self.after : offset].strip()):
            yield Span(self.after, self.after, self.line_at(self.after), "gap", tail=offset, end=offset)

    def split(self) -> Iterator[Span]:
        for mark in _MARK.finditer(self.data):
            if mark[2][:1] in b"Bb":
                yield from self.begin(mark)
            elif self.open and not mark[1]:
                yield from self.finish(mark.start(), mark.end(), closed=True)
        yield from self.close_all(len(self.data))
        yield from self.gap(len(self.data))


def split(data: bytes) -> Iterator[Span]:
    """Cards and the gaps between them, in the order of the file; a nested card follows the card it is in."""
    return _Splitter(data).split()
