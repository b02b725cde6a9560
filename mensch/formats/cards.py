"""Cards in a square of dots: MECARD (NTT DOCOMO) and BIZCARD, one or several in a text.

Fields end with ';', a backslash takes the meaning from the sign behind it; N of MECARD is family,given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mensch.core.people import fold
from mensch.core.records import Address, AddressKind, Done, Fault, Item, Name, Post, Record, Seen
from mensch.formats import phones
from mensch.formats.charset import clean, narrow, to_text
from mensch.formats.vcard_record import natural_key
from mensch.formats.vcard_values import birthday

FIELDS = 1_000
_BEGIN = re.compile(r"(?im)^[ \t]*(?=(?:MECARD|BIZCARD):)")
_FIELD = re.compile(r"((?:[^;\\]|\\.)*+);?", re.DOTALL)
_BIZ = {
    "A": "ADR",
    "B": "TEL",
    "F": "FAX",
    "M": "CELL",
    "E": "EMAIL",
    "T": "TITLE",
    "C": "ORG",
    "N": "GIVEN",
    "X": "FAMILY",
}
_LABELS = {"FAX": "fax", "CELL": "cell", "TEL-AV": "video"}
_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\;,:"} | {"\n": " ", "\r": None})


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:
    """A record for each card. `region` is where numbers without a country belong."""
    text, repaired = to_text(narrow(data)[0])
    if repaired:
        yield Fault(1, "charset", Done.REPAIRED, where="file")
    starts = [found.end() for found in _BEGIN.finditer(text)]
    line, before = 1, 0
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        line, before = line + text.count("\n", before, start), start
        raw = text[start:stop].strip()
        try:
            yield _card(raw, line, region)
        except ValueError:
            yield Fault(line, "no-name", Done.SET_ASIDE, raw[:80], "card", raw.encode())
    yield Seen(len(re.findall(rb"(?i)(?:\A|[\n])[ \t]*(?:MECARD|BIZCARD):", narrow(data)[0])))


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL).strip()


def _fields(raw: str) -> Iterator[tuple[str, str]]:
    """(name, value still escaped) of a card."""
    form, _, rest = clean(raw).partition(":")
    for count, found in enumerate(_FIELD.finditer(rest)):
        name, colon, value = found[1].strip().partition(":")
        if colon and value.strip() and count < FIELDS:
            name = name.upper()
            yield (_BIZ.get(name, name) if form.upper() == "BIZCARD" else name), value


def _name(fields: dict[str, str]) -> Name:
    """The parts are taken as given; a name without comma stays one text."""
    family, comma, given = _split_comma(fields.get("N", ""))
    if not comma:
        family, given, whole = fields.get("FAMILY", ""), fields.get("GIVEN", ""), family
        family, given = _unescape(family), _unescape(given)
    else:
        whole = ""
    full = whole or " ".join(filter(None, (given, family))) or _unescape(fields.get("ORG", fields.get("NICKNAME", "")))
    sound = " ".join(filter(None, reversed(_split_comma(fields.get("SOUND", ""))[::2])))
    return Name(full, given, family, nickname=_unescape(fields.get("NICKNAME", "")), phonetic=sound)


def _split_comma(value: str) -> tuple[str, str, str]:
    found = re.match(r"((?:[^,\\]|\\.)*+)(,?)(.*)", value, re.DOTALL)
    family, comma, given = found.groups() if found else (value, "", "")
    return _unescape(family), comma, _unescape(given.replace(",", " "))


def _address(name: str, value: str, region: str | None) -> Address | None:
    if name in ("TEL", "TEL-AV", "FAX", "CELL"):
        return phones.phone(value, _LABELS.get(name, ""), region)
    if name == "ADR":
        return Address(AddressKind.POSTAL, value, fold(value))
    return phones.email(value) if name == "EMAIL" else phones.url(value) if name == "URL" else None


def _card(raw: str, line: int, region: str | None) -> Record:
    """Raises ValueError for a card that names nobody."""
    fields: dict[str, str] = {}
    addresses: list[Address] = []
    for key, value in _fields(raw):
        fields.setdefault(key, value)
        if address := _address(key, _unescape(value), region):
            addresses.append(address)
    name, found = _name(fields), tuple(addresses)
    if not name.full and not found:
        raise ValueError(raw[:80])
    said = {key: _unescape(value) for key, value in fields.items()}
    post = Post(said.get("ORG", ""), said.get("TITLE", ""))
    record = Record("mecard", natural_key("", name, found, raw), name, found, (post,) if any(post) else ())
    return replace(record, birthday=birthday(said.get("BDAY", "")), note=said.get("NOTE", ""), line=line, raw=raw)


def write_mecard(record: Record) -> str:
    """The card as MECARD, for a QR code: name, numbers, mail addresses, links, firm; nothing else."""

    def field(name: str, value: str) -> str:
        return f"{name}:{clean(value).translate(_SIGNS)};"

    name = record.name
    names = ",".join(clean(part).translate(_SIGNS) for part in (name.family, name.given))
    out = [f"N:{names};" if name.family and name.given else field("N", name.full)]
    kinds = ((AddressKind.PHONE, "TEL"), (AddressKind.EMAIL, "EMAIL"), (AddressKind.URL, "URL"))
    out += [field(word, address.value) for kind, word in kinds for address in record.of(kind)]
    out += [field("ORG", record.posts[0].org)] if record.posts and record.posts[0].org else []
    return f"MECARD:{''.join(out)};"
