"""Facts for Today out of what the owner set down: promises, rhythms, rest, and what may no longer be right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from django.db.models import Exists, OuterRef, Q

from mensch.core import cadence, promises
from mensch.core.moments import day
from mensch.core.nudges import Nudge
from mensch.core.promises import Promise
from mensch.core.touches import Id, Standing
from mensch.models import Address, Chosen, Person, Post, PromiseEnd, Rest, Rhythm, Vault
from mensch.models import Promise as PromiseRow
from mensch.services.standings import evidence_of

_NEWS = timedelta(days=30)
_FEW = 3
_MOST = 300
_KNOWN = (Standing.MET.value, Standing.TWO_WAY.value)


def open_promises(*, vault: Vault, today: date, zone: tzinfo) -> list[Promise]:
    """The open promises whose day has come or that have none."""
    ended = PromiseEnd.objects.filter(vault=vault, promise=OuterRef("pk"))
    rows = PromiseRow.objects.filter(vault=vault, maybe=False).filter(Q(due=None) | Q(due__lte=today))
    return [_promise(row, zone) for row in rows.filter(~Exists(ended)).order_by("due", "id")[:_MOST]]


def promises_of(*, vault: Vault, person: Id, zone: tzinfo) -> list[Promise]:
    """The open promises to one person, whatever their day."""
    ended = PromiseEnd.objects.filter(vault=vault, promise=OuterRef("pk"))
    rows = PromiseRow.objects.filter(vault=vault, person=person, maybe=False, by_me=True).filter(~Exists(ended))
    return [_promise(row, zone) for row in rows]


def _promise(row: PromiseRow, zone: tzinfo) -> Promise:
    return Promise(row.pk, row.person_id, row.by_me, row.words, row.due, day(row.made_at, zone))


def promised(found: Sequence[Promise], *, today: date) -> list[Nudge]:
    owed = promises.owed(found, today=today)
    return [*owed.mine, *owed.theirs]


def rhythms(*, vault: Vault, today: date, zone: tzinfo) -> list[Nudge]:
    """The rhythms whose time has come; any touch resets one by itself."""
    rows = Rhythm.objects.filter(vault=vault).values_list("person_id", "days", "set_at", "id", "person__last_touch")
    wished, last = [], {}
    for person, days, set_at, pk, touched in rows:
        wished.append(cadence.Rhythm(person, days, day(set_at, zone), pk))
        if touched:
            last[person] = day(touched, zone)
    return cadence.due(wished, last, today=today)


def resting(*, vault: Vault, zone: tzinfo) -> frozenset[Id]:
    """Who rests now. Whoever wrote or met the owner since is back already."""
    rows = list(Rest.objects.filter(vault=vault, ended_at=None).values_list("person_id", "since")[:_MOST])
    if not rows:
        return frozenset()
    rests = [cadence.Resting(person, day(since, zone)) for person, since in rows]
    known = evidence_of(vault=vault, people=[one.person for one in rests])
    return frozenset(one.person for one in rests) - frozenset(cadence.returned(rests, known))


def still_right(*, vault: Vault, now: datetime, zone: tzinfo) -> list[Nudge]:
    """A few addresses that bounced, posts that changed, and chosen people who have been quiet for years."""
    chosen = list(Chosen.objects.filter(vault=vault).values_list("person_id", flat=True)[: _FEW * 5])
    known = evidence_of(vault=vault, people=chosen) if chosen else {}
    found = cadence.decay(_moves(vault, now), _bounces(vault, now, zone), known, today=day(now, zone))
    return found[:_FEW]


def _bounces(vault: Vault, now: datetime, zone: tzinfo) -> list[cadence.Bounce]:
    rows = Address.objects.filter(vault=vault, bounced_at__gte=now - _NEWS, person__standing__in=_KNOWN)
    fields = rows.values_list("person_id", "value", "bounced_at", "id").order_by("-bounced_at")[:_FEW]
    return [cadence.Bounce(person, value, day(at, zone), pk) for person, value, at, pk in fields]


def _moves(vault: Vault, now: datetime) -> list[cadence.Move]:
    rows = Post.objects.filter(vault=vault, ended_on__gte=(now - _NEWS).date(), person__standing__in=_KNOWN)
    left = list(rows.order_by("-ended_on")[:_FEW])
    people = Person.objects.filter(vault=vault, pk__in=[row.person_id for row in left])
    here = {pk: _post(org, title) for pk, org, title in people.values_list("id", "org", "title")}
    news = [(row, _post(row.org, row.title), here.get(row.person_id, "")) for row in left]
    return [
        cadence.Move(row.person_id, before, now_at, row.ended_on, row.pk)
        for row, before, now_at in news
        if row.ended_on and before and now_at and before != now_at
    ]


def _post(org: str, title: str) -> str:
    return ", ".join(part for part in (title, org) if part)
