"""vCard 2.1, 3.0, 4.0 and what calls itself so, to records (RFC 6350, RFC 2426, the versit paper of 1996).

One bad card costs one card, one bad line one line: it is named in a Fault and stays in `Record.raw`, so that writing
gives it back. Set aside is only ever a whole card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mensch.core.records import Done, Fault, Item, Record, Seen
from mensch.formats import vcard_cards, vcard_limits
from mensch.formats.charset import is_safe, narrow, to_text
from mensch.formats.vcard_cards import Span
from mensch.formats.vcard_fields import HANDLERS, KNOWN_RAW, Draft
from mensch.formats.vcard_lines import Line, decode, logical, physical
from mensch.formats.vcard_record import record_of

CARDS = 250_000
PROPERTIES = 1_000
FIELD = 64 << 10  # characters
_VERSION = re.compile(r"(?im)^(?:[\w-]+\.)?VERSION[^:\n]*:\s*([\d.]+)")
_BLANKS = re.compile(r"\n{3,}")


class _Card:
    """One card on its way to a record; collects the faults of its lines."""

    def __init__(self, line: int, region: str | None, ignored: dict[str, None]) -> None:
        self.line, self.ignored = line, ignored
        self.draft = Draft(region=region)
        self.faults: list[Fault] = []

    def fault(self, number: int, code: str, excerpt: str = "", where: str = "") -> None:
        # A binary blob torn into lines must not bury the rest of the report.
        if not self.faults or (self.faults[-1].code, self.faults[-1].where) != (code, where):
            self.faults.append(Fault(self.line + number, code, Done.REPAIRED, excerpt[:80], where))

    def take(self, line: Line, dirty: bool) -> None:
        """One logical line into the draft. `dirty`: the card held bytes that are no UTF-8, or control characters."""
        head, value = line.head, line.value
        if head is None:
            self.fault(line.number, "comment" if value.startswith("#") else "no-colon", value)
            return
        handler = HANDLERS.get(head.name)
        if handler is None:
            self.ignore(head.name)
            return
        if head.encoding or head.charset or dirty:
            if head.name == "SOUND" and head.encoding == "b":
                return
            value, repaired = decode(head, value)
            if repaired:
                self.fault(line.number, "charset", value, head.name)
        if len(value) > FIELD:
            self.fault(line.number, "too-long", value, head.name)
            value = value[:FIELD]
        if handler(self.draft, head, value) is False:
            self.fault(line.number, "unreadable", value, head.name)

    def ignore(self, name: str) -> None:
        if name not in KNOWN_RAW and len(self.ignored) < 200:
            self.ignored.setdefault(name[:80])

    def read(self, text: str, dirty: bool) -> None:
        found = _VERSION.search(text)
        self.draft.version = found[1] if found else ""
        lines = physical(text)
        for count, line in enumerate(logical(lines, self.draft.version)):
            if count >= PROPERTIES:
                self.fault(line.number, "too-many-properties", line.value)
                return
            self.take(line, dirty)


def _text_of(data: bytes) -> tuple[str, bool]:
    try:
        text = data.decode()
    except UnicodeError:
        return data.decode("utf-8", "surrogateescape"), True
    return text, not is_safe(text.replace("\r", ""))


def _raw(text: str, dirty: bool, head: str, foot: str) -> str:
    """The card as it stood; where it was no UTF-8, made so line by line, with its CHARSET said anew."""
    if dirty:
        text = "\n".join(map(_raw_line, text.split("\n")))
    return f"{head}{text}{foot or 'END:VCARD'}".replace("\0", "")


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
    if span.tail - span.body > vcard_limits.LARGE:
        body, dropped = vcard_limits.thin(data, span.pieces(span.body, span.tail))
        for number, excerpt in dropped:
            card.fault(number, "too-long", excerpt.decode("utf-8", "replace"))
    else:
        body, dropped = span.own(data, span.body, span.tail), []
    text, dirty = _text_of(body)
    card.read(text, dirty)
    head, foot = (data[a:b].decode("utf-8", "replace") for a, b in ((span.begin, span.body), (span.tail, span.end)))
    raw = _raw(_BLANKS.sub("\n", text) if dropped else text, dirty, head, foot)
    return record_of(card.draft, span.line, raw)


def _aside(data: bytes, span: Span, code: str) -> Fault:
    raw = span.own(data, span.begin, span.end)
    return Fault(span.line, code, Done.SET_ASIDE, raw[:80].decode("utf-8", "replace"), "card", raw)


def _gap(data: bytes, span: Span) -> Fault:
    raw = data[span.begin : min(span.end, span.begin + FIELD)].strip()
    return Fault(span.line, "outside", Done.REPAIRED, raw[:80].decode("utf-8", "replace"), "file", raw)


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:
    """Records and faults of a file of vCards in file order, then what was seen.

    `region` (ISO 3166-1 alpha-2) is where numbers without a country belong; without it they stay text. A card in the
    AGENT of another is a record of its own. A card without any name is a record without, and a fault 'no-name'.
    Law: Seen.found = records + faults set aside, up to 250,000 cards; cards beyond them are one fault 'too-many-cards'.
    """
    plain, damaged = narrow(data)
    if damaged:
        yield Fault(1, "charset", Done.REPAIRED, where="file")
    ignored: dict[str, None] = {}
    cards = 0
    for span in vcard_cards.split(plain):
        if span.kind == "gap":
            yield _gap(plain, span)
            continue
        cards += 1
        if cards > CARDS:
            yield Fault(span.line, "too-many-cards", Done.SET_ASIDE, where="file")
            break
        if span.depth > vcard_cards.NESTING:
            yield _aside(plain, span, "too-deep")
            continue
        card = _Card(span.line, region, ignored)
        record = _read_card(plain, span, card)
        if not record.name.full:
            card.fault(0, "no-name")
        yield record
        yield from card.faults
    yield Seen(vcard_cards.count(plain), tuple(ignored))
