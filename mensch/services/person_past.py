"""What has passed between the owner and a person, newest first; and whom they know of the owner's people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Max, Q, QuerySet
from django.http import Http404

from mensch.core.acquaintance import TOLD
from mensch.models import Acquaintance, Occasion, Person, Touch, Vault
from mensch.services.access import public, see
from mensch.services.noted import OWN
from mensch.services.people_rows import PersonRow, rows_of
from mensch.services.prepared import prepared

PAGE = 12
_TOLD = ("mail", "message")
_MOST = 12


class Passed(NamedTuple):
    """One touch. `about`: the subject or summary; `own`: the owner noted it, and may take it back."""

    id: str
    kind: str
    by_me: bool | None
    at: datetime
    about: str
    place: str
    own: bool


class Past(NamedTuple):
    """A page of touches. `earlier`: the touch beside which the page before begins; `later`: this is not the newest."""

    touches: tuple[Passed, ...]
    earlier: str
    later: bool


class Between(NamedTuple):
    """Somebody else of the owner's people whom this person knows, from when both wrote or sat together.

    `told`: the owner's own word that they do, which can be taken back.
    """

    row: PersonRow
    how: str
    at: datetime
    told: str = ""


def past(*, vault: Vault, person: Person, before: str = "") -> Past:
    start = _start(vault, person, before)
    at, pk = (start.at, start.pk) if start else (None, None)
    found = _touches(vault=vault, person=person, at=at, pk=pk)
    shown = found[:PAGE]
    subjects = _subjects(vault, shown)
    touches = tuple(_passed(row, subjects) for row in shown)
    return Past(touches, touches[-1].id if len(found) > PAGE else "", start is not None)


@prepared()
def _touches(*, vault: Vault, person: Person, at: datetime | None, pk: int | None) -> QuerySet[Any, Any]:
    rows = Touch.objects.filter(vault=vault, person=person)
    if at is not None:  # the first condition is the range of the index; the second settles equal moments
        rows = rows.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=pk))
    return rows.order_by("-at", "-id")[: PAGE + 1]


def _start(vault: Vault, person: Person, before: str) -> Touch | None:
    """The touch from which to go further back; one of somebody else, or gone by now, begins nothing."""
    if not before:
        return None
    try:
        found = see(vault, Touch, before)
    except Http404:
        return None
    return found if found.person_id == person.pk else None


def _passed(row: Touch, subjects: dict[str, str]) -> Passed:
    about = row.what or subjects.get(row.key, "")
    return Passed(public(row.pk), row.kind, row.by_me, row.at, about, row.place, row.source in OWN)


def _subjects(vault: Vault, touches: Sequence[Touch]) -> dict[str, str]:
    """What the mails were about, as they were kept."""
    keys = [row.key for row in touches if row.kind in _TOLD and not row.what]
    return {key: str(subject) for key, subject in _told(vault=vault, keys=keys) if subject}


@prepared()
def _told(*, vault: Vault, keys: Sequence[str]) -> QuerySet[Any, Any]:
    rows = Occasion.objects.filter(vault=vault, kind__in=_TOLD, key__in=keys)
    return rows.values_list("key", "facts__subject")


def between(*, vault: Vault, person: Person) -> tuple[Between, ...]:
    """Whom they know, those seen together last first."""
    found: dict[int, tuple[str, datetime]] = {}
    told: dict[int, str] = {}
    for mine, theirs in (("one", "other_id"), ("other", "one_id")):
        for who, how, at, row in _latest(vault=vault, person=person, mine=mine, theirs=theirs):
            if how == TOLD:
                told[who] = public(row)
            if who not in found or found[who][1] < at:
                found[who] = (how, at)
    first = sorted(found, key=lambda who: found[who][1], reverse=True)[:_MOST]
    return tuple(Between(row, *found[row.id], told.get(row.id, "")) for row in rows_of(vault=vault, people=first))


@prepared(fixed=("mine", "theirs"))
def _latest(*, vault: Vault, person: Person, mine: str, theirs: str) -> QuerySet[Any, Any]:
    rows = Acquaintance.objects.filter(vault=vault, **{mine: person}).order_by()
    found: QuerySet[Any, Any] = rows.values_list(theirs, "how").annotate(last=Max("at"), row=Max("id"))
    return found.order_by("-last", theirs)[: 2 * _MOST]
