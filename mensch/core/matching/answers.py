"""Who is shown for an ask, in which band, and the words that say why. Somebody of whom nothing can be quoted is not."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum, StrEnum
from typing import NamedTuple

from mensch.core.matching.asks import Ask
from mensch.core.matching.folding import tokens
from mensch.core.matching.fuse import Order
from mensch.core.matching.index import DOES, Card, Index
from mensch.core.matching.people import Field, Part
from mensch.core.matching.semantic import OF_NEEDS, Span
from mensch.core.matching.spheres import Spheres
from mensch.core.matching.thesaurus import Thesaurus
from mensch.core.reasons import Reason, because

_SURE, _LIKELY, _MAYBE = 0.60, 0.45, 0.40  # cosine of the best field; what each was worth: docs/figures.md
_SAYS = 0.3
_QUOTE = 120


class Band(IntEnum):
    """How much of an answer somebody is. On pages a heading, never a number."""

    OFFERS = 1  # offers this
    HELPS = 2  # may help
    KNOWS = 3  # may know someone


class Why(StrEnum):
    """Why somebody is shown. Behind each code the names of its facts."""

    OFFERS = "match-offers"  # words
    TRADE = "match-trade"  # trade words
    SAYS = "match-says"  # words
    LOOKS_FOR = "match-looks-for"  # words
    SIMILAR = "match-similar"  # words
    SPHERE = "match-sphere"  # because
    SAME_TOWN = "match-same-town"  # town
    ELSEWHERE = "match-elsewhere"  # town asked


class Match(NamedTuple):
    """One person for one ask."""

    person: str
    band: Band
    reasons: tuple[Reason, ...]


def matches(ask: Ask, found: Order, index: Index, words: Thesaurus, spheres: Spheres, limit: int = 10) -> list[Match]:
    """The people shown, in the order of the ask. The band says how much of an answer each is; it orders nobody."""
    out = [_match(at, ask, found, index, words, spheres) for at in found.best(limit)]
    return [one for one in out if one.reasons]


def _match(at: int, ask: Ask, found: Order, index: Index, words: Thesaurus, spheres: Spheres) -> Match:
    card = index.cards[at]
    reasons = list(_reasons(at, ask, card, found, words, spheres))
    band = _band(at, found)
    if ask.kind not in OF_NEEDS and reasons and all(reason.code == Why.LOOKS_FOR for reason in reasons):
        band = Band.KNOWS  # who only looks for the same
    if reasons and ask.place and card.city:
        if at in found.elsewhere:
            reasons.append(because(Why.ELSEWHERE, town=card.city, asked=ask.place.name))
        elif at in found.here:
            reasons.append(because(Why.SAME_TOWN, town=card.city))
    return Match(card.id, band, tuple(reasons))


def _band(at: int, found: Order) -> Band:
    near, span = (found.near.field[at], found.near.span[at]) if found.near else (0.0, Span.CARD)
    if at in found.elsewhere:
        return Band.KNOWS
    if found.holds(at) or (near >= _SURE and span in (Span.TITLE, Span.OFFERS)):
        return Band.OFFERS
    if near >= _LIKELY or found.covered.all[at] >= _SAYS:
        return Band.HELPS
    return Band.KNOWS


def _reasons(at: int, ask: Ask, card: Card, found: Order, words: Thesaurus, spheres: Spheres) -> Iterator[Reason]:
    quoted = list(_quotes(ask, card, words))
    yield from quoted[:2]
    if found.sphere[at] > 0:
        yield from _sphere(ask, card, spheres)
    if not quoted and found.near and found.near.field[at] > 0:
        part = _near_part(card, Span(int(found.near.span[at])))
        if part:
            yield because(Why.SIMILAR, words=cut(part.text))


def _quotes(ask: Ask, card: Card, words: Thesaurus) -> Iterator[Reason]:
    """What stands on the card, word for word: a trade that was asked for, else the words of the ask."""
    asked = {
        unit.trade: {unit.trade, *words.below.get(unit.trade, ()), *words.above.get(unit.trade, ())}
        for unit in ask.units
        if unit.trade and unit.share > 0.3
    }
    stems = {word for unit in ask.units for word in unit.words}
    for part in sorted(card.parts, key=lambda one: one.field):
        if part.field in (Field.CITY, Field.INTERESTS):
            continue
        tagged = {tag.trade for tag in words.find(part.text, card.language, weak=False)}
        trade = next((one for one, kin in asked.items() if kin & tagged), "")
        if trade or stems & {token.stem for token in tokens(part.text)}:
            yield _quote(part, trade, words)


def _quote(part: Part, trade: str, words: Thesaurus) -> Reason:
    if part.field == Field.NEEDS:
        return because(Why.LOOKS_FOR, words=cut(part.text))
    if part.field == Field.OFFERS:
        return because(Why.OFFERS, words=cut(part.text))
    if trade and part.field in DOES:
        return because(Why.TRADE, trade=words.label(trade), words=cut(part.text))
    return because(Why.SAYS, words=cut(part.text))


def _sphere(ask: Ask, card: Card, spheres: Spheres) -> Iterator[Reason]:
    theirs = [trade for trade, where in card.trades if where in DOES]
    own = ask.own_trades or ask.trades
    told = next((said for mine in own for other in sorted(theirs) if (said := spheres.because(mine, other))), "")
    if told:
        yield because(Why.SPHERE, because=told)


def _near_part(card: Card, span: Span) -> Part | None:
    wanted = {
        Span.TITLE: Field.TITLE,
        Span.OFFERS: Field.OFFERS,
        Span.NOTES: Field.NOTES,
        Span.NEEDS: Field.NEEDS,
    }.get(span, Field.TITLE)
    return next((part for part in card.parts if part.field == wanted), None)


def cut(text: str) -> str:
    """At most 120 characters, ended at a word."""
    text = " ".join(text.split())
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1].rsplit(" ", 1)[0] + "…"
