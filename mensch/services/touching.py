"""Works touches out of the mails, messages and meetings kept, for everybody in the book who took part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from mensch.core.mailflow import IN_PERSON, Dealing, Written, dealings, mails, messages, recipients
from mensch.core.meetings import met
from mensch.core.people import fold_name
from mensch.core.records import MailRecord, MeetingRecord, MessageRecord
from mensch.models import Address, Occasion, Person, Touch
from mensch.services import facts
from mensch.services.import_context import Context
from mensch.services.own_addresses import own_keys

_CHUNK = 500


class Worked(NamedTuple):
    """Touches made and already there, the people they are with, and the dealings with nobody in the book."""

    created: int
    known: int
    people: set[int]
    strangers: list[Dealing]


def work_out(context: Context, occasions: Iterable[int]) -> Iterator[Worked]:
    """Touches of these occasions, a chunk at a time; the caller wraps each step in its transaction."""
    own = own_keys(vault=context.vault)
    todo = iter(occasions)
    while chunk := list(islice(todo, _CHUNK)):
        yield _chunk(context, chunk, own)


def _chunk(context: Context, ids: Sequence[int], own: frozenset[str]) -> Worked:
    rows = {row.key: row for row in Occasion.objects.filter(vault=context.vault, pk__in=ids)}
    found = _dealings(context, [facts.item(row.kind, row.facts) for row in rows.values()], own)
    who = _who(context, found.all)
    made, strangers = [], []
    for dealing in found.all:
        person = who.get((dealing.party.address, dealing.party.name), who.get((dealing.party.address, "")))
        if person is None:
            strangers.append(dealing)
        else:
            made.append(_touch(context, rows[dealing.key[:200]], dealing, person, found.direct))
    known = _known(context, made)
    fresh = [touch for touch in made if (touch.person_id, touch.kind, touch.key) not in known]
    Touch.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=1000)
    return Worked(len(fresh), len(made) - len(fresh), {touch.person_id for touch in made}, strangers)


class _Found(NamedTuple):
    all: list[Dealing]
    direct: dict[str, bool]


def _dealings(context: Context, told: Sequence[object], own: frozenset[str]) -> _Found:
    words = mails([t for t in told if isinstance(t, MailRecord)])
    words += messages([t for t in told if isinstance(t, MessageRecord)])
    meetings = [t for t in told if isinstance(t, MeetingRecord)]
    found = list(dealings(words, own, now=context.now))
    found += met(meetings, own, now=context.now, zone=context.zone).sure
    return _Found(found, {word.key: _direct(word, own) for word in words})


def _direct(word: Written, own: frozenset[str]) -> bool:
    """Whether the owner was written to, among few: only such a mail waits for an answer."""
    asked = {party.address or party.name for party in word.to}
    return not own.isdisjoint(asked) and len(recipients(word)) <= IN_PERSON


def _touch(context: Context, row: Occasion, dealing: Dealing, person: int, direct: dict[str, bool]) -> Touch:
    return Touch(
        vault=context.vault,
        person_id=person,
        at=dealing.at,
        kind=dealing.kind.value,
        by_me=dealing.by_me,
        direct=bool(direct.get(dealing.key)) and dealing.by_me is False,
        key=dealing.key[:200],
        thread=row.thread,
        what=str(row.facts.get("summary", ""))[:300],
        place=str(row.facts.get("place", ""))[:200],
        source=row.source,
        made_by_id=row.made_by_id,
    )


def _known(context: Context, made: Sequence[Touch]) -> set[tuple[int, str, str]]:
    rows = Touch.objects.filter(
        vault=context.vault, person__in={t.person_id for t in made}, key__in={t.key for t in made}
    )
    return set(rows.values_list("person_id", "kind", "key"))


def _who(context: Context, found: Sequence[Dealing]) -> dict[tuple[str, str], int]:
    """Whom each (address, name) belongs to. One shared by several belongs to the one of that name, else to nobody."""
    keys = {dealing.party.address for dealing in found} - {""}
    owners: dict[str, list[int]] = {}
    for key, person in Address.objects.filter(vault=context.vault, key__in=keys).values_list("key", "person_id"):
        if person not in owners.setdefault(key, []):
            owners[key].append(person)
    who = {(key, ""): people[0] for key, people in owners.items() if len(people) == 1}
    shared = {key: people for key, people in owners.items() if len(people) > 1}
    if shared:
        ids = {person for people in shared.values() for person in people}
        names = {
            pk: fold_name(full)
            for pk, full in Person.objects.filter(vault=context.vault, pk__in=ids).values_list("pk", "full")
        }
        for dealing in found:
            named = [p for p in shared.get(dealing.party.address, ()) if names[p] == fold_name(dealing.party.name)]
            if len(named) == 1:
                who[dealing.party.address, dealing.party.name] = named[0]
    return who
