"""How much of what an ask speaks of is found on a card, weighed by how much each word tells in this vault."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mensch.core.matching.asks import Ask, Unit
from mensch.core.matching.index import Index, Numbers
from mensch.core.matching.kinds import READS
from mensch.core.matching.thesaurus import Thesaurus

_LEAST, _MOST = 1.5, 5.0  # of a trade's rarity: common trades still matter, rare ones not beyond measure
_WITHIN = 0.7  # somebody who does a special kind of what is asked for
_WITHIN_FIELD, _FIELD_HAS = 0.35, 6  # who asks for a craftsman is not sure to mean a tailor
_PARENT, _SIBLING, _FIELD = 0.55, 0.3, 0.1
_WIDE = 25  # a field with more trades than this says little about any of them
_WEAK = 0.85
_DOING = np.array([1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0], np.float32)  # title and offers: what somebody does
_FOUND = 0.3
_LITERAL = 0.2  # of a trade: what is said in the very words of the ask, the rest in any words for it
_PHRASE_WORDS = 0.8  # the words of a trade's phrase, without the trade itself


@dataclass(frozen=True, slots=True)
class Covered:
    """For each person. `all`: share of the ask found on the card. `does`: how surely they do a trade asked for.
    `things`: how many of the things the ask speaks of stand on the card.
    """

    all: Numbers
    does: Numbers
    things: Numbers


def coverage(ask: Ask, index: Index, words: Thesaurus) -> Covered:
    """For each person, the share of the ask's weight that stands on their card."""
    fields = np.array(READS[ask.kind].fields, np.float32)
    found, whole = np.zeros(len(index), np.float32), 0.0
    best, things = np.zeros(len(index), np.float32), np.zeros(len(index), np.float32)
    for unit in ask.units:
        weight, have, does = _unit(unit, index, words, fields)
        found += weight * have
        whole += weight
        things += have > _FOUND
        best = np.maximum(best, does * (unit.share > 0.5))
    return Covered(found / whole if whole else found, best, things)


def _unit(unit: Unit, index: Index, words: Thesaurus, fields: Numbers) -> tuple[float, Numbers, Numbers]:
    said = _said(unit, index, fields)
    if not unit.trade:
        weight = unit.share * max((index.rarity(word) for word in unit.words), default=0.0)
        return weight, said, np.zeros_like(said)
    trade = trade_held(unit.trade, index, words, fields) * (_WEAK if unit.weak else 1.0)
    weight = unit.share * min(max(index.rarity("@" + unit.trade), _LEAST), _MOST)
    does = trade_held(unit.trade, index, words, _DOING) if not unit.weak else np.zeros_like(said)
    told = np.maximum(trade, said * said * _PHRASE_WORDS)
    return weight, told * (1 - _LITERAL) + said * _LITERAL, does


def _said(unit: Unit, index: Index, fields: Numbers) -> Numbers:
    """The words themselves, each by its rarity; those of one phrase stand together in one field."""
    if len(unit.words) == 1:
        return index.holds(unit.words[0], fields)
    every, whole = np.zeros((len(index), len(fields)), np.float32), 0.0
    for word in unit.words:
        weight = index.rarity(word)
        who, where = index.who(word)
        every[who, where] += np.float32(weight)
        whole += weight
    share: Numbers = (every * (fields / np.float32(whole or 1.0))).max(axis=1)
    return share


def trade_held(trade: str, index: Index, words: Thesaurus, fields: Numbers) -> Numbers:
    """The trade itself, a special kind of it, what it is part of, or a part of the same."""
    within = _WITHIN if words.trades[trade].part_of or len(words.below[trade]) < _FIELD_HAS else _WITHIN_FIELD
    ways = [index.holds("@" + trade, fields), within * index.holds("^" + trade, fields)]
    share = 1.0
    for above in words.above.get(trade, ()):
        if not words.trades[above].part_of or len(words.below[above]) > _WIDE:
            ways.append(_FIELD * index.holds("^" + above, fields))
            break  # a whole field
        ways += [
            share * _PARENT * index.holds("@" + above, fields),
            share * _SIBLING * index.holds("^" + above, fields),
        ]
        share *= 0.5
    best: Numbers = np.max(ways, axis=0)
    return best
