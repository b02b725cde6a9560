"""Which door fits which ask: of one trade in any of the languages, else by a word they share. The giver decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def fits(asks: Iterable[Told], doors: Sequence[Door], trades: Thesaurus) -> Iterator[Fit]:
    """For each ask the doors that fit, the same trade first; one door of each giver, none of their own."""
    seen = _by_sign(doors, trades)
    for told in asks:
        if not told.looking or told.first:
            continue
        found: dict[Id, Fit] = {}
        for sign, fit in _wanted(told.looking, trades).items():
            for door in seen.get(sign, ()):
                known = found.get(door.member)
                if door.member != told.member and (known is None or known.fit < fit):
                    found[door.member] = Fit(door, told, fit)
        yield from sorted(found.values(), key=lambda one: (-one.fit, one.door.id))[:MOST_DOORS]


def _by_sign(doors: Sequence[Door], trades: Thesaurus) -> Mapping[str, list[Door]]:
    out: dict[str, list[Door]] = defaultdict(list)
    for door in doors:
        for sign in _signs(door.opens, trades):
            out[sign].append(door)
    return out


def _wanted(text: str, trades: Thesaurus) -> dict[str, float]:
    """Whoever asks for a builder is helped by a roofer, never the reverse."""
    signs = _signs(text, trades)
    below = {f":{one}" for sign in signs if sign[0] == ":" for one in trades.below.get(sign[1:], ())}
    return {sign: SAME_TRADE if sign[0] == ":" else SAME_WORD for sign in sorted(signs | below)}


def _signs(text: str, trades: Thesaurus) -> set[str]:
    """Trades, marked with a colon, and words."""
    named = {f":{tag.trade}" for tag in trades.find(text, detect(text) or "en", weak=False)}
    words = {fold(word).removesuffix("s") for word in _WORD.findall(text)}
    return named | (words - _COMMON)
