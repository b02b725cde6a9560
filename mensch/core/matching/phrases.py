"""The ways to say a trade, made ready to be found: single words whole, longer phrases by stem, and by root."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mensch.core.matching.folding import Token, root, spelled_out, tokens
from mensch.core.matching.stopwords import STOP

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "pl", "nl")
_NONE: frozenset[str] = frozenset()


class Phrase(NamedTuple):
    """One way to say a trade. `weak` tags an ask, never a person."""

    words: tuple[str, ...]
    trade: str
    weak: bool
    companions: frozenset[str]
    language: str = "en"


def single(folded: str) -> str:
    """A word that stands alone, without the s of the plural: 'controller' is no 'control'."""
    if len(folded) > 4 and folded.endswith("ies"):
        return folded[:-3] + "y"
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded


def english_words(data: Mapping[str, Mapping[str, Any]]) -> Mapping[str, set[str]]:
    """English words of all phrases, with the trades that say them: 'arts' is no Dutch doctor in an English text."""
    out: dict[str, set[str]] = defaultdict(set)
    for key, entry in data.items():
        for text in entry.get("en", ()):
            for token in tokens(text):
                out[single(token.folded)].add(key)
    return out


def phrases_of(key: str, entry: Mapping[str, Any], english: Mapping[str, set[str]]) -> Iterator[tuple[str, Phrase]]:
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
