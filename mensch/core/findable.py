"""What a record is found by, worked out of the record alone.

It is much of the work of an import and needs nothing of the book, so the reading process does it, next to its reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any, NamedTuple

from mensch.core.identity_blocking import blocking_keys, keys_of
from mensch.core.people import sort_key
from mensch.core.records import Address, AddressKind, Findable, Record
from mensch.core.words import Searchable, person_words

AddressKey = tuple[str, str]

_told = attrgetter(*(field.name for field in fields(Record) if field.name != "findable"))


def findable(record: Record) -> Findable:
    """What the record brings along, else worked out here."""
    return record.findable or work_out(record)


def with_findable(record: Record) -> Record:
    """The record with what it is found by."""
    told: tuple[Any, ...] = (*_told(record), work_out(record))  # five times as fast as dataclasses.replace
    return Record(*told)


def work_out(record: Record) -> Findable:
    """Keys of its name, keys of identity, search words, and its place in a list by name."""
    name = record.name
    keys = blocking_keys(name, record.posts, record.addresses, record.birthday)
    return Findable(keys_of(name).plain, tuple(sorted(keys)), person_words(_searchable(record)), sort_key(name)[:200])


def _searchable(record: Record) -> Searchable:
    name, post = record.name, record.posts[0] if record.posts else None
    full = f"{name.full} {name.given} {name.family}"
    emails = tuple([a.key for a in record.addresses if a.kind is AddressKind.EMAIL and a.key])
    org, title = (post.org, post.title) if post else ("", "")
    return Searchable(0, full, name.nickname, name.variants, org, title, emails, record.labels)


class LookupKeys(NamedTuple):
    """What to ask the store for before `plan`: natural keys (source, key), addresses (kind, key) and blocking keys."""

    sources: frozenset[tuple[str, str]]
    addresses: frozenset[AddressKey]
    blocks: frozenset[str]


def lookup_keys(records: Iterable[Record]) -> LookupKeys:
    """The keys of everybody who could be one of these records; whoever shares none of them cannot be."""
    sources: set[tuple[str, str]] = set()
    addresses: set[AddressKey] = set()
    blocks: set[str] = set()
    for record in records:
        if record.key:
            sources.add((record.source, record.key))
        addresses.update(address_keys(record.addresses))
        blocks.update(findable(record).keys)
    return LookupKeys(frozenset(sources), frozenset(addresses), frozenset(blocks))


def address_keys(addresses: Iterable[Address]) -> frozenset[AddressKey]:
    """The addresses that can be compared, postal ones aside (they are blocking keys, for a house holds many)."""
    return frozenset((a.kind.value, a.key) for a in addresses if a.key and a.kind is not AddressKind.POSTAL)
