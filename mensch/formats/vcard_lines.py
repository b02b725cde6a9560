"""The text of one vCard to its lines: unfold, join soft breaks and bare base64 (RFC 6350, 3.2).

Also what vCard 2.1 and its imitators do: quoted-printable soft breaks, base64 without indent until an empty line,
encodings and types without a parameter name.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

from mensch.formats.charset import clean, to_text
from mensch.formats.vcard_head import Head, split_head

_END = re.compile(r"(?i)[ \t]*END[ \t]*:[ \t]*VCARD[ \t]*")
_LONE_CR = re.compile(
    r"\r(?=(?:[\w-]+\.)?(?:BEGIN|END|VERSION|F?N|TEL|EMAIL|ADR|ORG|TITLE|URL|BDAY|NOTE|UID|REV|X-[\w-]+)[;:])"
)


class Line(NamedTuple):
    """One logical line: `number` and `after` are 0-based physical lines; without a head it could not be split."""

    number: int
    after: int
    head: Head | None
    value: str


def physical(text: str) -> list[str]:
    """The lines as they stand. CR alone ends one where nothing else does, or where a property clearly begins behind."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            text = text.replace("\r", "\n") if "\n" not in text else _mend_cr(text)
    return text.split("\n")


def _mend_cr(text: str) -> str:
    return _LONE_CR.sub("\n", re.sub(r"\r+\n", "\n", text)).replace("\r", "")


def unfold(text: str) -> list[str]:
    """Unfolded lines of a card without quoted-printable, the quick way."""
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        text = "\n".join(physical(text))
    return text.replace("\n ", "").replace("\n\t", "").split("\n")


def _soft_break(last: str, following: str, version: str) -> tuple[str, str]:
    """A quoted-printable line without '=', and the next without indent. One blank is text in 2.1, a fold in 3.0."""
    blanks = len(following) - len(following.lstrip(" \t"))
    strip = blanks if blanks > 1 or following[:1] == "\t" or version != "2.1" else 0
    return last.rstrip(" \t")[:-1], following[strip:]


def _gather(lines: list[str], at: int, version: str) -> tuple[list[str], int]:
    """The physical lines that make one logical line, and where the next one begins."""
    parts, quoted = [lines[at].lstrip(" \t")], None
    at += 1
    while at < len(lines):
        line = lines[at]
        if parts[-1][-1:] in "= \t" and parts[-1].rstrip(" \t").endswith("="):
            if quoted is None:
                pair = split_head("".join(parts))
                quoted = pair is not None and pair[0].encoding == "q"
            if quoted and not _END.fullmatch(line):
                parts[-1], line = _soft_break(parts[-1], line, version)
                parts.append(line)
                at += 1
                continue
        if line[:1] not in (" ", "\t"):
            break
        parts.append(line[1:])
        at += 1
    return parts, at


def _backslashed(value: str, lines: list[str], at: int) -> tuple[str, int]:
    """A value continued by a backslash at the end of the line, as some phones write 2.1."""
    parts = [value]
    while parts[-1].endswith("\\") and at < len(lines) and lines[at].strip() and ":" not in lines[at]:
        parts[-1] = parts[-1][:-1]
        parts.append(lines[at].strip())
        at += 1
    return "\n".join(parts), at


def logical(lines: list[str], version: str = "") -> Iterator[Line]:
    """Unfolded lines with their heads. Blank lines are skipped; base64 swallows following lines without a colon."""
    at = 0
    while at < len(lines):
        first = at
        if not lines[at] or lines[at].isspace():
            at += 1
            continue
        if lines[at][0] == "#":
            at += 1
            yield Line(first, at, None, lines[first])
            continue
        parts, at = _gather(lines, at, version)
        text = parts[0] if len(parts) == 1 else "".join(parts)
        pair = split_head(text)
        if pair is None:
            yield Line(first, at, None, text)
            continue
        head, value = pair
        more = at
        while head.encoding == "b" and more < len(lines) and lines[more].strip() and ":" not in lines[more]:
            more += 1
        if more > at:
            value, at = "".join([value, *lines[at:more]]), more
        if value[-1:] == "\\" and not value[-2:-1] >= "\udc80":
            value, at = _backslashed(value, lines, at)
        yield Line(first, at, head, value)


def decode(head: Head, value: str) -> tuple[str, bool]:
    """The text of a value, decoded but not unescaped, and whether it was repaired.

    Bytes that were no UTF-8 are in `value` as half surrogates (PEP 383), so the declared charset can still be honoured.
    """
    if head.encoding == "q":
        data = binascii.a2b_qp(value.encode("utf-8", "surrogateescape"))
    elif head.encoding == "b":
        return _decode_base64(head, value)
    elif value.isascii() and "\x1b" not in value:
        return clean(value), False
    else:
        data = value.encode("utf-8", "surrogateescape")
    text, repaired = to_text(data, head.charset)
    return clean(text), repaired


def _decode_base64(head: Head, value: str) -> tuple[str, bool]:
    try:
        data = binascii.a2b_base64("".join(value.split()) + "==")
    except (binascii.Error, ValueError):
        return clean(value), True
    text, repaired = to_text(data, head.charset)
    return clean(text), repaired
