"""Tables as bytes: one encoding for the whole file, decoded line by line so that a large file never stands in
memory twice.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(rb"[^\r\n]*+(?:\r\n|\r|\n|\Z)")
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


def lines(text: Text, start: int = 0, number: int = 1) -> Iterator[Line]:
    """Physical lines from byte `start` on; they end with CRLF, LF or CR, mixed as they like."""
    body, size = text.body, len(text.body)
    while start < size:
        found = _LINE.match(body, start)
        end = found.end() if found else size
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
