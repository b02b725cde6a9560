"""All that is known of ask and people in one order. What is worked out here is dropped after the call."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from mensch.core.matching.asks import Ask, RuledOut
from mensch.core.matching.encoder import Matrix
from mensch.core.matching.index import DOES, Card, Index
from mensch.core.matching.kinds import READS, Kind
from mensch.core.matching.lexical import Covered, coverage, trade_held
from mensch.core.matching.people import Field
from mensch.core.matching.phrases import said
from mensch.core.matching.places import Gazetteer
from mensch.core.matching.semantic import Near
from mensch.core.matching.spheres import Spheres, neighbourhood
from mensch.core.matching.thesaurus import Thesaurus

_COVER, _NEAR, _TRADE, _TOWN, _OTHER_TOWN, _ELSEWHERE = 2.0, 0.5, 0.6, 0.3, -0.4, -1.0
_HOLDS = 0.7  # share of the ask
_ALSO, _TALKS, _SPHERE, _OWN = 0.5, 0.5, 1.5, -1.0


NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Order:
    """The people of one ask: fit of each, and what it was made of. Lives for one call."""

    text: str
    ids: tuple[str, ...]
    fit: Matrix
    covered: Covered
    near: Near | None
    out: frozenset[int]
    here: frozenset[int]
    elsewhere: frozenset[int]
    sphere: Matrix

    def best(self, limit: int) -> list[int]:
        """The first of the order. Equal fits are told apart by ask and person, so that nobody is always first."""
        some = min(len(self.fit), limit + len(self.out))
        if not some:
            return []
        last = np.partition(self.fit, -some)[-some]
        near = (int(at) for at in np.flatnonzero(self.fit >= last) if int(at) not in self.out)
        return sorted(near, key=lambda at: (-round(float(self.fit[at]), 6), self._lot(at)))[:limit]

    def holds(self, at: int) -> bool:
        """Whether what is asked for stands in their title or among what they offer."""
        return bool(self.covered.does[at] >= _HOLDS)

    def _lot(self, at: int) -> bytes:
        return hashlib.blake2b(f"{self.text}\n{self.ids[at]}".encode(), digest_size=8).digest()


def order(
    ask: Ask, index: Index, words: Thesaurus, spheres: Spheres, towns: Gazetteer, near: Near | None = None
) -> Order:
    """Everybody's fit for this ask."""
    covered = coverage(ask, index, words)
    fit = _COVER * covered.all
    if near is not None:
        fit = fit + _NEAR * near.fit
    sphere = _spheres(ask, index, words, spheres)
    out = (
        frozenset(
            at
            for said in ask.ruled_out
            for at in _near_out(said, index, words)
            if _falls(said, ask, index.cards[at], words)
        )
        if ask.ruled_out
        else NOBODY
    )
    here, elsewhere = _places(ask, index, towns)
    fit = fit + _TRADE * covered.does + _kind(ask, index, words, covered) + _SPHERE * sphere
    fit = fit + here + elsewhere
    return Order(
        ask.text, tuple(card.id for card in index.cards), fit, covered, near, out, _set(here), _set(elsewhere), sphere
    )


def _kind(ask: Ask, index: Index, words: Thesaurus, covered: Covered) -> Matrix:
    """Who usually helps with this kind of ask; and talks for those who look for a speaker."""
    reads = READS[ask.kind]
    fields = np.array(reads.fields, np.float32)
    out = np.zeros(len(index), np.float32)
    for phrase in reads.also:
        for tag in words.find(phrase, weak=False):
            out = np.maximum(out, _ALSO * trade_held(tag.trade, index, words, fields))
    for word in reads.talks:
        for token in said(word):
            out = np.maximum(out, _TALKS * index.holds(token, fields) * np.minimum(1, 3 * covered.all))
    return out


def _spheres(ask: Ask, index: Index, words: Thesaurus, spheres: Spheres) -> Matrix:
    """Neighbours of the asker's trade, when the ask is for partners or clients; the own trade goes down."""
    out = np.zeros(len(index), np.float32)
    trades = ask.own_trades or (ask.trades if ask.kind == Kind.PARTNER else ())
    if not READS[ask.kind].spheres or not trades:
        return out
    for trade in words.trades:
        if len(titled := index.titled(trade)):
            out[titled] = np.maximum(out[titled], neighbourhood(trades, (trade,), spheres, words))
    for trade in trades:
        out[index.titled(trade)] = _OWN
    return out


def _near_out(out: RuledOut, index: Index, words: Thesaurus) -> set[int]:
    """Those on whose card anything stands that is ruled out."""
    below = {"@" + one for trade in out.trades for one in (trade, *words.below[trade])}
    return {int(at) for term in below or out.words[:1] for at in index.who(term)[0]}


def _falls(out: RuledOut, ask: Ask, card: Card, words: Thesaurus) -> bool:
    """Holds the trade that is ruled out, and not the one that is wanted; what a title says outweighs an offer."""
    title = {trade for trade, where in card.trades if where == Field.TITLE}
    does = {trade for trade, where in card.trades if where in DOES}
    if out.trades:
        gone = {*out.trades, *(below for trade in out.trades for below in words.below[trade])}
        wanted = {trade for trade in ask.trades if trade not in gone}
        wanted |= {below for trade in wanted for below in words.below[trade]} - gone
        return bool(gone & title and not wanted & title) or bool(gone & does and not wanted & does)
    said = {word for word, where in card.words if where in DOES}
    return bool(out.words) and set(out.words) <= said


def _places(ask: Ask, index: Index, towns: Gazetteer) -> tuple[Matrix, Matrix]:
    """Who is in the place the ask names; and who is elsewhere, which matters when the work must be done there."""
    here, elsewhere = np.zeros(len(index), np.float32), np.zeros(len(index), np.float32)
    if ask.place is None:
        return here, elsewhere
    inside = {city: towns.town(city) in ask.place.towns for city in {card.city for card in index.cards} if city}
    for at, card in enumerate(index.cards):
        if card.city and inside[card.city]:
            here[at] = _TOWN
        elif card.city:
            elsewhere[at] = _ELSEWHERE if ask.on_site else _OTHER_TOWN
    return here, elsewhere


def _set(told: Matrix) -> frozenset[int]:
    return frozenset(np.flatnonzero(told).tolist())
