"""Towns and countries an ask names. Bath, Cork, Nice, Reading and Mobile are words, too: a name needs its capital."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mensch.core.matching.folding import Token, fold, root, tokens

_BEFORE = frozenset(
    [
        "in",
        "near",
        "around",
        "at",
        "from",
        "to",
        "of",
        "for",
        "across",
        "outside",
        "within",
        "central",
        "greater",
        "nearby",
        "based",
        "inside",
        "pres",
        "a",
        "au",
        "en",
        "de",
        "dans",
        "chez",
        "bei",
        "aus",
        "nach",
        "um",
        "im",
        "nahe",
        "raum",
        "cerca",
        "da",
        "di",
        "do",
        "dla",
        "w",
        "we",
        "z",
        "na",
        "pod",
        "kolo",
        "koło",
        "te",
        "bij",
        "rond",
        "by",
        "em",
        "no",
        "à",
        "près",
        "sur",
    ]
)


class Place(NamedTuple):
    """A place of an ask: its name as written, the towns it means (folded), and where it stands (tokens)."""

    name: str
    towns: frozenset[str]
    first: int
    end: int
    region: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of towns (folded words -> the town's own name) and of countries (-> its towns)."""

    towns: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    regions: Mapping[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def town(self, city: str) -> str:
        """One name for a town, whichever way it is written."""
        words = _words(city)
        return self.towns.get(words) or " ".join(words)


def gazetteer(table: Mapping[str, Any]) -> Gazetteer:
    """Made of data/places.toml: `alike`, lists of names of one town; `countries`, names and towns."""
    towns: dict[tuple[str, ...], str] = {}
    for names in table.get("alike", ()):
        own = " ".join(_words(names[0]))
        towns |= {_words(name): own for name in names}
    regions: dict[tuple[str, ...], frozenset[str]] = {}
    for country in table.get("countries", ()):
        inside = {towns.get(_words(town)) or " ".join(_words(town)) for town in country["towns"]}
        towns = {_words(town): " ".join(_words(town)) for town in country["towns"]} | towns
        for name in country["names"]:
            regions[_words(name)] = regions.get(_words(name), frozenset()) | inside
    return Gazetteer(towns, regions)


def with_cities(known: Gazetteer, cities: Iterable[str]) -> Gazetteer:
    """The same with the towns of a vault's own cards."""
    own = {words: " ".join(words) for city in cities if (words := _words(city)) and len(city) > 2}
    return Gazetteer(own | dict(known.towns), known.regions)


def places(text: str, found: Sequence[Token], known: Gazetteer, language: str = "en") -> list[Place]:
    """The places a text names; longest name first, each with a capital and after a preposition, or at an end."""
    out: list[Place] = []
    at = 0
    while at < len(found):
        place = _at(text, found, at, known, language)
        if place:
            out.append(place)
        at = place.end if place else at + 1
    return out


def town_of(postal: str, known: Gazetteer) -> str:
    """The town in a postal address: a known one, else what stands beside the code. Empty when neither is there."""
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", postal) if piece.strip()]
    bare = [(piece, re.sub(r"[\d-]+", " ", piece).strip()) for piece in reversed(pieces)]
    named = next((town for _piece, town in bare if _words(town) in known.towns), "")
    coded = (town for piece, town in bare[:-1] if len(town) > 2 and re.search(r"\d{4}", piece))
    return " ".join((named or next(coded, "")).split())


def _at(text: str, found: Sequence[Token], at: int, known: Gazetteer, language: str) -> Place | None:
    capital = text[found[at].start].isupper() or not text[found[at].start].isascii()
    if not capital:
        return None
    for size in (3, 2, 1):
        part = tuple(token.folded for token in found[at : at + size])
        if len(part) < size or not _placed(text, found, at, size):
            continue
        name = text[found[at].start : found[at + size - 1].end]
        for words in dict.fromkeys((part, _rooted(part, language))):
            if town := known.towns.get(words):
                return Place(name, frozenset({town}), at, at + size, region=False)
            if words in known.regions:
                return Place(name, known.regions[words], at, at + size, region=True)
    return None


def _placed(text: str, found: Sequence[Token], at: int, size: int) -> bool:
    """After a preposition, or before the end of the phrase, or a name of two words."""
    if at and found[at - 1].folded in _BEFORE:
        return True
    if at == 0:
        return False
    after = text[found[at + size - 1].end :].lstrip(" ")
    return size > 1 or not after or after[0] in ",.;:!?)("


def _rooted(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """'Londynie' is 'Londyn'."""
    return tuple(root(word, language) for word in words)


def _words(name: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens(fold(name)))
