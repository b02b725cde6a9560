"""Bytes to text: the smallest unit that says its encoding decides (a value in a vCard, a whole file in a table).

Order: what the source declares, UTF-8, Windows-1252, Latin-1. Every step below UTF-8 that nobody declared is a repair.
There is no statistical guessing: on short values it is wrong too often.
"""

from __future__ import annotations

import codecs
import io
import re
from functools import lru_cache

# C0 and C1 controls but TAB and LF, bidi overrides and isolates (CVE-2021-42574), half surrogates.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Names of text encodings only: 'unicode_escape', 'idna' and the like would interpret, not decode.
_NAMED = re.compile(
    r"utf-?8|(us-)?ascii|iso-?8859-\d{1,2}|latin-?[1-9]|(windows-|cp-?)\d{3,4}|koi8-[rut]|(shift|x)-?s?jis|sjis|ms932"
    r"|windows-31j|euc-?(jp|kr)|iso-2022-(jp|kr)(-\d|-ext)?|gb(2312|k|18030)|big5(-?hkscs)?|mac-?(roman|cyrillic|greek|latin2)"
    r"|tis-620|macintosh|utf-16(le|be|-le|-be)?"
)
_SPELLED = {"x-sjis": "shift_jis", "windows-31j": "cp932", "macintosh": "mac-roman", "utf-16": "utf-16-be"}
_WIDER = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "gb2312": "gb18030", "gbk": "gb18030"}
_WIDER |= {"euc-kr": "cp949", "euckr": "cp949", "euc-jp": "euc_jis_2004", "iso-2022-jp": "iso2022_jp_ext"}
_CHUNK = 1 << 20


def clean(text: str) -> str:
    """Text without control characters, bidi overrides, NUL and half surrogates; every line end is LF."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE.sub("", text)


def is_safe(text: str) -> bool:
    """True when `clean` would change nothing."""
    return _UNSAFE.search(text) is None


@lru_cache(maxsize=256)
def _codecs_of(charset: str) -> tuple[str, ...]:
    name = charset.strip("\"' ").casefold().replace("_", "-")
    if len(name) > 20 or not _NAMED.fullmatch(name):
        return ()
    first = _SPELLED.get(name, name)
    wider = _WIDER.get(first)
    return (first, wider) if wider else (first,)


def to_text(data: bytes, charset: str = "") -> tuple[str, bool]:
    """The text of one value, and whether it had to be repaired. `charset` is what the source declared, by any name."""
    for name in _codecs_of(charset) if charset else ():
        try:
            return data.decode(name), False
        except (UnicodeError, LookupError):
            continue
    try:
        return data.decode(), bool(charset) and not data.isascii()
    except UnicodeError:
        return _western(data), True


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeError:
        return data.decode("latin-1")


def encoding_of(data: bytes) -> tuple[str, int]:
    """('utf-16-be', length of the byte order mark or 0) for wide text; ('', 0) when one byte is one letter."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    start = data[:4096]
    high, low = start[0::2].count(0), start[1::2].count(0)
    # Without a mark: in Latin text nearly every other byte is zero, and always on the same side.
    if len(start) >= 4 and max(high, low) * 4 > len(start) and min(high, low) * 8 < max(high, low):
        return ("utf-16-be", 0) if high > low else ("utf-16-le", 0)
    return "", 0


def narrow(data: bytes) -> tuple[bytes, bool]:
    """The same text with one byte per ASCII character (UTF-16 and UTF-32 become UTF-8), without mark; True if damaged.

    Works in pieces of 1 MB, so that the text is never held a third time.
    """
    name, skip = encoding_of(data)
    if name in ("", "utf-8"):
        return (data[skip:] if skip else data), False
    decoder = codecs.getincrementaldecoder(name)("replace")
    out, damaged = io.BytesIO(), False
    view = memoryview(data)
    for start in range(skip, len(data), _CHUNK):
        text = decoder.decode(view[start : start + _CHUNK], start + _CHUNK >= len(data))
        damaged = damaged or "\ufffd" in text
        out.write(text.encode())
    return out.getvalue(), damaged


def decode_table(data: bytes) -> tuple[str, bool]:
    """A table as text, and whether it was repaired: mark, UTF-16, UTF-8, else Windows-1252 for the whole."""
    plain, damaged = narrow(data)
    text, repaired = to_text(plain)
    return text, damaged or repaired
