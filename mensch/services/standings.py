"""Keeps each person's evidence word and last touch true to their touches and the owner's corrections."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from django.db.models import Max

from mensch.core.cadence import NOTES, unanswered
from mensch.core.moments import day
from mensch.core.touches import NOTHING, Correction, Evidence, Kind, Touch, evidence
from mensch.models import Correction as CorrectionRow
from mensch.models import Person, Vault
from mensch.models import Touch as TouchRow

_CHUNK = 500
_KEPT = ("standing", "last_touch", "silent_since")


def refresh(*, vault: Vault, people: Iterable[int]) -> None:
    """Work out anew the standing of these people. Call it after every change of touches or corrections."""
    todo = iter(dict.fromkeys(people))
    while chunk := list(islice(todo, _CHUNK)):
        _refresh(vault, chunk)


def evidence_of(*, vault: Vault, people: Sequence[int]) -> dict[int, Evidence]:
    """The evidence of these people, from touches and the owner's corrections. Whoever is missing is only listed."""
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    touches = (Touch(person, day(at, zone), Kind(kind), by_me) for person, at, kind, by_me in _telling(vault, people))
    return evidence(touches, corrections_of(vault=vault, people=people))


def _telling(vault: Vault, people: Sequence[int]) -> Iterator[tuple[int, datetime, str, bool | None]]:
    """The touches that tell: every meeting, for each is a day; of all else the last of its kind and direction."""
    rows = TouchRow.objects.filter(vault=vault, person__in=people)
    met = rows.filter(kind=Kind.MET.value).values_list("person_id", "at", "kind", "by_me")
    other = rows.exclude(kind=Kind.MET.value).order_by()
    last = other.values_list("person_id", "kind", "by_me").annotate(last=Max("at"))
    yield from met
    yield from ((person, at, kind, by_me) for person, kind, by_me, at in last)


def corrections_of(*, vault: Vault, people: Sequence[int]) -> dict[int, Correction]:
    """The owner's word on each of these people, as far as it was not withdrawn; the later word wins."""
    said: dict[int, Correction] = {}
    rows = CorrectionRow.objects.filter(vault=vault, person__in=people, withdrawn_at=None).order_by("made_at", "id")
    for row in rows:
        before = said.get(row.person_id, Correction())
        match row.says:
            case "met" | "never_met":
                said[row.person_id] = before._replace(met=row.says == "met", on=row.on)
            case _:
                said[row.person_id] = before._replace(write=row.says == "two_way")
    return said


def _refresh(vault: Vault, people: list[int]) -> None:
    found = evidence_of(vault=vault, people=people)
    last, silent = _passed(vault, people)
    changed = []
    for row in Person.objects.filter(vault=vault, pk__in=people).only("id", "vault", *_KEPT):
        now = (found.get(row.pk, NOTHING).standing.value, last.get(row.pk), silent.get(row.pk))
        if (row.standing, row.last_touch, row.silent_since) != now:
            row.standing, row.last_touch, row.silent_since = now
            changed.append(row)
    Person.objects.filter(vault=vault).bulk_update(changed, _KEPT, batch_size=200)


def _passed(vault: Vault, people: list[int]) -> tuple[dict[int, datetime], dict[int, date]]:
    """The last touch of each, and since when two or more notes of the owner have no answer."""
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    last: dict[int, datetime] = {}
    touches = []
    rows = TouchRow.objects.filter(vault=vault, person__in=people)
    for person, at, kind, by_me in rows.values_list("person_id", "at", "kind", "by_me"):
        last[person] = max(at, last.get(person, at))
        touches.append(Touch(person, day(at, zone), Kind(kind), by_me))
    silent = unanswered(touches)
    return last, {person: facts.first for person, facts in silent.items() if facts.notes >= NOTES}
