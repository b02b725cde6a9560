"""Facts for Today around meetings: whom to thank, whom to see again, and what is ahead."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from django.db.models import QuerySet

from mensch.core import meetings as rules
from mensch.core import thanks
from mensch.core.mailflow import MOST
from mensch.core.moments import day, instant
from mensch.core.nudges import Nudge
from mensch.core.records import MeetingRecord
from mensch.core.thanks import After, Appointment, Encounter
from mensch.core.touches import Id, Kind
from mensch.models import Address, AfterMeeting, Occasion, ThankYou, Touch, Vault
from mensch.services import facts
from mensch.services.import_planned import why_not
from mensch.services.own_addresses import own_keys
from mensch.services.prepared import prepared

ANSWERS = {"again": After.SEE_AGAIN, "glad": After.GLAD, "no": After.NO, "": After.UNDECIDED}
_EVENT = 3  # from so many people on it was a round, and the owner says first whom
_AHEAD = timedelta(days=7)
_MOST = 500
_SOON = 30


class Ahead(NamedTuple):
    """The next meeting with people of the book."""

    at: datetime
    what: str
    place: str
    people: tuple[Id, ...]


class Around(NamedTuple):
    nudges: list[Nudge]
    encounters: list[Encounter]
    ahead: list[Ahead]


class _Met(NamedTuple):
    """A meeting with one person."""

    id: Id
    person_id: Id
    at: datetime
    key: str
    what: str
    place: str


def around(*, vault: Vault, now: datetime, zone: tzinfo) -> Around:
    """Nudges from meetings of the last three weeks and of tomorrow."""
    encounters = list(_encounters(vault, now, zone))
    ahead = list(_ahead(vault, now, zone))
    soon = [Appointment(number, one.people, one.at) for number, one in enumerate(ahead, 1)]
    nudges = [
        *thanks.thank_yous(encounters, now=now),
        *thanks.whom_again(encounters, now=now, zone=zone),
        *thanks.tomorrow(soon, now=now, zone=zone),
    ]
    return Around(nudges, encounters, ahead)


def _encounters(vault: Vault, now: datetime, zone: tzinfo) -> Iterator[Encounter]:
    rows = list(map(_Met._make, _met(vault=vault, since=now - thanks.FORGET, now=now)))
    if not rows:
        return
    people = {row.person_id for row in rows}
    thanked = _thanked(vault, people, now)
    answers = dict(_answers(vault=vault, touches=[row.id for row in rows]))
    before = set(_met_before(vault=vault, people=list(people), since=now - thanks.FORGET))
    for group in _rounds(rows, zone):
        event = min(row.id for row in group) if len(group) >= _EVENT else 0
        for row in group:
            if event and row.person_id in before:
                continue
            after = ANSWERS.get(answers.get(row.id, ""), After.UNDECIDED)
            done = any(touch == row.id or at >= row.at for touch, at in thanked.get(row.person_id, ()))
            yield Encounter(row.id, row.person_id, row.at, after, done, event, row.what or row.place)


def _thanked(vault: Vault, people: set[Id], now: datetime) -> dict[Id, list[tuple[Id | None, datetime]]]:
    found: dict[Id, list[tuple[Id | None, datetime]]] = {}
    for person, touch, at in _thanks(vault=vault, people=list(people), since=now - thanks.FORGET):
        found.setdefault(person, []).append((touch, at))
    return found


@prepared()
def _met(*, vault: Vault, since: datetime, now: datetime) -> QuerySet[Any, Any]:
    recent = Touch.objects.filter(vault=vault, at__gte=since, at__lte=now, kind=Kind.MET.value)
    return recent.order_by("-at", "id").values_list(*_Met._fields)[:_MOST]


@prepared()
def _answers(*, vault: Vault, touches: list[Id]) -> QuerySet[Any, Any]:
    return AfterMeeting.objects.filter(vault=vault, touch__in=touches).values_list("touch_id", "answer")


@prepared()
def _thanks(*, vault: Vault, people: list[Id], since: datetime) -> QuerySet[Any, Any]:
    rows = ThankYou.objects.filter(vault=vault, person__in=people, at__gte=since)
    return rows.values_list("person_id", "touch_id", "at")


@prepared()
def _met_before(*, vault: Vault, people: list[Id], since: datetime) -> QuerySet[Any, Any]:
    """Who was met already before these weeks: at a round the question is about new faces."""
    older = Touch.objects.filter(vault=vault, person__in=people, at__lt=since, kind=Kind.MET.value)
    return older.values_list("person_id", flat=True).distinct()


def _rounds(rows: list[_Met], zone: tzinfo) -> Iterator[list[_Met]]:
    """Meetings that are one: the same calendar entry, or the same place on the same day."""
    ordered = sorted(rows, key=lambda row: (_round(row, zone), row.id))
    for _, group in itertools.groupby(ordered, key=lambda row: _round(row, zone)):
        yield list({row.person_id: row for row in group}.values())


def _round(row: _Met, zone: tzinfo) -> tuple[str, str]:
    where = row.place or row.what
    return (str(day(row.at, zone)), where.casefold()) if where else ("", row.key)


def _ahead(vault: Vault, now: datetime, zone: tzinfo) -> Iterator[Ahead]:
    told = [facts.item("meeting", row) for row in _soon(vault=vault, now=now, until=now + _AHEAD)]
    meetings = [one for one in told if isinstance(one, MeetingRecord)]
    if not meetings:
        return
    own = own_keys(vault=vault)
    who = _who(vault, {name for one in meetings for name in rules.people(one)} - own)
    for one in meetings:
        present = rules.people(one)
        known = tuple(dict.fromkeys(who[name] for name in present if name in who))
        if known and isinstance(one.at, datetime) and not why_not(one) and len(present) <= MOST:
            yield Ahead(instant(one.at, zone), one.summary, one.place, known)


@prepared()
def _soon(*, vault: Vault, now: datetime, until: datetime) -> QuerySet[Any, Any]:
    rows = Occasion.objects.filter(vault=vault, kind="meeting", at__gt=now, at__lte=until).order_by("at")
    return rows.values_list("facts", flat=True)[:_SOON]


def _who(vault: Vault, names: Iterable[str]) -> dict[str, Id]:
    rows = Address.objects.filter(vault=vault, key__in=set(names)).values_list("key", "person_id")
    owners: dict[str, set[Id]] = {}
    for key, person in rows:
        owners.setdefault(key, set()).add(person)
    return {key: min(people) for key, people in owners.items() if len(people) == 1}
