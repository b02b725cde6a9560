"""The lines of a vCard 3.0 or 4.0 for what a record knows (RFC 2426, RFC 6350), folded at 75 octets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mensch.core.records import Address, AddressKind, Name, Post, Record, RecordKind
from mensch.formats.charset import clean
from mensch.formats.vcard_names import SERVICES
from mensch.formats.vcard_values import escape

OCTETS = 75
# Labels that are written as TYPE; every other label becomes an X-ABLabel, which phones and servers show as it is.
_COMMON = "home work cell fax pager text video car isdn pcs msg modem other main mobile dom intl postal parcel"
_TYPES = frozenset(_COMMON.split())
_PROPERTY = {AddressKind.EMAIL: "EMAIL", AddressKind.PHONE: "TEL", AddressKind.URL: "URL", AddressKind.POSTAL: "ADR"}
_URI_SIGNS = str.maketrans({"\\": "\\\\", "\n": "\\n"})


def fold(line: str) -> str:
    """A content line with its end, folded: no piece is longer than 75 octets and no letter is cut (RFC 6350, 3.2)."""
    if len(line) <= OCTETS and line.isascii():
        return f"{line}\r\n"
    data, start, pieces = line.encode(), 0, []
    room = OCTETS
    while len(data) - start > room:
        cut = start + room
        while data[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(data[start:cut].decode())
        start, room = cut, OCTETS - 1
    pieces.append(data[start:].decode())
    return "\r\n ".join(pieces) + "\r\n"


def _text(value: str) -> str:
    return escape(clean(value))


def _uri(value: str) -> str:
    """A URI: its commas and semicolons are no separators and stay as they are."""
    return clean(value).translate(_URI_SIGNS)


def param(value: str) -> str:
    """A parameter value, quoted and with the escapes of RFC 6868."""
    text = clean(value).replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{text}"'


class Groups:
    """Hands out group names (item1, item2 ...) that are not taken."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken, self.number = frozenset(taken), 0

    def __call__(self) -> str:
        self.number += 1
        while f"ITEM{self.number}" in self.taken:
            self.number += 1
        return f"item{self.number}"


def name(given: Name, version: str) -> Iterator[str]:
    """FN first; 3.0 demands an N even when nobody knows the parts."""
    for full in (given.full, *given.variants):
        yield f"FN:{_text(full)}"
    parts = (given.family, given.given, given.additional, given.prefix, given.suffix)
    if any(parts) or version == "3.0":
        yield f"N:{';'.join(map(_text, parts))}"
    if given.nickname:
        yield f"NICKNAME:{_text(given.nickname)}"
    if given.phonetic:
        yield f"X-PHONETIC-FIRST-NAME:{_text(given.phonetic)}"


def posts(given: tuple[Post, ...], groups: Groups) -> Iterator[str]:
    """Where there are several, firm and title share a group, so that they stay together."""
    for post in given:
        group = f"{groups()}." if len(given) > 1 else ""
        if post.org or post.department:
            tail = f";{_text(post.department)}" if post.department else ""
            yield f"{group}ORG:{_text(post.org)}{tail}"
        if post.title:
            yield f"{group}TITLE:{_text(post.title)}"


def kind(given: RecordKind, version: str) -> Iterator[str]:
    if given is RecordKind.LIST:
        yield "KIND:group" if version == "4.0" else "X-ADDRESSBOOKSERVER-KIND:group"
    elif given is RecordKind.FIRM:
        yield "KIND:org" if version == "4.0" else "X-ABShowAs:COMPANY"


def birthday(given: str, version: str) -> Iterator[str]:
    """4.0 in the basic format of ISO 8601 (6350, 4.3.1); 3.0 extended, without a year as Apple does it."""
    if version == "4.0":
        plain = f"--{given[2:].replace('-', '')}" if given.startswith("--") else given.replace("-", "")
        yield f"BDAY:{given if len(given) == 7 and given[0] != '-' else plain}"
    elif given.startswith("--"):
        yield f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{given[2:]}"
    else:
        yield f"BDAY:{given}"


def rest(record: Record) -> Iterator[tuple[str, str]]:
    """(field of the record, line) of the simple ones."""
    if record.uid:
        yield "uid", f"UID:{_uri(record.uid)}"
    if record.note:
        yield "note", f"NOTE:{_text(record.note)}"
    if record.labels:
        yield "labels", f"CATEGORIES:{','.join(map(_text, record.labels))}"


def _types(label: str, version: str, kind: AddressKind) -> str:
    words = label.split()
    if version == "3.0" and kind is AddressKind.EMAIL:
        words.insert(0, "internet")
    return f";TYPE={','.join(words)}" if words else ""


def address(given: Address, version: str, groups: Groups) -> Iterator[str]:
    """One address; a label that is no common type stands beside it as X-ABLabel in the same group."""
    head, value, shown = _handle(given) if given.kind is AddressKind.HANDLE else _plain(given)
    words = given.label.split(" ")
    typed = given.kind is not AddressKind.HANDLE and _TYPES.issuperset(words) and len(set(words)) == len(words)
    if typed or given.label == shown:
        yield f"{head}{_types(given.label if typed else '', version, given.kind)}:{value}"
        return
    group = groups()
    yield f"{group}.{head}{_types('', version, given.kind)}:{value}"
    yield f"{group}.X-ABLabel:{_text(given.label)}"


def _plain(given: Address) -> tuple[str, str, str]:
    """Property with parameters, value, and the label that a reader will see in them."""
    head = _PROPERTY[given.kind]
    if given.kind is AddressKind.POSTAL:
        return head, f";;{_text(given.value)};;;;", ""
    if given.kind is AddressKind.URL:
        return head, _uri(given.value), ""
    if given.value.startswith("tel:"):
        return f"{head};VALUE=uri", _uri(given.value), ""
    return head, _text(given.value), ""


def _handle(given: Address) -> tuple[str, str, str]:
    service = given.key.partition(":")[0] or given.label
    if f"X-{service.upper()}" in SERVICES and ":" not in given.value:
        return f"X-{service.upper()}", _text(given.value), service
    return f"IMPP;X-SERVICE-TYPE={param(service)}" if service else "IMPP", _uri(given.value), service
