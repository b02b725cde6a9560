"""What stands behind the colon: escapes, structured values, dates. Nothing here knows whose property it is."""

from __future__ import annotations

import re
from datetime import date

_ESCAPE = re.compile(r"\\([^\w\s]|[nN])")
_OLD_ESCAPE = re.compile(r"\\([\\;:])")
_ESCAPED = {"n": "\n", "N": "\n"}
# One digit for a month or a day only between dashes: '1980-11' is a month, not the first of January.
_DATE = re.compile(r"(?:(\d{4})|-)-?(?:(\d\d)-?(\d\d)|(?<=-)(\d\d?)-(\d\d?))(?:[T ].*)?", re.DOTALL)
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_SIGNS = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": None})


def unescape(text: str) -> str:
    """Text of vCard 3.0 and 4.0 (RFC 2426 section 5, RFC 6350 section 3.4) without escapes, in one pass.

    A backslash before any other sign is dropped too: Google writes 'http\\://', others '\\"'.
    """
    if "\\" not in text:
        return text.strip()
    return _ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), text).strip()


def escape(text: str) -> str:
    return text.translate(_SIGNS)


def split(text: str, sep: str, version: str = "") -> list[str]:
    """The parts of a structured value, split at `sep` where it is not escaped, each unescaped as its version does."""
    if "\\" not in text:
        return [part.strip() for part in text.split(sep)]
    undo = unescape_old if version == "2.1" else unescape
    parts, start = [], 0
    for found in re.finditer(rf"\\.|{sep}", text, re.DOTALL):
        if found[0] == sep:
            parts.append(undo(text[start : found.start()]))
            start = found.end()
    return [*parts, undo(text[start:])]


def unescape_old(text: str) -> str:
    """A component of a structured value of vCard 2.1, where only the separators are escaped."""
    return _OLD_ESCAPE.sub(r"\1", text).strip()


def birthday(value: str, omit: str = "") -> str:
    """'YYYY-MM-DD', '--MM-DD', 'YYYY-MM' or 'YYYY'; '' when it cannot be read. `omit` is Apple's year that means none.

    Reads ISO 8601 basic and extended and RFC 6350 section 4.3.1; a time of day is dropped.
    """
    text = value.strip().replace("/", "-")
    if found := _DATE.fullmatch(text):
        year, month, day = found[1] or "", int(found[2] or found[4]), int(found[3] or found[5])
        if not year and not text.startswith("--"):
            return ""
        try:
            date(int(year or 2000), month, day)
        except ValueError:
            return ""
        return f"--{month:02}-{day:02}" if not year or year == omit else f"{year}-{month:02}-{day:02}"
    if (found := _MONTH.fullmatch(text)) and int(found[1]) and 0 < int(found[2] or 1) < 13:
        return text
    return ""
