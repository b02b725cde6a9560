"""Trades and needs in eight languages: which of them a text speaks of, and which is part of which.

The longest phrase wins, on stems. A phrase with companions counts only when one of them stands in the text, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mensch.core.matching.folding import Token, root, tokens
from mensch.core.matching.phrases import LANGUAGES, Phrase, english_words, phrases_of, single
from mensch.core.matching.stopwords import STOP

_SHORTEST_TAIL = 5  # of a compound: Hochzeits-fotograf


@dataclass(frozen=True, slots=True)
class Trade:
    """What somebody does, or what somebody needs. `labels`: its name per language."""

    key: str
    part_of: str = ""
    on_site: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


class Tag(NamedTuple):
    """A trade found in a text: tokens `first` up to `end` say so."""

    trade: str
    first: int
    end: int
    weak: bool
    language: str = "en"  # of the phrase


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """All trades, and their phrases by the first word: by stem, and by root for each language that inflects."""

    trades: Mapping[str, Trade]
    phrases: Mapping[str, Mapping[str, Sequence[Phrase]]]
    above: Mapping[str, tuple[str, ...]]
    below: Mapping[str, frozenset[str]]

    def label(self, trade: str, language: str = "en") -> str:
        labels = self.trades[trade].labels
        return labels.get(language) or labels.get("en") or trade.replace("_", " ")

    def find(self, text: str, language: str = "en", *, weak: bool = True) -> list[Tag]:
        """The trades a text speaks of, in order."""
        return self.tags(tokens(text), language, weak=weak)

    def tags(self, found: Sequence[Token], language: str = "en", *, weak: bool = True) -> list[Tag]:
        have = frozenset(token.stem for token in found)
        out: list[Tag] = []
        at = 0
        while at < len(found):
            tag = self._at(found, at, language, have, weak)
            if tag:
                out.append(tag)
            at = tag.end if tag else at + 1
        return out

    def _at(self, found: Sequence[Token], at: int, language: str, have: frozenset[str], weak: bool) -> Tag | None:
        best: Phrase | None = None
        for phrase, length in self._matching(found, at, language):
            if best is not None and length <= len(best.words):
                continue
            if (weak or not phrase.weak) and (not phrase.companions or phrase.companions & have):
                best = phrase
        if best:
            return Tag(best.trade, at, at + len(best.words), best.weak, best.language)
        return self._tail(found[at], at)

    def _matching(self, found: Sequence[Token], at: int, language: str) -> Iterator[tuple[Phrase, int]]:
        """Phrases that begin here: single words as they are, longer ones by stem; then by root, in the language."""
        token = found[at]
        yield from ((phrase, 1) for phrase in self.phrases["="].get(single(token.folded), ()))
        for phrase in self.phrases[""].get(token.stem, ()):
            size = len(phrase.words)
            if size == 1 or phrase.words == tuple(t.stem for t in found[at : at + size]):
                yield phrase, size
        if by_root := self.phrases.get(language):
            for phrase in by_root.get(root(token.folded, language), ()):
                size = len(phrase.words)
                if size == 1 and token.folded in STOP:
                    continue  # 'je cherche' is no chercheur
                if phrase.words == tuple(root(t.folded, language) for t in found[at : at + size]):
                    yield phrase, size

    def _tail(self, token: Token, at: int) -> Tag | None:
        """A compound written in one word is what its tail is."""
        word = token.folded
        for cut in range(3, len(word) - _SHORTEST_TAIL):
            for phrase in self.phrases["="].get(single(word[cut:]), ()):
                if not phrase.companions:
                    return Tag(phrase.trade, at, at + 1, False, phrase.language)
        return None


def thesaurus(data: Mapping[str, Mapping[str, Any]]) -> Thesaurus:
    """Made of the tables of data/trades: key -> part_of, on_site, weak, with, and a list of phrases per language."""
    trades = {key: _trade(key, entry) for key, entry in data.items()}
    english = english_words(data)
    by_first: dict[str, dict[str, list[Phrase]]] = {"": defaultdict(list), "=": defaultdict(list)}
    for key, entry in data.items():
        for way, phrase in phrases_of(key, entry, english):
            by_first.setdefault(way, defaultdict(list))[phrase.words[0]].append(phrase)
    above = {key: tuple(_above(trades, key)) for key in trades}
    below: dict[str, set[str]] = defaultdict(set)
    for key, parents in above.items():
        for parent in parents:
            below[parent].add(key)
    return Thesaurus(trades, by_first, above, {key: frozenset(below[key]) for key in trades})


def _trade(key: str, entry: Mapping[str, Any]) -> Trade:
    labels = {language: entry[language][0] for language in LANGUAGES if entry.get(language)}
    return Trade(key, entry.get("part_of", ""), bool(entry.get("on_site")), labels)


def _above(trades: Mapping[str, Trade], key: str) -> Iterator[str]:
    seen = {key}
    while (key := trades[key].part_of) and key in trades and key not in seen:
        seen.add(key)
        yield key
