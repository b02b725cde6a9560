"""Tables as bytes: one encoding for the whole file, decoded line by line so that a large file never stands in
memory twice.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

_CHUNK = 1 << 20


class Text(NamedTuple):
    """A table's bytes and their encoding ('utf-8' or 'cp1252'); `repaired` when that is not what was declared or
    usual.
    """

    body: bytes
    encoding: str
    repaired: bool


class Line(NamedTuple):
    """One physical line with its line end. `number` is 1-based, `end` the offset of the byte behind it."""

    number: int
    raw: bytes
    end: int


def decode(data: bytes) -> Text:
    """BOM, UTF-16 (also without BOM), UTF-8, else cp1252 for the whole file, since one program wrote it."""
    wide = _utf16(data)
    if wide:
        return _from_utf16(data, wide)
    marked = data.startswith(codecs.BOM_UTF8)
    body = data[3:] if marked else data
    if _is_utf8(body):
        return Text(body, "utf-8", repaired=False)
    mixed = marked or _mostly_utf8(body)
    return Text(body, "utf-8" if mixed else "cp1252", repaired=True)


def text_of(raw: bytes, encoding: str) -> str:
    """A line decoded; a line that is not UTF-8 in a UTF-8 file is cp1252, and what cp1252 leaves open is Latin-1."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return "".join(_character(b) for b in raw)


class Ends:
    """Where physical lines end (CRLF, LF or CR), asked for at rising offsets.

    The next LF and CR are looked for again only when passed, so that a file without one of them stays linear.
    """

    def __init__(self, body: bytes) -> None:
        self._body, self._feed, self._back = body, -2, -2

    def after(self, start: int) -> int:
        """The offset behind the end of the line that byte `start` is in."""
        if -1 != self._feed < start:
            self._feed = self._body.find(b"\n", start)
        if -1 != self._back < start:
            self._back = self._body.find(b"\r", start)
        if self._back >= 0 and (self._feed < 0 or self._back < self._feed):
            return self._back + (2 if self._back + 1 == self._feed else 1)
        return self._feed + 1 if self._feed >= 0 else len(self._body)


def lines(text: Text, start: int = 0, number: int = 1) -> Iterator[Line]:
    """Physical lines from byte `start` on."""
    body, ends = text.body, Ends(text.body)
    while start < len(body):
        end = ends.after(start)
        yield Line(number, body[start:end], end)
        start, number = end, number + 1


def _character(byte: int) -> str:
    single = bytes((byte,))
    try:
        return single.decode("cp1252")
    except UnicodeDecodeError:
        return single.decode("latin-1")


def _utf16(data: bytes) -> str:
    """'utf-16-le', 'utf-16-be' or ''. Without BOM the zero bytes of Western letters tell."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    head = data[:1024]
    half = len(head) // 2
    if half and head[::2].count(0) > half * 0.4 and not head[1::2].count(0):
        return "utf-16-be"
    if half and head[1::2].count(0) > half * 0.4 and not head[::2].count(0):
        return "utf-16-le"
    return ""


def _from_utf16(data: bytes, encoding: str) -> Text:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    parts = [
        decoder.decode(data[at : at + _CHUNK], at + _CHUNK >= len(data)).encode("utf-8", "replace")
        for at in range(0, len(data), _CHUNK)
    ]
    body = b"".join(parts).removeprefix(codecs.BOM_UTF8)
    return Text(body, "utf-8", repaired="�".encode() in body)


def _is_utf8(body: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(body), _CHUNK):
            decoder.decode(body[at : at + _CHUNK], at + _CHUNK >= len(body))
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(body: bytes) -> bool:
    """Whether more lines with letters beyond ASCII are UTF-8 than not: then a few lines are broken, not the file."""
    good = bad = 0
    for line in lines(Text(body, "utf-8", repaired=True)):
        if not line.raw.isascii():
            if _is_utf8(line.raw):
                good += 1
            else:
                bad += 1
    return good > bad
