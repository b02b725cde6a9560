"""All people of one vault, by word and by trade: who has it, and in which part of their card."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from mensch.core.matching.folding import tokens
from mensch.core.matching.language import detect
from mensch.core.matching.people import Field, Part, PersonText, parts
from mensch.core.matching.stopwords import STOP
from mensch.core.matching.thesaurus import Thesaurus

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]
_NOTHING: tuple[Places, Places] = (np.empty(0, np.int32), np.empty(0, np.int32))
DOES = frozenset({Field.TITLE, Field.OFFERS})
_PLACES_OTHERS = "recruiter"
_NO_TRADES = frozenset({Field.CITY, Field.INTERESTS})  # who sings in a choir is no singer


@dataclass(frozen=True, slots=True)
class Card:
    """One person as it is searched: the pieces of text, and in which field each word and each trade stands."""

    id: str
    city: str
    parts: tuple[Part, ...]
    words: frozenset[tuple[str, Field]]
    trades: frozenset[tuple[str, Field]]
    language: str = "en"
    foreign: tuple[tuple[str, Field], ...] = ()  # trades that title and offers say in another language than English


def card(person: PersonText, words: Thesaurus) -> Card:
    """Reads one person. Depends on their text alone, so it is done once per change."""
    pieces = tuple(parts(person))
    language = detect(" ".join(piece.text for piece in pieces if piece.field not in (Field.CITY, Field.COMPANY)))
    said: set[tuple[str, Field]] = set()
    trades: set[tuple[str, Field]] = set()
    foreign: dict[tuple[str, Field], None] = {}
    for piece in pieces:
        found = tokens(piece.text)
        said |= {(token.stem, piece.field) for token in found if token.folded not in STOP}
        if piece.field not in _NO_TRADES:
            tags = words.tags(found, language, weak=False)
            trades |= {(tag.trade, piece.field) for tag in tags}
            if piece.field in DOES:
                foreign |= {(tag.trade, piece.field): None for tag in tags if tag.language != "en"}
    return Card(person.id, person.city, pieces, frozenset(said), _own(trades), language, tuple(foreign))


def _own(trades: set[tuple[str, Field]]) -> frozenset[tuple[str, Field]]:
    """What a recruiter offers is what others do."""
    if (_PLACES_OTHERS, Field.TITLE) not in trades:
        return frozenset(trades)
    return frozenset(
        (trade, Field.NOTES if where == Field.OFFERS and trade != _PLACES_OTHERS else where) for trade, where in trades
    )


_CROWD = 100


@dataclass(frozen=True)
class Index:
    """The cards of a vault in an order, and who has a word or a trade (`@roofer`) in which field."""

    cards: tuple[Card, ...]
    places: Mapping[str, tuple[Places, Places]]
    spread: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.cards)

    def who(self, term: str) -> tuple[Places, Places]:
        return self.places.get(term, _NOTHING)

    def titled(self, trade: str) -> Places:
        """Those whose title says the trade."""
        who, where = self.who("@" + trade)
        titled: Places = who[where == Field.TITLE]
        return titled

    def rarity(self, term: str) -> float:
        """How much a word tells: much when few have it (the idf of BM25).

        Among a handful of people that says nothing: a word that all three have may be rare. So no fewer than _CROWD.
        """
        have = self.spread.get(term, 0)
        return math.log(1 + (max(len(self.cards), _CROWD) - have + 0.5) / (have + 0.5))

    def holds(self, term: str, weight: Numbers) -> Numbers:
        """For each person the greatest weight of a field in which the term stands."""
        out = np.zeros(len(self.cards), np.float32)
        who, where = self.who(term)
        np.maximum.at(out, who, weight[where])
        return out


def index(cards: Iterable[Card], words: Thesaurus) -> Index:
    """A trade also stands for what it is part of (`^lawyer` for a divorce lawyer)."""
    kept = tuple(cards)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, one in enumerate(kept):
        for word, where in one.words:
            found[word].append((at, where))
        for trade, where in one.trades:
            found["@" + trade].append((at, where))
            for above in words.above.get(trade, ()):
                found["^" + above].append((at, where))
    places = {term: _columns(rows) for term, rows in found.items()}
    return Index(kept, places, {term: len(set(who.tolist())) for term, (who, _) in places.items()})


def _columns(rows: list[tuple[int, int]]) -> tuple[Places, Places]:
    both = np.array(rows, np.int32)
    return both[:, 0].copy(), both[:, 1].copy()
