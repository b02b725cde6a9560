"""vCard 2.1, 3.0, 4.0 and what calls itself so, to records (RFC 6350, RFC 2426, the versit paper of 1996).

One bad card costs one card, one bad line one line: it is named in a Fault and stays in `Record.raw`, so that writing
gives it back. Set aside is only ever a whole card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mensch.core.records import Done, Fault, Item, Record, Seen
from mensch.formats import vcard_cards, vcard_limits
from mensch.formats.charset import is_safe, narrow, to_text
from mensch.formats.vcard_cards import Span
from mensch.formats.vcard_fields import HANDLERS, Draft, Handler, keep
from mensch.formats.vcard_head import Head, read_head
from mensch.formats.vcard_lines import Line, decode, logical, physical, unfold
from mensch.formats.vcard_record import record_of

CARDS = 250_000
PROPERTIES = 1_000
FIELD = 64 << 10  # characters
_VERSION = re.compile(r"(?im)^(?:[\w-]+\.)?VERSION[^:\n]*:\s*([\d.]+)")
_USUAL_VERSION = re.compile(r"BEGIN:VCARD\r?\nVERSION:([\d.]+)\r?\n")
_PLAIN = bytes(b for b in range(128) if 31 < b < 127 or b in b"\t\r\n")
_BLANKS = re.compile(r"\n{3,}")


class _Card:
    """One card on its way to a record; collects the faults of its lines."""

    def __init__(self, line: int, region: str | None, ignored: dict[str, None]) -> None:
        self.line, self.region, self.ignored = line, region, ignored
        self.draft = Draft(region=region)
        self.faults: list[Fault] = []

    def fault(self, number: int, code: str, excerpt: str = "", where: str = "") -> None:
        # A binary blob torn into lines must not bury the rest of the report.
        if not self.faults or (self.faults[-1].code, self.faults[-1].where) != (code, where):
            self.faults.append(Fault(self.line + number, code, Done.REPAIRED, excerpt[:80], where))

    def take(self, line: Line) -> None:
        head, value = line.head, line.value
        if head is None:
            self.fault(line.number, "comment" if value.startswith("#") else "no-colon", value)
            return
        handler = HANDLERS.get(head.name)
        if handler is None:
            self.ignore(head.name)
        if handler in (None, keep) or (head.name == "SOUND" and head.encoding == "b"):
            return
        value, repaired = decode(head, value)
        if repaired:
            self.fault(line.number, "charset", value, head.name)
        if len(value) > FIELD:
            self.fault(line.number, "too-long", value, head.name)
            value = value[:FIELD]
        if handler is not None and handler(self.draft, head, value) is False:
            self.fault(line.number, "unreadable", value, head.name)

    def ignore(self, name: str) -> None:
        if len(self.ignored) < 200:
            self.ignored.setdefault(name[:80])

    def read(self, text: str, dirty: bool) -> None:
        """All lines into the draft. `dirty`: the card held bytes that are no UTF-8, or control characters."""
        found = _USUAL_VERSION.match(text) or _VERSION.search(text)
        version = self.draft.version = found[1] if found else ""
        if not dirty and self._read_plain(text):
            return
        self.draft = Draft(version, self.region)
        for count, line in enumerate(logical(physical(text), version)):
            if count >= PROPERTIES:
                self.fault(line.number, "too-many-properties", line.value)
                return
            self.take(line)

    def _read_plain(self, text: str) -> bool:
        """The short way for cards with nothing odd in them; False when the long way must be taken."""
        draft, lines = self.draft, unfold(text)
        if len(lines) > PROPERTIES or (len(text) > FIELD and max(map(len, lines)) > FIELD):
            return False
        for line in lines:
            text, colon, value = line.partition(":")
            if not colon:
                if line:
                    return False
                continue
            head, handler = _plan(text) if len(text) < 200 else (None, None)
            if head is None:
                return False
            if handler is None:
                self.ignore(head.name)
            elif handler is not keep and handler(draft, head, value) is False:
                return False
        return True


@lru_cache(maxsize=4096)
def _plan(text: str) -> tuple[Head | None, Handler | None]:
    """What to do with a line that begins like this; no head when it needs the long way."""
    if not text.strip() or text[0] in "# \t" or text.count('"') % 2:
        return None, None
    head = read_head(text)
    handler = HANDLERS.get(head.name)
    # Base64 may go on in lines that look like others' values, quoted-printable over soft breaks.
    odd = head.encoding == "q" or (handler not in (None, keep) and bool(head.encoding or head.charset))
    return (None, None) if odd else (head, handler)


def _text_of(data: bytes) -> tuple[str, bool]:
    """The text, and whether it needs care: no UTF-8 (what is none stays as half surrogates), or control characters."""
    try:
        text = data.decode()
    except UnicodeError:
        return data.decode("utf-8", "surrogateescape"), True
    return text, bool(data.translate(None, _PLAIN)) if data.isascii() else not is_safe(text.replace("\r", ""))


def _raw(text: str, dirty: bool, closed: bool) -> str:
    """The card as it stood; where it was no UTF-8, made so line by line, with its CHARSET said anew."""
    if dirty:
        text = "\n".join(map(_raw_line, text.split("\n"))).replace("\0", "")
    return text if closed else f"{text.rstrip()}\r\nEND:VCARD"


def _raw_line(line: str) -> str:
    if line.isascii():
        return line
    try:
        line.encode()
    except UnicodeError:
        found = re.match(r"([^:]*;CHARSET=)([^;:]+)", line, re.IGNORECASE)
        text, _ = to_text(line.encode("utf-8", "surrogateescape"), found[2] if found else "")
        return re.sub(r"^([^:]*;CHARSET=)([^;:]+)", r"\1UTF-8", text, flags=re.IGNORECASE)
    return line


def _read_card(data: bytes, span: Span, card: _Card) -> Record:
    if not span.closed:
        card.fault(0, "no-end")
    if span.end - span.begin > vcard_limits.LARGE:
        body, dropped = vcard_limits.thin(data, span.pieces())
        for number, excerpt in dropped:
            card.fault(number, "too-long", excerpt.decode("utf-8", "replace"))
        text, dirty = _text_of(body)
        raw = _BLANKS.sub("\n", text) if dropped else text
    else:
        text, dirty = _text_of(span.own(data))
        raw = text
    card.read(text, dirty)
    return record_of(card.draft, span.line, _raw(raw, dirty, span.closed))


def _aside(data: bytes, span: Span, code: str) -> Fault:
    raw = span.own(data)
    return Fault(span.line, code, Done.SET_ASIDE, raw[:80].decode("utf-8", "replace"), "card", raw)


def _gap(data: bytes, span: Span) -> Fault:
    raw = data[span.begin : min(span.end, span.begin + FIELD)].strip()
    return Fault(span.line, "outside", Done.REPAIRED, raw[:80].decode("utf-8", "replace"), "file", raw)


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:
    """Records and faults of a file of vCards in file order, then what was seen.

    `region` (ISO 3166-1 alpha-2) is where numbers without a country belong; without it they stay text. A card in the
    AGENT of another is a record of its own. A card without any name is a record without, and a fault 'no-name'.
    Law: Seen.found = records + faults set aside. More than 250,000 cards are one 'too-many-cards', none is 'no-card'.
    """
    plain, damaged = narrow(data)
    if damaged:
        yield Fault(1, "charset", Done.REPAIRED, where="file")
    found = vcard_cards.count(plain)
    if found > CARDS:
        yield Fault(1, "too-many-cards", Done.SET_ASIDE, f"{found} cards, at most {CARDS} in one file", "file")
        yield Seen(found)
        return
    if not found and plain.strip():
        yield Fault(1, "no-card", Done.SET_ASIDE, plain.strip()[:80].decode("utf-8", "replace"), "file", plain[:FIELD])
        yield Seen(1)
        return
    ignored: dict[str, None] = {}
    for span in vcard_cards.split(plain):
        if span.kind == "gap":
            yield _gap(plain, span)
            continue
        if span.depth > vcard_cards.NESTING:
            yield _aside(plain, span, "too-deep")
            continue
        card = _Card(span.line, region, ignored)
        record = _read_card(plain, span, card)
        if not record.name.full:
            card.fault(0, "no-name")
        yield record
        yield from card.faults
    yield Seen(found, tuple(ignored))
