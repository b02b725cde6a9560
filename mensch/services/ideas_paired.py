"""An ask of one beside what another is glad to give: of one trade in any of the eight languages, else in a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mensch.core.matching.language import detect
from mensch.core.matching.stopwords import STOP
from mensch.core.matching.thesaurus import Thesaurus
from mensch.core.people import fold
from mensch.models import Ask
from mensch.services import knowledge

_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    {"with", "that", "this", "from", "have", "which", "them", "they", "about", "some", "need", "needs", "looking"}
    | {"glad", "give", "help", "someone", "somebody", "people"}
    | {"morning", "evening", "afternoon", "weekend", "minute", "once", "twice", "half", "hand", "free", "fair", "town"}
    | {"call", "talk", "meeting", "question", "idea", "experience", "contact", "start", "young", "local", "project"}
    | {"place", "share", "show", "side", "part", "whole", "cost", "price", "money", "offer", "offers", "team", "group"}
    | STOP
)
_Fits = Callable[[set[str], set[str]], bool]


def pair_of(one: Ask, other: Ask) -> frozenset[int]:
    return frozenset((one.person_id, other.person_id))


def paired(looking: Sequence[Ask], giving: Sequence[Ask]) -> Iterator[tuple[Ask, Ask]]:
    """Two people are paired once. Those of one trade come first, then those who use the same word."""
    seen = set[frozenset[int]]()
    for one, other, _close in helps(looking, giving):
        if pair_of(one, other) not in seen:
            seen.add(pair_of(one, other))
            yield one, other


def helps(looking: Sequence[Ask], giving: Sequence[Ask]) -> Iterator[tuple[Ask, Ask, bool]]:
    """An ask, an offer of somebody else that answers it, and whether they are of one trade; those first."""
    trades = knowledge.trades()
    wanted = [_with_below(_trades(ask.words, trades), trades) for ask in looking]
    ways: list[tuple[list[set[str]], list[set[str]]]] = [
        (wanted, [_trades(offer.words, trades) for offer in giving]),
        ([_words(ask.words) for ask in looking], [_words(offer.words) for offer in giving]),
    ]
    for close, (asked, given) in zip((True, False), ways, strict=True):
        for one, wants in zip(looking, asked, strict=True):
            for other, gives in zip(giving, given, strict=True):
                if wants & gives and one.person_id != other.person_id:
                    yield one, other, close


def _trades(text: str, trades: Thesaurus) -> set[str]:
    return {tag.trade for tag in trades.find(text, detect(text) or "en", weak=False)}


def _with_below(wanted: set[str], trades: Thesaurus) -> set[str]:
    """Whoever asks for a builder is helped by a roofer, never the reverse."""
    return wanted.union(*(trades.below.get(trade, frozenset()) for trade in wanted))


def _words(text: str) -> set[str]:
    found = {fold(word) for word in _WORD.findall(text)} - _COMMON
    return {word.removesuffix("s") for word in found} - _COMMON
