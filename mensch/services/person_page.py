"""One person: how you know each other, what passed between you, what was promised, and where it all comes from."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404

from mensch.core.moments import day
from mensch.core.reasons import Reason
from mensch.core.telling import in_words, state
from mensch.core.touches import NOTHING, Evidence
from mensch.models import (
    Ask,
    Correction,
    Label,
    Merge,
    Note,
    Person,
    Post,
    Promise,
    Rest,
    Rhythm,
    Vault,
    WorkedTogether,
)
from mensch.services import introduction_lines, listed, person_facts, person_past, person_rows
from mensch.services.access import private, see
from mensch.services.introduction_lines import Line as Introduced
from mensch.services.people_rows import path_of
from mensch.services.person_facts import Origin, Reached
from mensch.services.person_past import Between, Past
from mensch.services.person_rows import rows
from mensch.services.prepared import prepared
from mensch.services.standings import evidence_of
from mensch.services.twins import waiting

_NOTES = 30
_OPEN = (("ended_at", None),)
_ENDED = 5


class Known(NamedTuple):
    """The evidence in words. `words`: the owner's own that stand; `may`: what they might say instead."""

    standing: str
    now: Reason
    told: tuple[Reason, ...]
    words: tuple[Correction, ...]
    may: tuple[str, ...]
    facts: Evidence


class Promises(NamedTuple):
    mine: tuple[Promise, ...]
    theirs: tuple[Promise, ...]
    ended: tuple[Promise, ...]


class Asks(NamedTuple):
    looking: tuple[Ask, ...]
    giving: tuple[Ask, ...]


class Page(NamedTuple):
    """All that the page shows."""

    person: Person
    path: str
    known: Known
    past: Past
    between: tuple[Between, ...]
    asks: Asks
    promises: Promises
    notes: tuple[Note, ...]
    rhythm: Rhythm | None
    rest: Rest | None
    labels: tuple[Label, ...]
    reached: tuple[Reached, ...]
    posts: tuple[Post, ...]
    origins: tuple[Origin, ...]
    twins: bool
    introductions: tuple[Introduced, ...]
    worked: bool

    @property
    def about(self) -> str:
        return ", ".join(part for part in (self.person.title, self.person.org) if part)

    @property
    def email(self) -> str:
        return next((one.address.value for one in self.reached if one.good and one.address.kind == "email"), "")


def find(*, vault: Vault, text: str) -> Person:
    """The person of an id, with or without a name in front; of one who was joined, the person they are now. Http404."""
    public_id = text.rpartition("-")[2]
    try:
        return see(vault, Person, public_id)
    except Http404:
        merges = Merge.objects.filter(vault=vault, absorbed=private(public_id), undone_at=None)
        joined = merges.select_related("kept").order_by("-id").first()
        if joined is None:
            raise
        kept: Person = joined.kept
        return kept


def show(*, vault: Vault, person: Person, now: datetime, before: str = "") -> Page:
    """The page, in a fixed number of queries. `before`: the touch from which to go further back."""
    origins = person_facts.origins(vault=vault, person=person)
    asks = rows(Ask, vault=vault, person=person, where=_OPEN, order=("-made_at",))
    return Page(
        person=person,
        path=path_of(person.pk, person.full),
        known=_known(vault, person, now),
        past=person_past.past(vault=vault, person=person, before=before),
        between=person_past.between(vault=vault, person=person),
        asks=Asks(*(tuple(ask for ask in asks if ask.side == side) for side in ("looking", "giving"))),
        promises=_promises(person_rows.promises(vault=vault, person=person)),
        notes=tuple(rows(Note, vault=vault, person=person, order=("-made_at", "-id"), most=_NOTES)),
        rhythm=next(iter(rows(Rhythm, vault=vault, person=person, order=("id",))), None),
        rest=next(iter(rows(Rest, vault=vault, person=person, where=_OPEN, order=("id",))), None),
        labels=tuple(rows(Label, vault=vault, person=person, order=("text",))),
        reached=person_facts.reached(vault=vault, person=person, origins=origins),
        posts=tuple(rows(Post, vault=vault, person=person, order=("-id",))),
        origins=origins,
        introductions=introduction_lines.of_person(vault=vault, person=person, now=now),
        worked=bool(rows(WorkedTogether, vault=vault, person=person, order=("id",))),
        twins=bool(_twins(vault=vault, person=person)),
    )


@prepared()
def _twins(*, vault: Vault, person: Person) -> QuerySet[Any, Any]:
    return waiting(vault).filter(Q(one=person) | Q(other=person)).values_list("pk")[:1]


def _known(vault: Vault, person: Person, now: datetime) -> Known:
    facts = evidence_of(vault=vault, people=[person.pk]).get(person.pk, NOTHING)
    today = day(now, zoneinfo.ZoneInfo(vault.time_zone))
    said = rows(Correction, vault=vault, person=person, where=(("withdrawn_at", None),), order=("-made_at", "-id"))
    met = [row for row in said if row.says in ("met", "never_met")][:1]
    write = [row for row in said if row.says in ("two_way", "not_two_way")][:1]
    told = tuple(listed.dated(vault=vault, told={person.pk: why})[person.pk] for why in in_words(facts))
    return Known(facts.standing.value, state(facts, today), told, (*met, *write), _may(facts), facts)


def _may(facts: Evidence) -> tuple[str, ...]:
    """What the owner might say of this evidence: only what it does not say already."""
    said = facts.corrected
    met = bool(facts.met) or bool(said and said.met)
    writes = bool(facts.wrote or facts.answered) or bool(said and said.write)
    may = ["never_met" if met else "met", "not_two_way" if writes else "two_way"]
    return (*may, "nobody") if met and writes else tuple(may)


def _promises(rows: Sequence[Promise]) -> Promises:
    ended = sorted((row for row in rows if hasattr(row, "end")), key=lambda row: row.end.at, reverse=True)
    still = [row for row in rows if not hasattr(row, "end")]
    return Promises(
        tuple(row for row in still if row.by_me), tuple(row for row in still if not row.by_me), tuple(ended[:_ENDED])
    )
