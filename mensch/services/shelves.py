"""The people of a vault ready to be asked, kept in the process as long as their words stay the same."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from mensch.core.matching.index import Card, Index, card, index
from mensch.core.matching.people import PersonText
from mensch.core.matching.places import Gazetteer, with_cities
from mensch.core.matching.semantic import Vectors
from mensch.models import Meaning, Vault
from mensch.services import knowledge, matching_texts, meanings
from mensch.services.weights import tier

_VAULTS = 4  # kept at once
_AGAIN = 60.0  # seconds until missing vectors are asked for again


@dataclass(frozen=True)
class Shelf:
    """Everybody of one vault. `vectors` is None as long as none are made, or without a model."""

    index: Index
    towns: Gazetteer
    vectors: Vectors | None
    mark: Hashable


_shelves: OrderedDict[int, Shelf] = OrderedDict()
_cards: dict[int, dict[PersonText, Card]] = {}
_rung: dict[int, float] = {}
_lock = threading.Lock()


def of(*, vault: Vault, today: date) -> Shelf:
    """The shelf of a vault, built anew when words or vectors changed."""
    seen = (matching_texts.mark(vault=vault, today=today), _vectors_mark(vault))
    with _lock:
        found = _shelves.get(vault.pk)
        if found is None or found.mark != seen:
            found = _built(vault, today, seen)
            _keep(vault.pk, found)
        _shelves.move_to_end(vault.pk)
        return found


def kept(*, vault_id: int) -> Shelf | None:
    """The shelf as it was last built in this process, without a look whether words changed since."""
    return _shelves.get(vault_id)


def forget(*, vault_id: int) -> None:
    """Nothing of this vault stays in the process."""
    with _lock:
        for kept in (_shelves, _cards, _rung):
            kept.pop(vault_id, None)


def _keep(vault_id: int, shelf: Shelf) -> None:
    _shelves[vault_id] = shelf
    while len(_shelves) > _VAULTS:
        gone, _ = _shelves.popitem(last=False)
        _cards.pop(gone, None)


def _vectors_mark(vault: Vault) -> Hashable:
    if tier().encoder is None:
        return None
    return tuple(Meaning.objects.filter(vault=vault).aggregate(n=Count("id"), last=Max("id")).values())


def _built(vault: Vault, today: date, seen: Hashable) -> Shelf:
    words, encoder = knowledge.trades(), tier().encoder
    people = matching_texts.people(vault=vault, today=today, towns=knowledge.towns())
    before = _cards.get(vault.pk, {})
    cards = {person: before.get(person) or card(person, words) for person in people}
    _cards[vault.pk] = cards
    shelf = index(cards.values(), words)
    towns = with_cities(knowledge.towns(), {one.city for one in shelf.cards})
    vectors = None
    if encoder is not None:
        place = {int(one.id): at for at, one in enumerate(shelf.cards)}
        wanted = meanings.pieces(shelf.cards, encoder.sha256)
        vectors, missing = meanings.vectors(vault=vault, wanted=wanted, place=place)
        if missing:
            _ring(vault.pk)
    return Shelf(shelf, towns, vectors, seen)


def _ring(vault_id: int) -> None:
    """At most once a minute from one process: the job itself takes a while."""
    if time.monotonic() - _rung.get(vault_id, -_AGAIN) >= _AGAIN:
        _rung[vault_id] = time.monotonic()
        meanings.ask(vault_id=vault_id)
