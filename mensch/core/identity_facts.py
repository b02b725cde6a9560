"""What one description of a person says, ready to be compared with another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from mensch.core.findable import findable
from mensch.core.identity_blocking import blocking_keys, companies, days, firm_hosts, houses, keys_of
from mensch.core.records import Address, AddressKind, Name, Post, Record


class Told(NamedTuple):
    """The facts as sources told them. There is at least one birthday, though it be empty."""

    name: Name
    addresses: tuple[Address, ...]
    posts: tuple[Post, ...]
    birthdays: tuple[str, ...]
    books: frozenset[str]


class Facts:
    """What one description of a person says, ready for the rules. `books` are the kinds of source it came from.

    `names` and `keys` are what it is found by (core.identity_blocking); the rest is worked out when compared.
    """

    def __init__(self, told: Told, names: tuple[str, ...], keys: frozenset[str]) -> None:
        self.told, self.name, self.books = told, told.name, told.books
        self.names, self.keys = names, keys
        found: dict[AddressKind, list[str]] = {}
        for kind, _, key, _ in told.addresses:
            if key:
                found.setdefault(kind, []).append(key)
        self.emails = frozenset(found.get(AddressKind.EMAIL, ()))
        self.phones = frozenset(found.get(AddressKind.PHONE, ()))
        self.urls = frozenset(found.get(AddressKind.URL, ()))

    @cached_property
    def address_keys(self) -> list[str]:
        """Each address, alone and with the name: the second finds somebody even at a switchboard's number."""
        plain = [*self.emails, *self.phones, *self.urls]
        return plain + [f"{key} {name}" for key in plain for name in self.names]

    @cached_property
    def birthday(self) -> str:
        """Of several the one with a year."""
        return max(self.told.birthdays, key=len)

    @cached_property
    def firms(self) -> frozenset[str]:
        return companies(self.told.posts)

    @cached_property
    def hosts(self) -> frozenset[str]:
        return firm_hosts(self.told.addresses)

    @cached_property
    def houses(self) -> frozenset[str]:
        return houses(self.told.addresses)

    @cached_property
    def days(self) -> frozenset[str]:
        return frozenset(day for born in self.told.birthdays for day in days(born))

    def with_more(self, more: Facts) -> Facts:
        """Two descriptions of one person under one name."""
        mine, theirs = self.told, more.told
        told = Told(
            mine.name,
            tuple(dict.fromkeys((*mine.addresses, *theirs.addresses))),
            tuple(dict.fromkeys((*mine.posts, *theirs.posts))),
            tuple(dict.fromkeys((*mine.birthdays, *theirs.birthdays))),
            mine.books | theirs.books,
        )
        return Facts(told, self.names, self.keys | more.keys)


def facts_of(
    name: Name, addresses: Iterable[Address], posts: Iterable[Post], birthday: str, books: frozenset[str]
) -> Facts:
    """Gather the comparable facts of a person."""
    told = Told(name, tuple(addresses), tuple(posts), (birthday,), books)
    return Facts(told, keys_of(name).plain, blocking_keys(name, told.posts, told.addresses, birthday))


def facts_of_record(record: Record) -> Facts:
    """The same of a record, which may have brought along what it is found by."""
    told = Told(record.name, record.addresses, record.posts, (record.birthday,), frozenset((record.source,)))
    found = findable(record)
    return Facts(told, found.names, frozenset(found.keys))
