"""Pairs that may be one person: shown side by side, answered by the owner, never by Mensch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from mensch.core.identity_rules import Why
from mensch.core.names import Agreement, compare
from mensch.core.people import fold_company
from mensch.core.reasons import Reason
from mensch.core.records import Name
from mensch.models import Merge, Person, RawRecord, Separation, Twin, Vault
from mensch.services import merges, phrases
from mensch.services.access import public, see
from mensch.services.twin_facts import Fact, facts

_A_PAGE = 6
_A_LIST = 50
_ORDER = ("met", "two-way", "one-way", "listed")


class Pair(NamedTuple):
    """Two people who may be one. `one` would be kept."""

    id: str
    one: Person
    other: Person
    reason: Reason
    facts: list[Fact]

    @property
    def both(self) -> tuple[Person, Person]:
        return self.one, self.other


def waiting(vault: Vault) -> QuerySet[Twin]:
    """The open questions. One that was answered with 'two people' stays, unseen, so that it is never asked again."""
    apart = Separation.objects.filter(vault=vault).filter(
        Q(one=OuterRef("one"), other=OuterRef("other")) | Q(one=OuterRef("other"), other=OuterRef("one"))
    )
    return Twin.objects.filter(~Exists(apart), vault=vault)


def page(*, vault: Vault, number: str = "1") -> Page[Twin]:
    """A page of pairs; `object_list` holds Pair."""
    return _paged(vault, waiting(vault).order_by("made_at", "id"), number, _A_PAGE)


def agreeing(*, vault: Vault, number: str = "1") -> Page[Twin]:
    """A page of the pairs that agree by name and company: a list to look at first, never joined unseen."""
    rows = waiting(vault).filter(reason__code=Why.SAME_NAME_AND_COMPANY.value)
    found = _paged(vault, rows.order_by("made_at", "id"), number, _A_LIST)
    found.object_list = [pair for pair in found.object_list if agree(pair.one, pair.other)]
    return found


def agree(one: Person, other: Person) -> bool:
    """Whether both still bear the same name at the same firm."""
    names = (Name(p.full, p.given, p.family) for p in (one, other))
    firm = fold_company(one.org)
    return bool(firm) and firm == fold_company(other.org) and compare(*names) is Agreement.SAME


def _paged(vault: Vault, rows: QuerySet[Twin], number: str, size: int) -> Page[Twin]:
    found = Paginator(rows.select_related("one", "other"), size).get_page(number)
    found.object_list = _pairs(vault, list(found.object_list))
    return found


def _pairs(vault: Vault, rows: Sequence[Twin]) -> list[Any]:
    people = {p.pk: p for row in rows for p in (row.one, row.other)}
    books = _books(vault, list(people))
    told = facts(vault=vault, people=list(people.values()))
    pairs = []
    for row in rows:
        one, other = kept_first(row.one, row.other)
        apart = bool(books[one.pk] and books[other.pk]) and not books[one.pk] & books[other.pk]
        pairs.append(Pair(public(row.pk), one, other, _why(row, apart), told(one, other)))
    return pairs


def _why(row: Twin, apart: bool) -> Reason:
    if not row.reason.get("code"):
        return Reason(Why.SAME_NAME)
    found = phrases.read(row.reason)
    return found._replace(facts=(*found.facts, ("books", "different" if apart else "")))


def _books(vault: Vault, people: list[int]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {pk: set() for pk in people}
    rows = RawRecord.objects.filter(vault=vault, person__in=people)
    for person, source, name in rows.values_list("person_id", "source", "file_name"):
        found[person].add((source, name))
    return found


def kept_first(one: Person, other: Person) -> tuple[Person, Person]:
    """Who is kept when both become one: whom the owner edited, else who is better known, else who came first."""
    first, second = sorted((one, other), key=lambda p: (p.edited_at is None, _ORDER.index(p.standing), p.pk))
    return first, second


@transaction.atomic
def one_person(*, vault: Vault, public_id: str, now: datetime) -> Merge:
    """The owner says they are one person."""
    return _join(vault, see(vault, Twin, public_id), now)


def _join(vault: Vault, twin: Twin, now: datetime) -> Merge:
    one, other = kept_first(twin.one, twin.other)
    return merges.join(vault=vault, kept=one.pk, absorbed=other.pk, reason=twin.reason, now=now)


@transaction.atomic
def two_people(*, vault: Vault, public_id: str, now: datetime) -> Separation:
    """The owner says they are two. No import joins them again."""
    twin = see(vault, Twin, public_id)
    low, high = sorted((twin.one_id, twin.other_id))
    row: Separation
    row, _made = Separation.objects.get_or_create(vault=vault, one_id=low, other_id=high, defaults={"made_at": now})
    return row


@transaction.atomic
def take_back(*, vault: Vault, public_id: str) -> None:
    """The owner is not so sure any more that they are two: the question stands again."""
    row = see(vault, Separation, public_id)
    Separation.objects.filter(vault=vault, pk=row.pk).delete()


@transaction.atomic
def later(*, vault: Vault, public_id: str, now: datetime) -> None:
    """The question goes to the end of the list."""
    row = see(vault, Twin, public_id)
    Twin.objects.filter(vault=vault, pk=row.pk).update(made_at=now)


def join_all(*, vault: Vault, chosen: Iterable[str], now: datetime) -> int:
    """Join those of the chosen pairs that still agree by name and company. Gives how many; each can be undone alone."""
    return sum(_join_if(vault, public_id, now) for public_id in chosen)


@transaction.atomic
def _join_if(vault: Vault, public_id: str, now: datetime) -> bool:
    twin = waiting(vault).filter(pk=see(vault, Twin, public_id).pk).select_related("one", "other").first()
    if twin is None or not agree(twin.one, twin.other):
        return False
    _join(vault, twin, now)
    return True
