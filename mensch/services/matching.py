"""Who of a vault's people could help with an ask. Nothing of the answer is kept.

`matches(*, vault, ask, kind="", limit=10, today, shelf=None) -> Found`: `ask` is an Ask row or a sentence.
`Found.matches` are (person id, band, reasons), those who offer it first; `nobody` says why nobody obvious is among them
(then they are at most people who may know someone); `left_out` are those whose trade the ask rules out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from mensch.core.asks import read_as
from mensch.core.matching import semantic, silence
from mensch.core.matching.answers import Band, Match
from mensch.core.matching.answers import matches as answered
from mensch.core.matching.asks import Ask as Read
from mensch.core.matching.asks import parse_ask
from mensch.core.matching.fuse import Order, order
from mensch.core.matching.kinds import kind_named
from mensch.core.reasons import Reason
from mensch.models import Ask, Person, Vault
from mensch.services import knowledge, shelves
from mensch.services.weights import tier

_MORE = 5  # who may turn out to be gone, or to be the one who asks


class Found(NamedTuple):
    """An ask as it was understood, and who was found."""

    ask: Read
    matches: tuple[Match, ...]
    nobody: Reason | None
    left_out: tuple[str, ...]
    model: str  # on, absent, altered, off


def matches(
    *, vault: Vault, ask: Ask | str, kind: str = "", limit: int = 10, today: date, shelf: shelves.Shelf | None = None
) -> Found:
    """Who could help. The one whose ask it is, is nobody's answer. `shelf`: one that is ready, a moment old perhaps."""
    shelf = shelf or shelves.of(vault=vault, today=today)
    words = knowledge.trades()
    asker = str(ask.person_id) if isinstance(ask, Ask) and ask.person_id else ""
    text = ask if isinstance(ask, str) else read_as(ask.words, ask.town, ask.without)
    kind = kind or (ask.kind if isinstance(ask, Ask) else "")
    read = parse_ask(text, words, shelf.towns, kind=kind_named(kind), own=_own(shelf, asker))
    found = _without(asker, shelf, _ordered(read, shelf))
    shown = answered(read, found, shelf.index, words, knowledge.spheres(), limit + _MORE)
    nobody = silence.obvious(read, found)
    if nobody:
        shown = [one._replace(band=Band.KNOWS) for one in shown]
    out = [shelf.index.cards[at].id for at in sorted(found.out)]
    here = _here(vault, [*(one.person for one in shown), *out]) - {asker}
    kept = [one for one in shown if one.person in here]
    return Found(read, tuple(kept[:limit]), nobody, tuple(one for one in out if one in here), tier().why)


def _ordered(read: Read, shelf: shelves.Shelf) -> Order:
    words, encoder = knowledge.trades(), tier().encoder
    near = None
    if encoder is not None and shelf.vectors is not None:
        near = semantic.near(read, shelf.vectors, len(shelf.index), encoder, words)
    return order(read, shelf.index, words, knowledge.spheres(), shelf.towns, near)


def _without(asker: str, shelf: shelves.Shelf, found: Order) -> Order:
    """Whoever asks stands out by the very words of the ask: they are not looked at."""
    at = next((at for at, one in enumerate(shelf.index.cards) if one.id == asker), None) if asker else None
    return found if at is None else replace(found, out=found.out | {at})


def _own(shelf: shelves.Shelf, asker: str) -> Sequence[str]:
    """The trades of whoever asks, from their card."""
    card = next((one for one in shelf.index.cards if one.id == asker), None) if asker else None
    return sorted({trade for trade, where in card.trades if where.name == "TITLE"}) if card else ()


def _here(vault: Vault, ids: Sequence[str]) -> set[str]:
    """Those who are still there: a shelf may be a moment older than the vault."""
    rows = Person.objects.filter(vault=vault, pk__in=[int(one) for one in ids])
    return {str(pk) for pk in rows.values_list("id", flat=True)}
