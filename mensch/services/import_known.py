"""The part of the book that a chunk of records could be about, loaded for the rules of identity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mensch.core.identity import Known, KnownPerson, LookupKeys
from mensch.core.records import Address as AddressFact
from mensch.core.records import AddressKind, Name, RecordKind
from mensch.core.records import Post as PostFact
from mensch.models import Address, Person, PersonKey, Post, RawRecord, Separation
from mensch.services import bulk
from mensch.services.import_context import Context
from mensch.services.own_addresses import own_keys

_MOST = 900
Before = dict[tuple[str, str], RawRecord]


def load_known(context: Context, wanted: LookupKeys) -> tuple[Known, Before]:
    """Everybody who shares a key with the records wanted, and what the same sources said of them before."""
    before = _before(context, wanted)
    ids = {row.person_id for row in before.values() if row.person_id}
    ids.update(_by_key(context, wanted))
    people = [_person(p) for p in _loaded(context, sorted(ids))]
    keys = {key: row.person_id for key, row in before.items() if row.person_id}
    known = Known(people, keys=keys, separated=_separated(context, ids), owner=_owner(context))
    return known, before


def _owner(context: Context) -> KnownPerson:
    owner = context.vault.owner
    addresses = tuple(
        AddressFact(AddressKind.EMAIL if "@" in key else AddressKind.URL, key, key)
        for key in own_keys(vault=context.vault)
    )
    return KnownPerson(0, Name(owner.name), addresses)


def _chunked(values: Iterable[str]) -> Iterator[list[str]]:
    every = list(values)
    for start in range(0, len(every), _MOST):
        yield every[start : start + _MOST]


def _before(context: Context, wanted: LookupKeys) -> Before:
    found: Before = {}
    by_source: dict[str, list[str]] = {}
    for source, key in wanted.sources:
        by_source.setdefault(source, []).append(key)
    for source, keys in by_source.items():
        for some in _chunked(keys):
            for row in RawRecord.objects.filter(vault=context.vault, source=source, key__in=some):
                found[source, row.key] = row
    return found


def _by_key(context: Context, wanted: LookupKeys) -> Iterator[int]:
    yield from bulk.among(Address, context.vault, "key", {key for _, key in wanted.addresses}, "person_id")
    yield from bulk.among(PersonKey, context.vault, "key", wanted.blocks, "person_id")


class _Loaded:
    def __init__(self, row: Person) -> None:
        self.row = row
        self.addresses: list[AddressFact] = []
        self.posts: list[PostFact] = []
        self.sources: set[str] = set()


def _loaded(context: Context, ids: Sequence[int]) -> Iterable[_Loaded]:
    found: dict[int, _Loaded] = {}
    for start in range(0, len(ids), _MOST):
        some = ids[start : start + _MOST]
        for row in Person.objects.filter(vault=context.vault, pk__in=some):
            found[row.pk] = _Loaded(row)
        _details(context, some, found)
    return found.values()


def _details(context: Context, ids: Sequence[int], found: dict[int, _Loaded]) -> None:
    addresses = Address.objects.filter(vault=context.vault, person__in=ids).order_by("place", "id")
    for person, kind, value, key in addresses.values_list("person_id", "kind", "value", "key"):
        found[person].addresses.append(AddressFact(AddressKind(kind), value, key))
    posts = Post.objects.filter(vault=context.vault, person__in=ids)
    for person, org, title in posts.values_list("person_id", "org", "title"):
        found[person].posts.append(PostFact(org, title))
    records = RawRecord.objects.filter(vault=context.vault, person__in=ids)
    for person, source in records.values_list("person_id", "source"):
        found[person].sources.add(source)


def _person(loaded: _Loaded) -> KnownPerson:
    row = loaded.row
    name = Name(
        row.full, row.given, row.family, row.additional, row.prefix, row.suffix, row.nickname, row.phonetic,
        tuple(row.variants),
    )  # fmt: skip
    return KnownPerson(
        id=row.pk,
        name=name,
        addresses=tuple(loaded.addresses),
        posts=tuple(loaded.posts),
        birthday=row.birthday,
        sources=frozenset(loaded.sources),
        kind=RecordKind(row.kind),
    )


def _separated(context: Context, ids: set[int]) -> frozenset[frozenset[int]]:
    rows = Separation.objects.filter(vault=context.vault).values_list("one_id", "other_id")
    return frozenset(frozenset(pair) for pair in rows if ids.intersection(pair))
