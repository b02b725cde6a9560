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
from mensch.services.access import private
from mensch.services.people_rows import PersonRow, rows_of
from mensch.services.prepared import prepared
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
    start = _start(vault, asked)
    backwards = bool(asked.before and start)
    ids, more = _page(vault, asked, start, size)
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
    return Place(labels.groups(vault=vault), bool(_asked(vault=vault)), anybody, told)


@prepared()
def _asked(*, vault: Vault) -> QuerySet[Any, Any]:
    return twins.waiting(vault).values_list("pk")[:1]


def everybody(*, vault: Vault, asked: Wanted) -> Iterator[Line]:
    """All people asked for, page after page."""
    while True:
        found = listing(vault=vault, asked=asked)
        yield from found.lines
        if not found.next:
            return
        asked = asked._replace(after=found.next, before="")


def _rows(vault: Vault, evidence: str | None, group: str | None, few: bool) -> tuple[QuerySet[Any], str]:
    """Rows to page through: each has a `sort_key` and, under the name given with them, a person."""
    people = Person.objects.filter(vault=vault)
    if evidence:
        people = people.filter(standing=evidence)
    if not group:
        return people, "id"
    members = Label.objects.filter(vault=vault, text=group)
    if not evidence:
        return members, "person_id"
    if few:
        return members.filter(Exists(people.filter(pk=OuterRef("person_id")))), "person_id"
    return people.filter(Exists(members.filter(person=OuterRef("pk")))), "id"


def _few(vault: Vault, asked: Wanted) -> bool:
    """Whether the group asked for is small enough to be gone through."""
    if not (asked.group and asked.evidence):
        return False
    return Label.objects.filter(vault=vault, text=asked.group).order_by()[:_FEW].count() < _FEW


def _start(vault: Vault, asked: Wanted) -> tuple[str, int] | None:
    """Where the page begins: beside somebody. Who is gone by now is nobody's neighbour."""
    if not (asked.before or asked.after):
        return None
    try:
        beside = private(asked.before or asked.after)
    except Http404:
        return None
    key = next(iter(_key(vault=vault, person=beside, group=asked.group or None)), None)
    return None if key is None else (key, beside)


@prepared()
def _key(*, vault: Vault, person: int, group: str | None) -> QuerySet[Any, Any]:
    rows, name = _rows(vault, None, group, few=False)
    return rows.filter(**{name: person}).values_list("sort_key", flat=True)[:1]


def _page(vault: Vault, asked: Wanted, start: tuple[str, int] | None, size: int) -> tuple[list[int], bool]:
    """The ids of one page in the order of names, and whether there is more in the direction asked for."""
    key, beside = start or (None, None)
    kind = {"evidence": asked.evidence or None, "group": asked.group or None, "few": _few(vault, asked)}
    backwards = bool(asked.before and start)
    ids = _ids(vault=vault, **kind, key=key, beside=beside, backwards=backwards, size=size)
    page = ids[:size]
    return (page[::-1] if backwards else page), len(ids) > size


@prepared(fixed=("size",))
def _ids(
    *,
    vault: Vault,
    evidence: str | None,
    group: str | None,
    few: bool,
    key: str | None,
    beside: int | None,
    backwards: bool,
    size: int,
) -> QuerySet[Any, Any]:
    rows, name = _rows(vault, evidence, group, few)
    way, over = ("lt" if backwards else "gt"), ("lte" if backwards else "gte")
    if key is not None:  # the first condition is the range of the index; the second settles equal names
        rows = rows.filter(**{f"sort_key__{over}": key})
        rows = rows.filter(Q(**{f"sort_key__{way}": key}) | Q(**{f"{name}__{way}": beside}))
    order = [F("sort_key").desc(), F(name).desc()] if backwards else ["sort_key", name]
    return rows.order_by(*order).values_list(name, flat=True)[: size + 1]


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
