"""Cards that are too large: what is left out of them, found by offsets so that it is never copied."""

from __future__ import annotations

from collections.abc import Iterator

LARGE = 1 << 20  # bytes; smaller cards need no care
CARD = 14 << 20  # bytes; one photo of 10 MB in base64
BLOCK = 64 << 10  # bytes; a property of text
BLOCKS = 5_000  # properties, more than are ever read


def _blocks(data: bytes, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Stretches that begin with a line that could be a property: not indented, with an early colon or very long."""
    begin = at = start
    while at < stop:
        following = data.find(b"\n", at, stop) + 1 or stop
        begins = at > begin and data[at : at + 1] not in (b" ", b"\t")
        if begins and (following - at > BLOCK or data.find(b":", at, min(following, at + 500)) >= 0):
            yield begin, at
            begin = at
        at = following
    if begin < stop:
        yield begin, stop


class _Thinner:
    """Copies what is kept in few pieces; what is left out leaves its line ends, so that line numbers stay true."""

    def __init__(self, data: bytes) -> None:
        self.data, self.room, self.count = data, CARD, 0
        self.kept: list[bytes] = []
        self.out: list[tuple[int, bytes]] = []
        self.line = self.start = 0

    def stretch(self, start: int, stop: int) -> None:
        self.start = start
        for low, high in _blocks(self.data, start, stop):
            self.count += 1
            if high - low <= self.room and self.count <= BLOCKS:
                self.room -= high - low
            else:
                self.leave(low, high)
        self.keep(stop)

    def keep(self, stop: int) -> None:
        self.line += self.data.count(b"\n", self.start, stop)
        self.kept.append(self.data[self.start : stop])

    def leave(self, low: int, high: int) -> None:
        if low > self.start:
            self.keep(low)
        # Very many small properties: one word for all of them.
        if high - low > BLOCK or not self.out:
            self.out.append((self.line, self.data[low : low + 80]))
        ends = self.data.count(b"\n", low, high)
        self.kept.append(b"\n" * ends)
        self.line += ends
        self.start = high


def thin(data: bytes, pieces: Iterator[tuple[int, int]]) -> tuple[bytes, list[tuple[int, bytes]]]:
    """At most 14 MB of a large card, and [(line, first 80 bytes)] of the properties left out."""
    thinner = _Thinner(data)
    for start, stop in pieces:
        thinner.stretch(start, stop)
    return b"".join(thinner.kept), thinner.out
