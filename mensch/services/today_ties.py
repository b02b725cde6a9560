"""Facts for Today out of what the owner set down: promises, rhythms, rest, and what may no longer be right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mensch.core import cadence, promises
from mensch.core.moments import day
from mensch.core.nudges import Nudge
from mensch.core.promises import Promise
from mensch.core.touches import Id, Standing
from mensch.models import Address, Chosen, Person, Post, PromiseEnd, Rest, Rhythm, Vault
from mensch.models import Promise as PromiseRow
from mensch.services.prepared import prepared
from mensch.services.standings import evidence_of

_NEWS = timedelta(days=30)
_FEW = 3
_MOST = 300
_KNOWN = (Standing.MET.value, Standing.TWO_WAY.value)


def open_promises(*, vault: Vault, today: date, zone: tzinfo) -> list[Promise]:
    """The open promises whose day has come or that have none."""
    return [told(row, zone) for row in _open(vault=vault, today=today)]


@prepared()
def _open(*, vault: Vault, today: date) -> QuerySet[Any, Any]:
    ended = PromiseEnd.objects.filter(vault=vault, promise=OuterRef("pk"))
    rows = PromiseRow.objects.filter(vault=vault, maybe=False).filter(Q(due=None) | Q(due__lte=today))
    return rows.filter(~Exists(ended)).order_by("due", "id")[:_MOST]


def promises_of(*, vault: Vault, person: Id, zone: tzinfo) -> list[Promise]:
    """The open promises to one person, whatever their day."""
    return [told(row, zone) for row in _mine(vault=vault, person=person)]


@prepared()
def _mine(*, vault: Vault, person: Id) -> QuerySet[Any, Any]:
    ended = PromiseEnd.objects.filter(vault=vault, promise=OuterRef("pk"))
    return PromiseRow.objects.filter(vault=vault, person=person, maybe=False, by_me=True).filter(~Exists(ended))


def told(row: PromiseRow, zone: tzinfo) -> Promise:
    return Promise(row.pk, row.person_id, row.by_me, row.words, row.due, day(row.made_at, zone))


def promised(found: Sequence[Promise], *, today: date) -> list[Nudge]:
    owed = promises.owed(found, today=today)
    return [*owed.mine, *owed.theirs]


def rhythms(*, vault: Vault, today: date, zone: tzinfo) -> list[Nudge]:
    """The rhythms whose time has come; any touch resets one by itself."""
    wished, last = [], {}
    for person, days, set_at, pk, touched in _rhythms(vault=vault):
        wished.append(cadence.Rhythm(person, days, day(set_at, zone), pk))
        if touched:
            last[person] = day(touched, zone)
    return cadence.due(wished, last, today=today)


@prepared()
def _rhythms(*, vault: Vault) -> QuerySet[Any, Any]:
    return Rhythm.objects.filter(vault=vault).values_list("person_id", "days", "set_at", "id", "person__last_touch")


def resting(*, vault: Vault, zone: tzinfo) -> frozenset[Id]:
    """Who rests now. Whoever wrote or met the owner since is back already."""
    rows = _rests(vault=vault)
    if not rows:
        return frozenset()
    rests = [cadence.Resting(person, day(since, zone)) for person, since in rows]
    known = evidence_of(vault=vault, people=[one.person for one in rests])
    return frozenset(one.person for one in rests) - frozenset(cadence.returned(rests, known))


@prepared()
def _rests(*, vault: Vault) -> QuerySet[Any, Any]:
    return Rest.objects.filter(vault=vault, ended_at=None).values_list("person_id", "since")[:_MOST]


def still_right(*, vault: Vault, now: datetime, zone: tzinfo) -> list[Nudge]:
    """A few addresses that bounced, posts that changed, and chosen people who have been quiet for years."""
    chosen = _chosen(vault=vault)
    known = evidence_of(vault=vault, people=chosen) if chosen else {}
    found = cadence.decay(_moves(vault, now), _bounces(vault, now, zone), known, today=day(now, zone))
    return found[:_FEW]


def _bounces(vault: Vault, now: datetime, zone: tzinfo) -> list[cadence.Bounce]:
    rows = _bounced(vault=vault, since=now - _NEWS)
    return [cadence.Bounce(person, value, day(at, zone), pk) for person, value, at, pk in rows]


@prepared()
def _bounced(*, vault: Vault, since: datetime) -> QuerySet[Any, Any]:
    rows = Address.objects.filter(vault=vault, bounced_at__gte=since, person__standing__in=_KNOWN)
    return rows.values_list("person_id", "value", "bounced_at", "id").order_by("-bounced_at")[:_FEW]


def _moves(vault: Vault, now: datetime) -> list[cadence.Move]:
    left = _left(vault=vault, since=(now - _NEWS).date())
    people = _here(vault=vault, people=[row.person_id for row in left])
    here = {pk: _post(org, title) for pk, org, title in people}
    news = [(row, _post(row.org, row.title), here.get(row.person_id, "")) for row in left]
    return [
        cadence.Move(row.person_id, before, now_at, row.ended_on, row.pk)
        for row, before, now_at in news
        if row.ended_on and before and now_at and before != now_at
    ]


@prepared()
def _chosen(*, vault: Vault) -> QuerySet[Any, Any]:
    return Chosen.objects.filter(vault=vault).values_list("person_id", flat=True)[: _FEW * 5]


@prepared()
def _left(*, vault: Vault, since: date) -> QuerySet[Any, Any]:
    rows = Post.objects.filter(vault=vault, ended_on__gte=since, person__standing__in=_KNOWN)
    return rows.order_by("-ended_on")[:_FEW]


@prepared()
def _here(*, vault: Vault, people: Sequence[Id]) -> QuerySet[Any, Any]:
    return Person.objects.filter(vault=vault, pk__in=people).values_list("id", "org", "title")


def _post(org: str, title: str) -> str:
    return ", ".join(part for part in (title, org) if part)
