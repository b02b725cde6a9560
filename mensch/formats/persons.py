"""From the cells of a row to a Record: what every address-book table shares, whatever its columns are called."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mensch.core.people import fold
from mensch.core.records import Address, AddressKind, Done, Fault, Item, Name, Post, Record, RecordKind
from mensch.formats.phones import email, phone, url
from mensch.formats.tabledates import Order, birthday, is_none

# What a spreadsheet made of a long number: the digits behind the sixth are gone.
_DESTROYED = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE]\+\d{1,2}")
_PARTS = ("street", "extended", "pobox", "city", "region", "postcode", "country")


class Slot(NamedTuple):
    """What a column holds ('given', 'email', 'street' …) and for which use ('work', 'home' …)."""

    what: str
    label: str = ""


class Value(NamedTuple):
    """A filled cell, what it is, and its column's name as written."""

    slot: Slot
    text: str
    column: str


def slots_of(table: str) -> dict[str, Slot]:
    """Folded column names and what they hold, from lines 'what,label: name|name'."""
    found: dict[str, Slot] = {}
    for entry in table.strip().splitlines():
        left, _, right = entry.partition(": ")
        what, _, label = left.partition(",")
        found |= {name: Slot(what, label) for name in right.split("|")}
    return found


@dataclass
class Keys:
    """Natural keys within one file: the hash of the sorted mail addresses, else of folded name and numbers.

    Two names that share their addresses are two people: the second key takes the name in.
    """

    names: dict[str, str] = field(default_factory=dict)
    twins: Counter[str] = field(default_factory=Counter)

    def of(self, name: str, addresses: Iterable[Address]) -> str:
        known = list(addresses)
        mails = sorted({a.key or fold(a.value) for a in known if a.kind is AddressKind.EMAIL})
        numbers = sorted({a.key or a.value for a in known if a.kind is AddressKind.PHONE})
        folded = fold(name) or name
        key = digest(*mails) if mails else digest(folded, *numbers)
        if mails and self.names.setdefault(key, folded) != folded:
            return digest(*mails, folded)
        return key if mails else self.once(key)

    def once(self, key: str) -> str:
        """The key itself the first time, then with its number: without an address, two equal rows may be two people."""
        self.twins[key] += 1
        return key if self.twins[key] == 1 else f"{key}#{self.twins[key]}"


def digest(*parts: str) -> str:
    """32 hexadecimal digits of SHA-256 over the parts."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True)
class Maker:
    """Makes records of one file."""

    source: str
    region: str | None = None
    order: Order = Order.UNKNOWN
    keys: Keys = field(default_factory=Keys)

    def make(self, values: Sequence[Value], line: int, raw: bytes, shown: str = "") -> Iterator[Item]:
        """The faults of a row's cells, then its Record; or the row set aside when it names nobody and no address."""
        made = _Row(self, line, values)
        addresses = tuple(made.addresses())
        name, posts = made.name(), tuple(made.posts())
        org = next((p.org for p in posts if p.org), "")
        born = made.birthday()
        yield from made.faults
        if not (name.full or name.nickname or org or addresses):
            yield Fault(line, "nobody", Done.SET_ASIDE, shown[:80].strip(), raw=raw)
            return
        firm = bool(org) and not (name.full or name.nickname)
        yield Record(
            self.source,
            self.keys.of(name.full or name.nickname or org, addresses),
            Name(org) if firm else name,
            addresses,
            () if firm else posts,
            RecordKind.FIRM if firm else RecordKind.PERSON,
            born,
            made.first("uid"),
            "\n".join(made.all("note")),
            tuple(dict.fromkeys(made.all("label"))),
            line=line,
            raw=shown,
        )


class _Row:
    def __init__(self, maker: Maker, line: int, values: Sequence[Value]) -> None:
        self.maker, self.line, self.values = maker, line, values
        self.faults: list[Fault] = []

    def all(self, what: str) -> list[str]:
        return [v.text for v in self.values if v.slot.what == what]

    def first(self, what: str) -> str:
        return next(iter(self.all(what)), "")

    def name(self) -> Name:
        given, additional, family = self.first("given"), self.first("additional"), self.first("family")
        full = self.first("full") or " ".join(p for p in (given, additional, family) if p)
        phonetic = " ".join(self.all("phonetic"))
        ends = self.first("prefix"), self.first("suffix"), self.first("nickname")
        return Name(full, given, family, additional, *ends, phonetic)

    def posts(self) -> Iterator[Post]:
        """One for each place: the columns of one place share their label."""
        places: dict[str, dict[str, str]] = {}
        for (what, label), text, _ in self.values:
            if what in ("org", "title", "department"):
                places.setdefault(label, {}).setdefault(what, text)
        for said in places.values():
            yield Post(said.get("org", ""), said.get("title", ""), said.get("department", ""))

    def addresses(self) -> Iterator[Address]:
        for value in self.values:
            kind, label = value.slot
            if kind == "email":
                yield from self._mails(value, label)
            elif kind == "phone":
                yield from self._phone(value, label)
            elif kind == "url":
                yield url(value.text, label)
            elif kind == "handle":
                yield Address(AddressKind.HANDLE, value.text, fold(value.text), label)
        yield from self._postal()

    def birthday(self) -> str:
        text = self.first("birthday")
        if is_none(text):
            return ""
        born = birthday(text, self.maker.order)
        if not born:
            known = birthday(text, Order.DAY) or birthday(text, Order.MONTH)
            self._fault("date-order-unknown" if known else "date-unreadable", text, "birthday")
        return born

    def _mails(self, value: Value, label: str) -> Iterator[Address]:
        text = value.text
        if text.upper().startswith("/O="):
            self._fault("address-not-mail", text, value.column)
            return
        parts = [p for p in re.split(r"[;,\s]+", text) if p]
        yield from (email(p, label) for p in (parts if all(_is_mail(p) for p in parts) else [text]))

    def _phone(self, value: Value, label: str) -> Iterator[Address]:
        if _DESTROYED.fullmatch(value.text.replace(" ", "")):
            self._fault("number-destroyed", value.text, value.column)
        else:
            yield phone(value.text, label, self.maker.region)

    def _postal(self) -> Iterator[Address]:
        places: dict[str, dict[str, list[str]]] = {}
        for (what, label), text, _ in self.values:
            if what in _PARTS or what == "place":
                places.setdefault(label, {}).setdefault(what, []).append(text)
        for label, parts in places.items():
            composed = [text for what in _PARTS for text in parts.get(what, ())]
            whole = ", ".join(parts.get("place", ()) or composed)
            yield Address(AddressKind.POSTAL, whole, fold(whole), label)

    def _fault(self, code: str, excerpt: str, where: str) -> None:
        self.faults.append(Fault(self.line, code, Done.REPAIRED, excerpt[:80], where))


def _is_mail(part: str) -> bool:
    return 0 < part.find("@") < len(part) - 1
