"""Search as you type: the words of each person, and the slips of each word.

For importers, inside their own transaction (plain inserts; only the words that are new are looked up):

    from mensch.core.words import Searchable
    words.index_people(vault=vault, people=[Searchable(person_id, "Ada Ek", org="Arco", emails=("ada@example.org",))])

`index_people(*, vault: Vault, people: Iterable[Searchable]) -> None`  persons that have no words yet
`index_words(*, vault: Vault, words: Sequence[tuple[int, str]]) -> None`  the same when their words are worked out
`reindex_people(*, vault: Vault, people: Iterable[int]) -> None`       persons that changed: name, post, label, address
`drop_people(*, vault: Vault, people: Iterable[int]) -> None`          persons that go; words nobody else has go too
`search(*, vault: Vault, text: str, limit: int = 20) -> list[PersonRow]` (services.search) finds people by them
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import transaction

from mensch.core.words import Searchable, person_words, slips
from mensch.models import Address, Label, Person, PersonWord, Vault, WordSlip
from mensch.services import bulk
from mensch.services.search import search

__all__ = ["drop_people", "index_people", "index_words", "reindex_people", "search"]

T = TypeVar("T")

_CHUNK = 800


@transaction.atomic
def index_people(*, vault: Vault, people: Iterable[Searchable]) -> None:
    """Writes the words of people that have none yet."""
    for some in _chunks(people, 5000):
        index_words(vault=vault, words=[(person.person, word) for person in some for word in person_words(person)])


@transaction.atomic
def index_words(*, vault: Vault, words: Sequence[tuple[int, str]]) -> None:
    """Writes these words of people, each with its person's id, and the slips of those that are new."""
    found = bulk.Sheet(PersonWord, ("person_id", "word"), vault=vault)
    found.rows.extend(words)
    found.write()
    near = bulk.Sheet(WordSlip, ("slip", "word"), vault=vault, skip_known=True)
    fresh = _without_slips(vault, {word for _, word in words})
    near.rows.extend(sorted((slip, word) for word in fresh for slip in slips(word)))
    near.write()


@transaction.atomic
def reindex_people(*, vault: Vault, people: Iterable[int]) -> None:
    """Writes the words of these people anew, from what the tables say now."""
    for ids in _chunks(people, _CHUNK):
        before = _take_words(vault, ids)
        index_people(vault=vault, people=_searchables(vault, ids))
        _forget_unused(vault, before)


@transaction.atomic
def drop_people(*, vault: Vault, people: Iterable[int]) -> None:
    """Takes the words of these people away; a word nobody else has leaves no trace in the slips either."""
    for ids in _chunks(people, _CHUNK):
        _forget_unused(vault, _take_words(vault, ids))


def _take_words(vault: Vault, ids: Sequence[int]) -> set[str]:
    rows = PersonWord.objects.filter(vault=vault, person__in=ids)
    words = set(rows.values_list("word", flat=True))
    rows.delete()
    return words


def _forget_unused(vault: Vault, words: set[str]) -> None:
    for some in _chunks(sorted(words), _CHUNK):
        left = PersonWord.objects.filter(vault=vault, word__in=some).values_list("word", flat=True).distinct()
        _forget_words(vault, set(some) - set(left))


def _forget_words(vault: Vault, words: set[str]) -> None:
    pairs = [(word, slip) for word in words for slip in slips(word)]
    for some in _chunks(pairs, _CHUNK // 2):
        found = {word for word, _ in some}
        WordSlip.objects.filter(vault=vault, slip__in=[slip for _, slip in some], word__in=found).delete()


def _searchables(vault: Vault, ids: Sequence[int]) -> list[Searchable]:
    emails: dict[int, list[str]] = {}
    labels: dict[int, list[str]] = {}
    for person, key in Address.objects.filter(vault=vault, person__in=ids, kind="email").values_list("person", "key"):
        emails.setdefault(person, []).append(key)
    for person, text in Label.objects.filter(vault=vault, person__in=ids).values_list("person", "text"):
        labels.setdefault(person, []).append(text)
    rows = Person.objects.filter(vault=vault, pk__in=ids)
    return [
        Searchable(
            p.pk,
            " ".join((p.full, p.given, p.family)),
            p.nickname,
            tuple(p.variants),
            p.org,
            p.title,
            tuple(emails.get(p.pk, ())),
            tuple(labels.get(p.pk, ())),
        )
        for p in rows
    ]


def _without_slips(vault: Vault, words: set[str]) -> set[str]:
    """Those of the words that are new: a known word stands among the slips as itself."""
    known = set(bulk.among(WordSlip, vault, "slip", words, "word"))
    return words - known


def _chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(things)
    while some := list(islice(source, size)):
        yield some
