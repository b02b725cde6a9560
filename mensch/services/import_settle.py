"""After reading: whose mail this is, what passed with whom, who is new, who knows whom. May run twice without harm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import F, QuerySet

from mensch.core.mailflow import Dealing
from mensch.core.strangers import newcomers
from mensch.models import Address, ImportFile, Occasion, Party, Rest, Touch
from mensch.services import acquaintances, bulk, import_people, own_addresses, standings
from mensch.services.import_context import Context
from mensch.services.touching import work_out

_CHUNK = 500
T = TypeVar("T")


def settle(context: Context, *, keep_on: Callable[[], None]) -> None:
    """Work out touches for this import's mails and meetings, and for earlier ones with people who are new now."""
    ids = list(Occasion.objects.filter(vault=context.vault, made_by=context.importing).values_list("id", flat=True))
    with transaction.atomic():
        own_addresses.guess(vault=context.vault, occasions=ids)
    settle_these(context, list(dict.fromkeys([*ids, *_earlier(context, _new_addresses(context))])), keep_on)


def settle_these(context: Context, ids: Iterable[int], keep_on: Callable[[], None]) -> None:
    """The same for these occasions alone."""
    people, strangers = _work(context, ids, keep_on)
    people |= _welcome(context, strangers, keep_on)
    conclude(context, people, keep_on)


def _new_addresses(context: Context) -> Iterator[str]:
    rows = Address.objects.filter(vault=context.vault, made_by=context.importing).exclude(key="")
    return rows.exclude(kind="postal").values_list("key", flat=True).iterator()


def _earlier(context: Context, addresses: Iterable[str]) -> Iterator[int]:
    """Occasions in which these addresses took part."""
    for some in _chunks(addresses):
        yield from bulk.among(Party, context.vault, "address", some, "occasion_id")


def _work(context: Context, ids: Iterable[int], keep_on: Callable[[], None]) -> tuple[set[int], list[Dealing]]:
    people: set[int] = set()
    strangers: list[Dealing] = []
    for some in _chunks(ids):
        with transaction.atomic():
            keep_on()
            for worked in work_out(context, some):
                people |= worked.people
                strangers += worked.strangers
                _count(context, worked.created)
    return people, strangers


def _count(context: Context, created: int) -> None:
    if created:
        _last_file(context).update(touches_created=F("touches_created") + created)


def _last_file(context: Context) -> QuerySet[ImportFile]:
    files = ImportFile.objects.filter(vault=context.vault, parent=context.importing)
    return files.filter(pk__in=list(files.order_by("-id").values_list("id", flat=True)[:1]))


def _welcome(context: Context, strangers: Sequence[Dealing], keep_on: Callable[[], None]) -> set[int]:
    """Whoever was met, or wrote and was written to, is somebody the owner knows, though no book lists them."""
    context = replace(context, file_name=_only_file(context))
    addresses = {dealing.party.address for dealing in strangers} - {""}
    earlier = list(dict.fromkeys(_earlier(context, sorted(addresses))))
    _, everything = _work(context, earlier, keep_on)
    fresh = newcomers(everything)
    people: set[int] = set()
    for some in _chunks(fresh):
        with transaction.atomic():
            keep_on()
            added = import_people.add(context, some)
            people |= added.people
            _last_file(context).update(created=F("created") + added.created, suggested=F("suggested") + added.suggested)
    touched, _ = _work(context, _earlier(context, [record.key for record in fresh]), keep_on)
    return people | touched


def _only_file(context: Context) -> str:
    """The file that told of them, where there is one alone: of several, the last one read need not be theirs."""
    files = ImportFile.objects.filter(vault=context.vault, parent=context.importing).values_list("name", flat=True)
    return files[0] if len(files) == 1 else ""


def conclude(context: Context, people: Iterable[int], keep_on: Callable[[], None]) -> None:
    """Standings, who knows whom, and rests that end, for these people."""
    for some in _chunks(people):
        with transaction.atomic():
            keep_on()
            standings.refresh(vault=context.vault, people=some)
            acquaintances.find(vault=context.vault, people=some, importing=context.importing)
            _wake(context, some)


def _wake(context: Context, people: Sequence[int]) -> None:
    """A rest ends by itself when they write."""
    resting = dict(
        Rest.objects.filter(vault=context.vault, person__in=people, ended_at=None).values_list("person_id", "since")
    )
    wrote = Touch.objects.filter(vault=context.vault, person__in=resting, by_me=False)
    back = {person: at for person, at in wrote.values_list("person_id", "at") if at > resting[person]}
    for person, at in back.items():
        Rest.objects.filter(vault=context.vault, person=person, ended_at=None).update(ended_at=at)


def _chunks(things: Iterable[T]) -> Iterator[list[T]]:
    source = iter(things)
    while some := list(islice(source, _CHUNK)):
        yield some
