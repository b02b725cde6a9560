"""Trades and needs in eight languages: which of them a text speaks of, and which is part of which.

The longest phrase wins, on stems. A phrase with companions counts only when one of them stands in the text, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mensch.core.matching.folding import Token, root, spelled_out, tokens
from mensch.core.matching.stopwords import STOP

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "pl", "nl")
_NONE: frozenset[str] = frozenset()
_SHORTEST_TAIL = 5  # of a compound: Hochzeits-fotograf


@dataclass(frozen=True, slots=True)
class Trade:
    """What somebody does, or what somebody needs. `labels`: its name per language."""

    key: str
    part_of: str = ""
    on_site: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


class Phrase(NamedTuple):
    """One way to say a trade. `weak` tags an ask, never a person."""

    words: tuple[str, ...]
    trade: str
    weak: bool
    companions: frozenset[str]
    language: str = "en"


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
    english = _english(data)
    by_first: dict[str, dict[str, list[Phrase]]] = {"": defaultdict(list), "=": defaultdict(list)}
    for key, entry in data.items():
        for way, phrase in _phrases(key, entry, english):
            by_first.setdefault(way, defaultdict(list))[phrase.words[0]].append(phrase)
    above = {key: tuple(_above(trades, key)) for key in trades}
    below: dict[str, set[str]] = defaultdict(set)
    for key, parents in above.items():
        for parent in parents:
            below[parent].add(key)
    return Thesaurus(trades, by_first, above, {key: frozenset(below[key]) for key in trades})


def single(folded: str) -> str:
    """A word that stands alone, without the s of the plural: 'controller' is no 'control'."""
    if len(folded) > 4 and folded.endswith("ies"):
        return folded[:-3] + "y"
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded


def _english(data: Mapping[str, Mapping[str, Any]]) -> Mapping[str, set[str]]:
    """English words of all phrases, with the trades that say them: 'arts' is no Dutch doctor in an English text."""
    out: dict[str, set[str]] = defaultdict(set)
    for key, entry in data.items():
        for text in entry.get("en", ()):
            for token in tokens(text):
                out[single(token.folded)].add(key)
    return out


def _trade(key: str, entry: Mapping[str, Any]) -> Trade:
    labels = {language: entry[language][0] for language in LANGUAGES if entry.get(language)}
    return Trade(key, entry.get("part_of", ""), bool(entry.get("on_site")), labels)


def _above(trades: Mapping[str, Trade], key: str) -> Iterator[str]:
    seen = {key}
    while (key := trades[key].part_of) and key in trades and key not in seen:
        seen.add(key)
        yield key


def _phrases(key: str, entry: Mapping[str, Any], english: Mapping[str, set[str]]) -> Iterator[tuple[str, Phrase]]:
    """Each phrase by the way it is found: `=` single words, `` stems, and a language for its roots."""
    near = {said(text): frozenset(t.stem for w in words for t in tokens(w)) for text, words in _with(entry)}
    for language in LANGUAGES:
        for text in entry.get(language, ()):
            for spelling in {text, spelled_out(text)}:
                yield from _found_by(key, tokens(spelling), language, near, english)
    for text in entry.get("weak", ()):
        if _tells(found := tokens(text)):
            words = tuple(t.stem for t in found)
            yield "", Phrase(words, key, True, near.get(words, _NONE))


def _found_by(
    key: str,
    found: Sequence[Token],
    language: str,
    near: Mapping[tuple[str, ...], frozenset[str]],
    english: Mapping[str, set[str]],
) -> Iterator[tuple[str, Phrase]]:
    if not _tells(found):
        return
    words = tuple(t.stem for t in found)
    companions = near.get(words, _NONE)
    if len(found) > 1:
        yield "", Phrase(words, key, False, companions, language)
    elif language == "en" or english.get(single(found[0].folded), {key}) <= {key}:
        yield "=", Phrase((single(found[0].folded),), key, False, companions, language)
    if language != "en":
        yield language, Phrase(tuple(root(t.folded, language) for t in found), key, False, companions, language)


def _with(entry: Mapping[str, Any]) -> Iterable[tuple[str, Sequence[str]]]:
    given: Mapping[str, Sequence[str]] = entry.get("with", {})
    return given.items()


def _tells(found: Sequence[Token]) -> bool:
    """One small word alone says nothing."""
    return len(found) > 1 or any(token.folded not in STOP for token in found)


def said(text: str) -> tuple[str, ...]:
    """A phrase as it is compared."""
    return tuple(token.stem for token in tokens(text))
