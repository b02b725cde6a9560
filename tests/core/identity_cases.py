"""Small invented worlds of records in which we know who is who: example data from tests/files/identity/worlds.txt."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import NamedTuple

from mensch.core.people import email_key, fold, url_key
from mensch.core.records import Address, AddressKind, Name, Post, Record

_FILE = Path(__file__).parents[1] / "files" / "identity" / "worlds.txt"
_number = count()


class World(NamedTuple):
    """A title, its records, and for each record the number of the person it truly is."""

    title: str
    records: tuple[Record, ...]
    people: tuple[int, ...]


def made(book: str, name: str, *said: str, key: str = "") -> Record:
    """A record. 'given/family' is a name in parts; what is said is 'org=', 'born=', 'home=', 'nick=' or an address."""
    plain = [s for s in said if "=" not in s]
    facts = dict(s.split("=", 1) for s in said if "=" in s)
    known = [_address(a) for a in plain]
    if home := facts.get("home"):
        known.append(Address(AddressKind.POSTAL, home, fold(home)))
    posts = (Post(facts["org"]),) if "org" in facts else ()
    key = key or f"{book}-{next(_number)}"
    return Record(book, key, _name(name, facts), tuple(known), posts, birthday=facts.get("born", ""))


def _name(text: str, facts: dict[str, str]) -> Name:
    variants = (facts["variant"],) if "variant" in facts else ()
    given, slash, family = text.partition("/")
    if not slash:
        return Name(text, variants=variants)
    return Name(f"{given} {family}", given, family, nickname=facts.get("nick", ""), variants=variants)


def _address(text: str) -> Address:
    """Told apart by its look: '+' begins a phone, '@' without '/' is a mail, all else is a URL."""
    if text.startswith("+"):
        return Address(AddressKind.PHONE, text, text)
    if "@" in text and "/" not in text:
        return Address(AddressKind.EMAIL, text, email_key(text))
    return Address(AddressKind.URL, text, url_key(text))


def _worlds() -> list[World]:
    found = []
    for block in _FILE.read_text("utf-8").split("\n= ")[1:]:
        title, *lines = block.strip().split("\n")
        rows = [[cell.strip() for cell in line.split("|")] for line in lines]
        found.append(World(title, tuple(made(*row[1:]) for row in rows), tuple(int(row[0]) for row in rows)))
    return found


WORLDS = _worlds()
