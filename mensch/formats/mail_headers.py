"""Header lines of a mail: unfolding, decoding, addresses. Never the body.

Sources: RFC 5322 (headers), RFC 2047 (encoded words), RFC 6532 (UTF-8 headers), and what mail programs do instead.
"""

from __future__ import annotations

import inspect
import re
from binascii import Error as Base64Error
from collections.abc import Callable, Iterable
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses
from functools import lru_cache
from typing import NamedTuple

from mensch.core.people import email_key
from mensch.core.records import Party

HEADER_BYTES = 65_536
BLOCK_BYTES = 1_048_576
BRACKETS = 100
ADDRESSES = 1_000
CACHED = 256

_NAME = re.compile(rb"([!-9;-~]{1,128})[ \t]*:")
_ENCODED = re.compile(r"=\?[^?\s]{1,80}\?[bBqQ]\?")
_LOOSE = re.compile(r"[^\s<>()\[\],;:\"']{1,128}@[^\s<>()\[\],;:\"'@]{1,255}")

# A mailbox without comments, escapes or groups, up to its comma: "name" <a@b>, name <a@b>, <a@b> or a@b.
_ADDRESS = r"[\w!#$%&'*+/=?^`{|}~.-]{1,128}@[\w.-]{1,255}"
_MAILBOX = re.compile(
    rf'\s*(?:(?:"([^"\\@]{{0,256}})"\s*|([^"<>(),:;@\\\[\]]{{0,256}}))<({_ADDRESS})>|({_ADDRESS}))\s*(?:,|\Z)'
)

# Python from 3.13 (and late 3.9 to 3.12) answers nothing for a header with one odd part unless told otherwise.
_STRICT: dict[str, bool] = {"strict": False} if "strict" in inspect.signature(getaddresses).parameters else {}
_addresses: Callable[..., list[tuple[str, str]]] = getaddresses


class Header(NamedTuple):
    """One header line, unfolded. `name` in lower case; `value` as bytes; `cut` when it was too long."""

    name: str
    value: bytes
    cut: bool = False


def headers(block: Iterable[bytes], wanted: frozenset[str]) -> tuple[list[Header], int, int]:
    """The wanted headers of a block of lines, how many lines are headers at all, and how many are none.

    A line that is no header and no continuation is passed over, so that one bad line costs one line.
    """
    found: list[tuple[str, list[bytes]]] = []
    current: list[bytes] | None = None
    known = stray = 0
    for line in block:
        if line[:1] in (b" ", b"\t"):
            if current is not None:
                current.append(line)
            continue
        match = _NAME.match(line)
        current = None
        if not match:
            stray += 1
            continue
        known += 1
        name = match[1].decode("ascii").lower()
        if name in wanted:
            current = [line[match.end() :]]
            found.append((name, current))
    return [_unfolded(name, pieces) for name, pieces in found], known, stray


def _unfolded(name: str, pieces: list[bytes]) -> Header:
    value = b"".join(piece.rstrip(b"\r\n") for piece in pieces).strip()
    if len(value) <= HEADER_BYTES:
        return Header(name, value)
    kept = value[:HEADER_BYTES]
    return Header(name, kept[: max(kept.rfind(b","), kept.rfind(b" "), 0)] or kept, cut=True)


def text(value: bytes) -> str:
    """Bytes of one header as text: UTF-8 (RFC 6532), else cp1252, else Latin-1. Controls become blanks."""
    for charset in ("utf-8", "cp1252"):
        try:
            return _printable(value.decode(charset))
        except UnicodeDecodeError:
            continue
    return _printable(value.decode("latin-1"))


def _printable(value: str) -> str:
    return value if value.isprintable() else "".join(c if c.isprintable() or c == "\t" else " " for c in value)


def decoded(value: str) -> str:
    """Encoded words (RFC 2047) put into letters. Split ones are joined first; unreadable ones stay."""
    if "=?" not in value or not _ENCODED.search(value):
        return value.strip()
    return _words_cached(value) if len(value) <= CACHED else _words(value)


def _words(value: str) -> str:
    try:
        parts = decode_header(value)
    except (HeaderParseError, Base64Error, ValueError):
        return value.strip()
    whole = "".join(part if isinstance(part, str) else _charset(part, charset) for part, charset in parts)
    return " ".join(_printable(whole).split())


_words_cached = lru_cache(maxsize=4096)(_words)


def _charset(part: bytes, charset: str | None) -> str:
    try:
        return part.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return text(part)


def parties(value: bytes) -> tuple[tuple[Party, ...], str]:
    """The people of an address header, and a code of what was wrong with it ('' when nothing).

    Parts without '@' (half of an unquoted 'Doe, Jane <…>', an Exchange X.500 name) are no addresses.
    """
    return _parties_cached(value) if len(value) <= CACHED else _parties(value)


def _parties(value: bytes) -> tuple[tuple[Party, ...], str]:
    raw = text(value)
    if raw.count("(") > BRACKETS or raw.count("<") > 4 * ADDRESSES:
        return (), "too-many-brackets"
    found = _plain(raw) or _parsed(raw)
    if not found and _ENCODED.search(raw):
        found = _parsed(decoded(raw))
    if not found and "@" in raw:
        loose = tuple(Party(address) for address in map(_folded, _LOOSE.findall(raw)) if address)
        return loose[:ADDRESSES], "odd-address" if loose else "no-address"
    return found[:ADDRESSES], "too-many-addresses" if len(found) > ADDRESSES else ""


_parties_cached = lru_cache(maxsize=4096)(_parties)


def _plain(raw: str) -> tuple[Party, ...]:
    """The same answer as `_parsed` in a tenth of the time, for headers that are plain; () for all others."""
    found, at = [], 0
    while match := _MAILBOX.match(raw, at):
        name = match[1] if match[1] is not None else " ".join((match[2] or "").split())
        address = email_key(match[3] or match[4])
        found.append(Party(address, _shown(decoded(name), address)))
        at = match.end()
        if at == len(raw):
            return tuple(found)
    return ()


def _parsed(raw: str) -> tuple[Party, ...]:
    try:
        pairs = _addresses([raw], **_STRICT)
    except (IndexError, ValueError, RecursionError):
        return ()
    named = ((decoded(name), _folded(decoded(address))) for name, address in pairs)
    return tuple(Party(address, _shown(name, address)) for name, address in named if address)


def _folded(address: str) -> str:
    """For comparison; a quoted local part may hold blanks, which `email_key` refuses."""
    return email_key(address) or (
        " ".join(address.casefold().split()) if address.count("@") and address[0] != "@" else ""
    )


def _shown(name: str, address: str) -> str:
    """A name that only repeats the address, or its quotes, says nothing."""
    plain = name.strip().strip("'\"").strip()
    return "" if plain.casefold() == address else plain
