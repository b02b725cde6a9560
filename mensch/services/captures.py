"""“I met someone”: one form makes the person, the meeting, the note, what would help, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.db import transaction

from mensch.core.moments import day
from mensch.core.people import fold_name, sort_key
from mensch.core.records import Name
from mensch.models import Person, Touch, Vault
from mensch.services import addresses, asks, labels, noted, notes, own_fields, promising
from mensch.services.access import public, see
from mensch.services.people_rows import PersonRow, rows_of
from mensch.services.said import noon, past, sentence
from mensch.services.words import search

NEW = "new"
_LIKELY = 5
_FORM = 40


@dataclass(frozen=True)
class Meeting:
    """What the owner wrote. `person`: a public id, NEW, or '' when it was not said who of the known it is."""

    name: str
    person: str = ""
    where: str = ""
    on: date | None = None
    works_on: str = ""
    would_help: str = ""
    promise: str = ""
    due: date | None = None
    their_promise: str = ""
    address: str = ""
    group: str = ""
    form_key: str = ""


@dataclass(frozen=True)
class Captured:
    person: Person
    touch: Touch
    joined: bool


def likely(*, vault: Vault, name: str) -> list[PersonRow]:
    """Who in the book may be meant while a name is typed."""
    return search(vault=vault, text=name, limit=_LIKELY) if name.strip() else []


def namesakes(*, vault: Vault, name: str) -> list[PersonRow]:
    """Who in the book has this very name."""
    same = fold_name(name)
    rows = Person.objects.filter(vault=vault, sort_key__in={same, *_turned(same)}).order_by("id")
    by_order = rows_of(vault=vault, people=list(rows.values_list("id", flat=True)[:_LIKELY]))
    found = {row.id: row for row in (*by_order, *search(vault=vault, text=name, limit=20))}
    return [row for row in found.values() if fold_name(row.full) == same][:_LIKELY]


def unclear(*, vault: Vault, said: Meeting) -> list[PersonRow]:
    """Who has that name, when it was not said which of them it is, and this very form was not kept before."""
    if said.person or _sent_before(vault, said):
        return []
    return namesakes(vault=vault, name=said.name)


def _turned(name: str) -> list[str]:
    """The same words with the last one first, as lists by family name have them."""
    first, _, last = name.rpartition(" ")
    return [f"{last} {first}"] if first else []


@transaction.atomic
def capture(*, vault: Vault, said: Meeting, now: datetime, zone: tzinfo) -> Captured:
    """Keep all of it, or nothing. The same form sent twice is one meeting. Raises InputError, Http404."""
    today = day(now, zone)
    on = past(said.on, today) or today
    before = _sent_before(vault, said)
    if before:
        return before
    person, fresh = _whom(vault, said, now)
    grouped = bool(said.group.strip()) and not fresh and _join_group(vault, person, said.group)
    flags = ("n" if fresh else "") + ("g" if grouped else "")
    key = f"noted:{said.form_key[:_FORM]}:{now.isoformat()}:{flags}"
    place, way = said.where, noted.WAYS["met"]
    touch = noted.keep(vault=vault, person=person, way=way, at=noon(on, zone, now), key=key, what="", place=place)
    _words(vault, person, touch, said, now)
    if fresh and said.group.strip():
        labels.add(vault=vault, person=public(person.pk), text=said.group)
    return Captured(person, touch, not fresh)


def _sent_before(vault: Vault, said: Meeting) -> Captured | None:
    if not said.form_key:
        return None
    if said.person in ("", NEW):
        made = namesakes(vault=vault, name=said.name)
        people = [row.id for row in made]
    else:
        people = [see(vault, Person, said.person).pk]
    rows = Touch.objects.filter(vault=vault, person__in=people, key__startswith=f"noted:{said.form_key[:_FORM]}:")
    touch = rows.select_related("person").first()
    return Captured(touch.person, touch, joined=False) if touch else None


def _whom(vault: Vault, said: Meeting, now: datetime) -> tuple[Person, bool]:
    if said.person not in ("", NEW):
        return see(vault, Person, said.person), False
    full = sentence(said.name, 400)
    person: Person = Person.objects.create(vault=vault, full=full, sort_key=sort_key(Name(full))[:200], edited_at=now)
    own_fields.remember(vault=vault, person=person, fields={"full": full}, now=now)
    addresses.findable(vault, person)
    return person, True


def _join_group(vault: Vault, person: Person, group: str) -> bool:
    there = labels.is_in(vault=vault, person=person, text=group)
    labels.add(vault=vault, person=public(person.pk), text=group)
    return not there


def _words(vault: Vault, person: Person, touch: Touch, said: Meeting, now: datetime) -> None:
    whom = public(person.pk)
    if said.address.strip():
        addresses.add(vault=vault, person=whom, value=said.address, now=now)
    if said.works_on.strip():
        notes.add(vault=vault, person=whom, text=said.works_on, now=now)
    if said.would_help.strip():
        told = {"side": "looking", "words": said.would_help, "until": None}
        asks.add(vault=vault, person=whom, now=now, as_is=True, **told)  # type: ignore[arg-type]
    for by_me, words, due in ((True, said.promise, said.due), (False, said.their_promise, None)):
        if words.strip():
            promising.promise(vault=vault, person=whom, by_me=by_me, words=words, due=due, now=now, touch=touch)
