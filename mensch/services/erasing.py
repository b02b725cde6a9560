"""Erases a person: every row about them at once, mentions elsewhere next (erasing_rest); keyed hashes are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mensch.core.erasure import Traced, marks
from mensch.core.people import fold_name
from mensch.core.records import Address as AddressFact
from mensch.core.records import AddressKind, Name
from mensch.models import (
    Address,
    Change,
    Erasure,
    Forgotten,
    Merge,
    Person,
    Post,
    RawRecord,
    Vault,
)
from mensch.services import (
    erased_list,
    erasing_files,
    erasing_occasions,
    erasing_rest,
    introduction_erasing,
    merge_tables,
    words,
)
from mensch.services.access import see
from mensch.services.erasure import digest
from mensch.services.yours_tables import ERASED, Erased, leaves_first, name_of

_CHUNK = 500


def erase(*, vault: Vault, person: str, now: datetime) -> Erasure:
    """Erase somebody. All that is theirs goes at once; a book with many texts is then looked through by a job.

    Whoever is told of it meanwhile is told that it goes on; with the last text comes the proof.
    """
    row = see(vault, Person, person)
    who, hashes = traced(vault, row), _digests(vault, row)
    absorbed = Merge.objects.filter(vault=vault, kept=row).values_list("absorbed", flat=True)
    erasing_files.overwrite_what_goes()
    with transaction.atomic():
        counts = Counter[str](hash=len(hashes))
        Forgotten.objects.bulk_create(
            [Forgotten(vault=vault, digest=one, at=now) for one in sorted(hashes)], ignore_conflicts=True
        )
        erased_list.remember(vault, {row.pk, *absorbed})
        erasing_occasions.take_out(vault, who, counts)
        introduction_erasing.take_out(vault, row.pk, counts)
        _rows(vault, row.pk, counts)
        erasure: Erasure = Erasure.objects.create(
            vault=vault, at=now, due_at=now, who=who._asdict(), counts=dict(counts)
        )
        if few := erasing_rest.few_texts(vault):
            erasing_rest.look_through(erasure_id=erasure.pk, now=now)
        else:
            erasing_rest.ring(erasure.pk)
    if few:
        erasing_files.forget_the_log()
    erasure.refresh_from_db()
    return erasure


def traced(vault: Vault, row: Person) -> Traced:
    """Names and addresses, also those of people who were laid into this one. What another person has too is theirs."""
    names = {row.full, " ".join((row.given, row.family)).strip(), *row.variants}
    found = {_fact(a) for a in Address.objects.filter(vault=vault, person=row)}
    for record in RawRecord.objects.filter(vault=vault, person=row):
        names.add(record.said.get("fields", {}).get("full", ""))
        found |= {AddressFact(AddressKind(k), value, key) for k, value, key, _ in record.said.get("addresses", ())}
    for merge in Merge.objects.filter(vault=vault, kept=row, undone_at=None):
        names.add(merge.before.get("person", {}).get("full", ""))
    others = Address.objects.filter(vault=vault, key__in={a.key for a in found if a.key}).exclude(person=row)
    shared = set(others.values_list("key", flat=True))
    return Traced(tuple(_own_names(vault, row, names - {""})), tuple(a for a in found if a.key not in shared))


def _fact(row: Address) -> AddressFact:
    return AddressFact(AddressKind(row.kind), row.value, row.key)


def _own_names(vault: Vault, row: Person, names: set[str]) -> Iterator[str]:
    """The names nobody else in the vault bears: a namesake's notes are not touched."""
    for name in sorted(names):
        alike = Person.objects.filter(vault=vault, full__iexact=name).exclude(pk=row.pk).values_list("full", flat=True)
        if fold_name(name) not in {fold_name(full) for full in alike}:
            yield name


def _digests(vault: Vault, row: Person) -> set[str]:
    """Keyed hashes by which a later import knows them again."""
    addresses = [_fact(a) for a in Address.objects.filter(vault=vault, person=row)]
    others = Address.objects.filter(vault=vault, key__in=[a.key for a in addresses if a.key]).exclude(person=row)
    shared = set(others.values_list("key", flat=True))
    orgs = {row.org, *Post.objects.filter(vault=vault, person=row).values_list("org", flat=True)}
    mine = [a for a in addresses if a.key not in shared]
    found: set[str] = set()
    for full in {row.full, *row.variants} - {""}:
        found |= marks("", "", Name(full), mine, orgs)
    records = RawRecord.objects.filter(vault=vault, person=row)
    found |= {f"{source}\n{key}" for source, key in records.values_list("source", "key")}
    return {digest(vault, mark) for mark in found}


def _rows(vault: Vault, person: int, counts: Counter[str]) -> None:
    """Every row that leads to the person, leaves first; and what imports changed on those rows."""
    words.drop_people(vault=vault, people=[person])
    gone: list[int] = [person]
    merges = Merge.objects.filter(vault=vault).filter(Q(kept=person) | Q(absorbed=person))
    merge_tables.drop(vault, Merge, _ids(merges))
    for model in leaves_first():
        for lookup in ERASED.get(model, Erased()).by:
            ids = _ids(model.objects.filter(vault=vault, **{lookup: person}))
            merge_tables.drop(vault, model, ids)
            counts[name_of(model)] += len(ids)
            gone += ids
    for start in range(0, len(gone), _CHUNK):
        changes = Change.objects.filter(vault=vault, row__in=gone[start : start + _CHUNK])
        counts["change"] += changes.count()
        merge_tables.drop(vault, Change, _ids(changes))


def _ids(rows: Iterable[object]) -> list[int]:
    return list(rows.values_list("id", flat=True))  # type: ignore[attr-defined]
