"""Keeps each person's evidence word and last touch true to their touches and the owner's corrections."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from mensch.core.cadence import NOTES, unanswered
from mensch.core.moments import day
from mensch.core.touches import NOTHING, Correction, Evidence, Kind, Touch, evidence
from mensch.models import Correction as CorrectionRow
from mensch.models import Person, Vault
from mensch.models import Touch as TouchRow
from mensch.services.prepared import prepared

_CHUNK = 500
WORDS = (Kind.MAIL.value, Kind.MESSAGE.value)
_KEPT = ("standing", "last_touch", "silent_since", "heard_at")
EVER = datetime(1, 1, 2, tzinfo=UTC)  # names the range of the index that holds kind and direction, too


def refresh(*, vault: Vault, people: Iterable[int]) -> None:
    """Work out anew the standing of these people. Call it after every change of touches or corrections."""
    todo = iter(dict.fromkeys(people))
    while chunk := list(islice(todo, _CHUNK)):
        _refresh(vault, chunk)


def evidence_of(*, vault: Vault, people: Sequence[int], since: datetime = EVER) -> dict[int, Evidence]:
    """The evidence of these people, from touches and the owner's corrections. Whoever is missing is only listed.

    With `since`, touches before it count for nothing: for an order in which old ones all weigh alike.
    """
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    touches = (
        Touch(person, day(at, zone), Kind(kind), by_me) for person, at, kind, by_me in _telling(vault, people, since)
    )
    return evidence(touches, corrections_of(vault=vault, people=people))


def _telling(vault: Vault, people: Sequence[int], since: datetime) -> Iterator[tuple[int, datetime, str, bool | None]]:
    """The touches that tell: every meeting, for each is a day; of all else the last of its kind and direction."""
    yield from _met(vault=vault, people=people, since=since)
    yield from ((person, at, kind, by_me) for person, kind, by_me, at in _last(vault=vault, people=people, since=since))


@prepared()
def _met(*, vault: Vault, people: Sequence[int], since: datetime) -> QuerySet[Any, Any]:
    rows = TouchRow.objects.filter(vault=vault, person__in=people, kind=Kind.MET.value, at__gte=since)
    return rows.values_list("person_id", "at", "kind", "by_me")


@prepared()
def _last(*, vault: Vault, people: Sequence[int], since: datetime) -> QuerySet[Any, Any]:
    rows = TouchRow.objects.filter(vault=vault, person__in=people, at__gte=since).exclude(kind=Kind.MET.value)
    last: QuerySet[Any, Any] = rows.order_by().values_list("person_id", "kind", "by_me").annotate(last=Max("at"))
    return last


def corrections_of(*, vault: Vault, people: Sequence[int]) -> dict[int, Correction]:
    """The owner's word on each of these people, as far as it was not withdrawn; the later word wins."""
    found: dict[int, Correction] = {}
    for person, says, on in _said(vault=vault, people=people):
        before = found.get(person, Correction())
        match says:
            case "met" | "never_met":
                found[person] = before._replace(met=says == "met", on=on)
            case _:
                found[person] = before._replace(write=says == "two_way")
    return found


@prepared()
def _said(*, vault: Vault, people: Sequence[int]) -> QuerySet[Any, Any]:
    rows = CorrectionRow.objects.filter(vault=vault, person__in=people, withdrawn_at=None)
    return rows.order_by("made_at", "id").values_list("person_id", "says", "on")


def _refresh(vault: Vault, people: list[int]) -> None:
    found = evidence_of(vault=vault, people=people)
    passed = _passed(vault, people)
    changed = []
    for row in Person.objects.filter(vault=vault, pk__in=people).only("id", "vault", *_KEPT):
        now = (found.get(row.pk, NOTHING).standing.value, *(facts.get(row.pk) for facts in passed))
        if tuple(getattr(row, name) for name in _KEPT) != now:
            row.standing, row.last_touch, row.silent_since, row.heard_at = now
            changed.append(row)
    Person.objects.filter(vault=vault).bulk_update(changed, _KEPT, batch_size=200)


class _Passed(NamedTuple):
    """By person: the last touch; since when two or more notes of the owner have no answer; their last word, where the
    owner has written none since."""

    last: dict[int, datetime]
    silent: dict[int, date]
    heard: dict[int, datetime]


def _passed(vault: Vault, people: list[int]) -> _Passed:
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    last: dict[int, datetime] = {}
    words: dict[bool, dict[int, datetime]] = {True: {}, False: {}}  # of the owner, of the others
    touches = []
    rows = TouchRow.objects.filter(vault=vault, person__in=people)
    for person, at, kind, by_me in rows.values_list("person_id", "at", "kind", "by_me"):
        last[person] = max(at, last.get(person, at))
        if kind in WORDS:
            side = words[by_me is True]
            side[person] = max(at, side.get(person, at))
        touches.append(Touch(person, day(at, zone), Kind(kind), by_me))
    silent = {person: facts.first for person, facts in unanswered(touches).items() if facts.notes >= NOTES}
    return _Passed(last, silent, _heard(words[False], words[True]))


def _heard(theirs: dict[int, datetime], mine: dict[int, datetime]) -> dict[int, datetime]:
    return {person: at for person, at in theirs.items() if at >= mine.get(person, at)}


def listen(*, vault: Vault) -> None:
    """Works out `heard_at` of everybody at once, for rows that may have come without it."""
    words = TouchRow.objects.filter(vault=vault, person=OuterRef("pk"), kind__in=WORDS, at__gte=EVER).order_by()
    theirs = words.exclude(by_me=True).values("person").annotate(last=Max("at")).values("last")
    people = Person.objects.filter(vault=vault)
    people.update(heard_at=Subquery(theirs))
    people.filter(Exists(words.filter(by_me=True, at__gt=OuterRef("heard_at")))).update(heard_at=None)
