"""Which door fits which ask: of one trade in any of the languages, else by a word they share. The giver decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from mensch.core.matching.language import detect
from mensch.core.matching.thesaurus import Thesaurus
from mensch.core.people import fold
from mensch.core.rounds_facts import Door, Told
from mensch.core.touches import Id

SAME_TRADE, SAME_WORD = 2.0, 1.0
MOST_DOORS = 40  # helps proposed for one ask; nobody is asked to think about more than that
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    {"with", "that", "this", "from", "have", "which", "them", "they", "about", "some", "need", "needs", "looking"}
    | {"glad", "give", "help", "someone", "somebody", "people", "person", "know", "good", "near", "business", "small"}
    | {"owner", "runs", "works", "company", "firm", "local", "would", "like", "meet", "contact", "introduction"}
)


class Fit(NamedTuple):
    """A door of one member and the ask of another. `fit` belongs to the two texts, to nobody."""

    door: Door
    told: Told
    fit: float


class Signs(NamedTuple):
    """What texts are compared by: `of` gives the trades (marked by a colon) and words, `below` the kinds of a trade."""

    of: Callable[[str], frozenset[str]]
    below: Mapping[str, Collection[str]]


def fits(asks: Iterable[Told], doors: Iterable[Door], signs: Signs) -> Iterator[Fit]:
    """For each ask the doors that fit, the same trade first; one door of each giver, none of their own."""
    seen: dict[str, list[Door]] = defaultdict(list)
    for door in doors:
        for sign in signs.of(door.opens):
            seen[sign].append(door)
    for told in asks:
        if not told.looking or told.first:
            continue
        found: dict[Id, Fit] = {}
        for sign in sorted(_wanted(told.looking, signs)):
            fit = SAME_TRADE if sign[0] == ":" else SAME_WORD
            for door in seen.get(sign, ()):
                known = found.get(door.member)
                if door.member != told.member and (known is None or known.fit < fit):
                    found[door.member] = Fit(door, told, fit)
        yield from sorted(found.values(), key=lambda one: (-one.fit, one.door.id))[:MOST_DOORS]


def _wanted(text: str, signs: Signs) -> frozenset[str]:
    """Whoever asks for a builder is helped by a roofer, never the reverse."""
    found = signs.of(text)
    return found.union(*({f":{one}" for one in signs.below.get(sign[1:], ())} for sign in found if sign[0] == ":"))


def signs_of(text: str, trades: Thesaurus) -> frozenset[str]:
    """The trades a text speaks of, marked by a colon, and its words."""
    named = {f":{tag.trade}" for tag in trades.find(text, detect(text) or "en", weak=False)}
    words = {fold(word).removesuffix("s") for word in _WORD.findall(text)}
    return frozenset(named | (words - _COMMON))
