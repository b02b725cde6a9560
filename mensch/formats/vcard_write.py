"""Records to vCards, carrying over what we did not understand (RFC 6350 for 4.0, RFC 2426 for 3.0).

Laws: read(write(read(x))) = read(x) on the fields; unknown lines of the kept card come out byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from mensch.core.records import Address, Record
from mensch.formats import vcard_render as render
from mensch.formats.vcard_fields import HANDLERS, Draft
from mensch.formats.vcard_head import Head
from mensch.formats.vcard_lines import decode, logical, physical
from mensch.formats.vcard_record import record_of

Version = Literal["4.0", "3.0"]
_FIELD = (
    dict.fromkeys(("ORG", "TITLE", "ROLE"), "posts")
    | {"NOTE": "note", "CATEGORIES": "labels", "BDAY": "birthday", "UID": "uid"}
    | dict.fromkeys(("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS"), "kind")
    | dict.fromkeys(("FN", "N", "NICKNAME"), "name")
    | {f"X-PHONETIC-{part}-NAME": "name" for part in ("FIRST", "MIDDLE", "LAST")}
)
_FRAME = frozenset(("BEGIN", "END", "VERSION"))
_LAST = "END:VCARD\r\n"
_BESIDE = frozenset(("X-ABLABEL", "X-ABADR"))
_PICTURES = frozenset(("PHOTO", "LOGO"))
_DATA = re.compile(r"data:image/([\w.+-]+)[^,]*;base64,", re.IGNORECASE)
_VERSION = re.compile(r"(?im)^VERSION[^:\n]*:\s*([\d.]+)")


class _Kept(NamedTuple):
    """A line of the kept card: as it stood, and the address it holds (an index into the record's), if any."""

    head: Head
    value: str
    text: str
    place: int = -1


class _Card(NamedTuple):
    version: str
    lines: tuple[_Kept, ...] = ()
    record: Record | None = None


def _parse(keep: str) -> _Card:
    found = _VERSION.search(keep)
    version = found[1] if found else ""
    draft, kept = Draft(version), list[_Kept]()
    lines = physical(keep)
    for line in logical(lines, version):
        if line.head is None or line.head.name in _FRAME:
            continue
        handler, before = HANDLERS.get(line.head.name), len(draft.addresses)
        if handler and line.head.name not in _PICTURES:
            handler(draft, line.head, decode(line.head, line.value)[0])
        text = "".join(f"{part}\r\n" for part in lines[line.number : line.after])
        if line.head.encoding == "q" and text.rstrip().endswith("="):
            text = f"{text.rstrip()[:-1]}\r\n"  # a soft break with nothing behind it would swallow the next line
        kept.append(_Kept(line.head, line.value, text, before if len(draft.addresses) > before else -1))
    return _Card(version, tuple(kept), record_of(draft, 0, ""))


def _bare(address: Address) -> tuple[str, str, str]:
    return address.kind, address.value, address.label


def _picture(line: _Kept, version: str) -> str:
    """A photo in the form of the version: data: URI in 4.0 (RFC 2397), ENCODING=b in 3.0."""
    if line.head.encoding == "b" and version == "4.0":
        form = next((t for t in line.head.types if t in ("png", "gif", "webp")), "jpeg")
        return render.fold(f"{line.head.name}:data:image/{form};base64,{''.join(line.value.split())}")
    if version == "3.0" and (found := _DATA.match(line.value)):
        return render.fold(f"{line.head.name};ENCODING=b;TYPE={found[1].upper()}:{line.value[found.end() :].strip()}")
    return _blob(line, version) if line.head.encoding == "b" else line.text


def _blob(line: _Kept, version: str) -> str:
    """Base64 that an old card wrote without indent or with blank lines, folded as newer versions want it."""
    start = line.text.partition(":")[0]
    value = "".join(line.value.split())
    return line.text if "\n" in start or version == "2.1" else render.fold(f"{start}:{value}")


class _Writer:
    def __init__(self, record: Record, keep: _Card, version: Version) -> None:
        self.record, self.keep, self.version = record, keep, version
        # Lines we understand are taken over with all their parameters, but not into another version's grammar.
        self.alike = keep.record is not None and (keep.version or "3.0") == version
        self.groups = render.Groups(line.head.group for line in keep.lines)
        self.used: set[str] = set()

    def _same(self, field: str) -> bool:
        return self.alike and getattr(self.keep.record, field) == getattr(self.record, field)

    def _over(self, field: str) -> Iterator[str]:
        """The kept lines of a field."""
        for line in self.keep.lines:
            if _FIELD.get(line.head.name) == field:
                self.used.add(line.head.group)
                yield line.text

    def _field(self, field: str, lines: Iterable[str]) -> Iterator[str]:
        over = list(self._over(field)) if self._same(field) else []
        yield from over or map(render.fold, lines)

    def _addresses(self) -> Iterator[str]:
        waiting: dict[tuple[str, str, str], list[_Kept]] = {}
        if self.alike and self.keep.record:
            for line in self.keep.lines:
                if line.place >= 0:
                    waiting.setdefault(_bare(self.keep.record.addresses[line.place]), []).append(line)
        for address in self.record.addresses:
            if lines := waiting.get(_bare(address)):
                line = lines.pop(0)
                self.used.add(line.head.group)
                yield line.text
            else:
                yield from map(render.fold, render.address(address, self.version, self.groups))

    def _unknown(self) -> Iterator[str]:
        others = [line for line in self.keep.lines if line.head.name not in _FIELD and line.place < 0]
        self.used.update(line.head.group for line in others if line.head.name not in _BESIDE)
        for line in others:
            if line.head.name in _BESIDE and line.head.group not in self.used:
                continue
            if line.head.name in _PICTURES and not self.alike:
                yield _picture(line, self.version)
            elif line.head.encoding == "b" and not self.alike:
                yield _blob(line, self.version)
            else:
                yield line.text

    def lines(self) -> Iterator[str]:
        yield f"BEGIN:VCARD\r\nVERSION:{self.version}\r\n"
        record, version = self.record, self.version
        yield from self._field("kind", render.kind(record.kind, version))
        yield from self._field("name", render.name(record.name, version))
        yield from self._field("posts", render.posts(record.posts, self.groups))
        if record.birthday:
            yield from self._field("birthday", render.birthday(record.birthday, version))
        for field, line in render.rest(record):
            yield from self._field(field, [line])
        yield from self._addresses()
        yield from self._unknown()
        yield _LAST


def write_card(record: Record, *, keep: str = "", version: Version = "4.0") -> str:
    """One vCard. `keep` is the raw card the record was read from: its unknown lines, and in the same version its
    parameters, are carried over; what the record no longer says is not."""
    return "".join(_Writer(record, _kept(keep), version).lines())


def _kept(keep: str) -> _Card:
    """The raw card taken apart; an empty one for what is no vCard."""
    return _parse(keep) if keep.lstrip("\ufeff \r\n\t")[:11].upper() == "BEGIN:VCARD" else _Card("")


def write_cards_of(record: Record, cards: Iterable[str], *, version: Version = "4.0") -> str:
    """One vCard of somebody whom several cards told of: the newest is carried over whole, of the others what nobody
    understands, once. The record has the UID of that card, if it has one.
    """
    newest, *others = [*reversed(list(cards))] or [""]
    kept = _kept(newest)
    uid = (kept.record and kept.record.uid) or record.uid
    card = "".join(_Writer(replace(record, uid=uid), kept, version).lines())
    more = dict.fromkeys(text for other in others for text in _not_understood(other))
    lines = "".join(text for text in more if text not in card)
    return f"{card.removesuffix(_LAST)}{lines}{_LAST}" if lines else card


def _not_understood(keep: str) -> Iterator[str]:
    """Lines of a card that hold no field of ours, without their groups: another card may use the same ones."""
    for line in _parse(keep).lines:
        if line.head.name not in _FIELD and line.head.name not in _BESIDE | _PICTURES and line.place < 0:
            yield line.text[len(line.head.group) + 1 :] if line.head.group else line.text


def write(records: Iterable[Record], *, version: Version = "4.0") -> bytes:
    """A file of vCards in UTF-8, each with what its own raw card holds beyond the record."""
    return "".join(write_card(record, keep=record.raw, version=version) for record in records).encode()
