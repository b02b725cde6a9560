"""Facts for Today out of mail and messages: replies owed, notes without answer. Bounded by time."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from mensch.core import cadence
from mensch.core.mailflow import Written
from mensch.core.moments import day
from mensch.core.nudges import Nudge
from mensch.core.records import Party
from mensch.core.replies import WAIT, replies_owed, reply_nudges
from mensch.core.touches import Id, Kind, Standing, Touch
from mensch.models import Occasion, Person, Vault
from mensch.models import Touch as TouchRow
from mensch.services.prepared import prepared
from mensch.services.standings import EVER, WORDS

_ME = Party("me")
_SILENCE = timedelta(days=120)
_MOST = 500
_FEW = 50
_MEET = 3
_LATEST = 200


def replies(*, vault: Vault, now: datetime, zone: tzinfo) -> list[Nudge]:
    """Threads whose last word came to the owner and waits."""
    rows = _waiting(vault=vault, since=now - WAIT)
    subject = {key: pk for pk, _, key, *_ in rows}
    owed = replies_owed(map(_written, rows), {_ME.address}, now=now)
    about = _about(vault, [reply.key for reply in owed])
    known = [(int(r.party.address), subject[r.key], r._replace(subject=about.get(r.key, ""))) for r in owed]
    return reply_nudges(known, zone=zone)


@prepared()
def _waiting(*, vault: Vault, since: datetime) -> QuerySet[Any, Any]:
    """Words to the owner of the last weeks after which the owner has not written to that person, nor anybody in the
    thread. Looked for with the few whose last word is theirs, as `heard_at` tells; the rule itself is core.replies."""
    words = TouchRow.objects.filter(vault=vault, kind__in=WORDS, at__gt=OuterRef("at"))
    answered = words.filter(person=OuterRef("person"), by_me=True)
    went_on = words.filter(thread=OuterRef("thread")).exclude(thread="")
    heard = Person.objects.filter(vault=vault, heard_at__gte=since).values("pk")
    recent = TouchRow.objects.filter(vault=vault, person__in=heard, direct=True, at__gte=since, kind__in=WORDS)
    rows = recent.filter(~Exists(answered), ~Exists(went_on)).order_by("-at")
    return rows.values_list("id", "person_id", "key", "at", "thread", "kind", "by_me", "direct")[:_MOST]


def _written(row: tuple[Any, ...]) -> Written:
    """A touch told as a written word between the owner and a person; a mail to a group waits for nobody."""
    _, person, key, at, thread, kind, by_me, direct = row
    them = Party(str(person))
    if by_me:
        return Written(key, at, thread or key, _ME, (them,), kind=Kind(kind))
    return Written(key, at, thread or key, them, (_ME,) if direct and by_me is False else (), kind=Kind(kind))


def _about(vault: Vault, keys: list[str]) -> dict[str, str]:
    return {key: str(subject or "") for key, subject in _subjects(vault=vault, keys=keys)}


@prepared()
def _subjects(*, vault: Vault, keys: list[str]) -> QuerySet[Any, Any]:
    return Occasion.objects.filter(vault=vault, kind="mail", key__in=keys).values_list("key", "facts__subject")


def silences(*, vault: Vault, now: datetime, zone: tzinfo) -> list[Nudge]:
    """Who did not answer two notes in seven weeks (let it rest?), and whom the owner writes to and never met."""
    today = day(now, zone)
    quiet = _silent(vault=vault, first=today - _SILENCE, last=today - timedelta(days=cadence.REST_AFTER))
    distant = _distant(vault, now)
    told = _touches(vault=vault, people=[*quiet, *distant])
    touches = [Touch(person, day(at, zone), Kind(kind), by_me) for person, at, kind, by_me in told]
    rest = cadence.rest(cadence.unanswered(_by_day(touches)), today=today)
    return [*(n for n in rest if n.person in quiet), *(n for n in cadence.meet(touches) if n.person in distant)]


@prepared()
def _silent(*, vault: Vault, first: date, last: date) -> QuerySet[Any, Any]:
    silent = Person.objects.filter(vault=vault, silent_since__range=(first, last)).order_by("-silent_since")
    return silent.values_list("id", flat=True)[:_FEW]


def _distant(vault: Vault, now: datetime) -> list[Id]:
    """Of those the owner was last in touch with, some who write both ways and often, and were never met."""
    recent = _recent(vault=vault, since=now - _SILENCE)
    writing = [person for person, standing in recent if standing == Standing.TWO_WAY.value]
    words = dict(_many(vault=vault, people=writing, since=now - _SILENCE))
    return [person for person in writing if words.get(person, 0) >= cadence.MANY_WORDS][:_MEET]


@prepared()
def _recent(*, vault: Vault, since: datetime) -> QuerySet[Any, Any]:
    rows = Person.objects.filter(vault=vault, last_touch__gte=since).order_by("-last_touch")
    return rows.values_list("id", "standing")[:_LATEST]


@prepared()
def _many(*, vault: Vault, people: list[Id], since: datetime) -> QuerySet[Any, Any]:
    rows = TouchRow.objects.filter(vault=vault, person__in=people, at__gte=since, kind__in=WORDS)
    counted: QuerySet[Any, Any] = rows.values_list("person").annotate(n=Count("id")).order_by()
    return counted


@prepared()
def _touches(*, vault: Vault, people: list[Id]) -> QuerySet[Any, Any]:
    rows = TouchRow.objects.filter(vault=vault, person__in=people, at__gte=EVER)
    return rows.values_list("person_id", "at", "kind", "by_me")


def _by_day(touches: list[Touch]) -> list[Touch]:
    """One note a day at most: the letter written here and the same mail, read later from the mailbox, are one."""
    return list(dict.fromkeys(touches))
