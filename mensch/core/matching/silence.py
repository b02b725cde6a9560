"""When to say "nobody obvious": the first must do what is asked, or the best of the vault stand out from the vault.

The more people there are, the nearer the best of them comes by chance: what is asked for grows with their number.
"""

from __future__ import annotations

import math
from enum import StrEnum

import numpy as np

from mensch.core.matching.asks import Ask
from mensch.core.matching.fuse import Order
from mensch.core.matching.language import READ
from mensch.core.reasons import Reason, because

_SHARE = 75  # percentile of the vault from which the best must stand out
_COVER = 0.4
_PEOPLE, _MOST = 150, 1000
# For a vault of 150 people, and for each time their number grows e-fold.
_GAP, _GAP_GROWS = 0.255, 0.07
_GAP_WORDS, _GAP_WORDS_GROWS = 0.225, 0.06


class Silent(StrEnum):
    """Why nobody is named."""

    NOBODY = "match-nobody-obvious"
    UNREAD = "match-unread-language"  # language


def standing_out(found: Order) -> float:
    """How far the best answer stands above three of four people."""
    cover = found.covered.all
    told = cover if found.near is None else found.near.field + _COVER * cover
    told = np.delete(told, sorted(found.out))
    return float(told.max() - np.percentile(told, _SHARE)) if len(told) else 0.0


def wanted(people: int, *, model: bool) -> float:
    """How far somebody must stand out among so many."""
    grown = math.log(min(max(people, 1), _MOST) / _PEOPLE)
    return _GAP + _GAP_GROWS * grown if model else _GAP_WORDS + _GAP_WORDS_GROWS * grown


def _offers_it(found: Order) -> bool:
    """Whether the first of the order does what is asked, in a place where it is of use."""
    return any(found.holds(at) and at not in found.elsewhere for at in found.best(1))


def obvious(ask: Ask, found: Order) -> Reason | None:
    """None when somebody stands out; else why nobody is named."""
    people = len(found.fit)
    if people and (_offers_it(found) or standing_out(found) >= wanted(people, model=found.near is not None)):
        return None
    if ask.language not in READ and not ask.trades:
        return because(Silent.UNREAD, language=ask.language)
    return because(Silent.NOBODY)
