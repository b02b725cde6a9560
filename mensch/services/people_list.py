"""People, by name and never by closeness: a page at a time, or whoever is found by what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from mensch.core.reasons import Reason
from mensch.core.telling import Sources, in_a_line
from mensch.core.touches import NOTHING, Standing
from mensch.models import Label, Person, Vault
from mensch.services import labels, listed, twins
from mensch.services.access import see
from mensch.services.people_rows import PersonRow, rows_of
from mensch.services.reveal import sources
from mensch.services.standings import evidence_of
from mensch.services.words import search

PAGE = 50
STANDINGS = tuple(standing.value for standing in Standing)
_FOUND = 400  # so many are looked through when what was typed is narrowed further
_FEW = 2000  # a group up to this size is gone through; of a larger one, the people of that evidence


class Wanted(NamedTuple):
    """What the reader asks for; all of it stands in the address of the page. `after`, `before`: public ids."""

    q: str = ""
    evidence: str = ""
    group: str = ""
    after: str = ""
    before: str = ""


class Line(NamedTuple):
    """Somebody, and the one sentence of evidence."""

    row: PersonRow
    why: Reason


class Listing(NamedTuple):
    """A page of people. `previous`, `next`: whom the neighbouring pages begin beside; `cut`: more were found."""

    lines: tuple[Line, ...]
    previous: str = ""
    next: str = ""
    cut: bool = False


class Place(NamedTuple):
    """What stands around the list. `sources` only where nobody was found: it says what nobody can know yet."""

    groups: list[str]
    twins: bool
    anybody: bool
    sources: Sources | None


def wanted(given: Any) -> Wanted:
    """From a query string; what is no evidence word asks for nothing."""
    asked = Wanted(*(str(given.get(name, "")).strip()[:200].replace("\0", "") for name in Wanted._fields))
    return asked if asked.evidence in STANDINGS else asked._replace(evidence="")


def listing(*, vault: Vault, asked: Wanted, size: int = PAGE) -> Listing:
    """The page asked for, in a fixed number of queries that each read one range of an index."""
    if asked.q:
        return _found(vault, asked)
    rows = _by_group(vault, asked) if asked.group else _by_name(vault, asked)
    start = _start(vault, rows, asked)
    backwards = bool(asked.before and start)
    ids, more = _page(rows, start, size, backwards=backwards)
    lines = _lines(vault, ids)
    if not lines:
        return Listing(())
    has_previous, has_next = (more, True) if backwards else (start is not None, more)
    first, last = lines[0].row.public, lines[-1].row.public
    return Listing(lines, first if has_previous else "", last if has_next else "")


def place(*, vault: Vault, found: Listing) -> Place:
    """The groups to choose from, and what an empty page should say."""
    anybody = bool(found.lines) or Person.objects.filter(vault=vault).exists()
    told = None if found.lines else sources(vault=vault)
    return Place(labels.groups(vault=vault), twins.waiting(vault).exists(), anybody, told)


def everybody(*, vault: Vault, asked: Wanted) -> Iterator[Line]:
    """All people asked for, page after page."""
    while True:
        found = listing(vault=vault, asked=asked)
        yield from found.lines
        if not found.next:
            return
        asked = asked._replace(after=found.next, before="")


class _Rows(NamedTuple):
    """Rows to page through, among all of their kind: each has a `sort_key` and, under `id`, a person."""

    rows: QuerySet[Any]
    all: QuerySet[Any]
    id: str


def _by_name(vault: Vault, asked: Wanted) -> _Rows:
    people = Person.objects.filter(vault=vault)
    return _Rows(people.filter(standing=asked.evidence) if asked.evidence else people, people, "id")


def _by_group(vault: Vault, asked: Wanted) -> _Rows:
    members = Label.objects.filter(vault=vault, text=asked.group)
    if not asked.evidence:
        return _Rows(members, members, "person_id")
    if members.order_by()[:_FEW].count() < _FEW:
        theirs = Person.objects.filter(vault=vault, pk=OuterRef("person_id"), standing=asked.evidence)
        return _Rows(members.filter(Exists(theirs)), members, "person_id")
    named = _by_name(vault, asked)
    return named._replace(rows=named.rows.filter(Exists(members.filter(person=OuterRef("pk")))))


def _start(vault: Vault, found: _Rows, asked: Wanted) -> tuple[str, int] | None:
    """Where the page begins: beside somebody. Who is gone by now is nobody's neighbour."""
    if not (asked.before or asked.after):
        return None
    try:
        beside = see(vault, Person, asked.before or asked.after).pk
    except Http404:
        return None
    key = found.all.filter(**{found.id: beside}).values_list("sort_key", flat=True).first()
    return None if key is None else (key, beside)


def _page(found: _Rows, start: tuple[str, int] | None, size: int, *, backwards: bool) -> tuple[list[int], bool]:
    """The ids of one page in the order of names, and whether there is more in the direction asked for."""
    rows, way, over = found.rows, ("lt" if backwards else "gt"), ("lte" if backwards else "gte")
    if start is not None:  # the first condition is the range of the index; the second settles equal names
        key, pk = start
        rows = rows.filter(**{f"sort_key__{over}": key})
        rows = rows.filter(Q(**{f"sort_key__{way}": key}) | Q(**{f"{found.id}__{way}": pk}))
    order = [F("sort_key").desc(), F(found.id).desc()] if backwards else ["sort_key", found.id]
    ids = list(rows.order_by(*order).values_list(found.id, flat=True)[: size + 1])
    page = ids[:size]
    return (page[::-1] if backwards else page), len(ids) > size


def _found(vault: Vault, asked: Wanted) -> Listing:
    narrowed = bool(asked.evidence or asked.group)
    rows = search(vault=vault, text=asked.q, limit=_FOUND if narrowed else PAGE + 1)
    if asked.evidence:
        rows = [row for row in rows if row.standing == asked.evidence]
    if asked.group:
        members = Label.objects.filter(vault=vault, text=asked.group, person__in=[row.id for row in rows])
        within = set(members.values_list("person_id", flat=True))
        rows = [row for row in rows if row.id in within]
    return Listing(_told(vault, rows[:PAGE]), cut=len(rows) > PAGE)


def _lines(vault: Vault, ids: Sequence[int]) -> tuple[Line, ...]:
    return _told(vault, rows_of(vault=vault, people=ids))


def _told(vault: Vault, rows: Sequence[PersonRow]) -> tuple[Line, ...]:
    known = evidence_of(vault=vault, people=[row.id for row in rows])
    why = listed.dated(vault=vault, told={row.id: in_a_line(known.get(row.id, NOTHING)) for row in rows})
    return tuple(Line(row, why[row.id]) for row in rows)
