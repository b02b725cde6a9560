"""Cards that are too large: what is left out of them, found by offsets so that it is never copied."""

from __future__ import annotations

from collections.abc import Iterator

LARGE = 1 << 20  # bytes; smaller cards need no care
CARD = 14 << 20  # bytes; one photo of 10 MB in base64
BLOCK = 64 << 10  # bytes; a property of text


def _blocks(data: bytes, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Stretches that begin with a line that could be a property: not indented, a colon among its first characters."""
    begin = at = start
    while at < stop:
        following = data.find(b"\n", at, stop) + 1 or stop
        if at > begin and data[at : at + 1] not in (b" ", b"\t") and data.find(b":", at, min(following, at + 500)) >= 0:
            yield begin, at
            begin = at
        at = following
    if begin < stop:
        yield begin, stop


def thin(data: bytes, pieces: Iterator[tuple[int, int]]) -> tuple[bytes, list[tuple[int, bytes]]]:
    """At most 14 MB of a large card and [(line, first 80 bytes)] of every property left out.

    A property left out leaves its line ends, so that line numbers stay true.
    """
    kept: list[bytes] = []
    out: list[tuple[int, bytes]] = []
    room, line = CARD, 0
    for start, stop in pieces:
        for low, high in _blocks(data, start, stop):
            ends = data.count(b"\n", low, high)
            if high - low <= min(room, CARD):
                kept.append(data[low:high])
                room -= high - low
            else:
                kept.append(b"\n" * ends)
                # Very many small properties: one word for all of them.
                if high - low > BLOCK or not out:
                    out.append((line, data[low : low + 80]))
            line += ends
    return b"".join(kept), out
