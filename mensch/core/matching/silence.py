"""When to say "nobody obvious": the first must do what is asked, or fit it well enough.

The more people there are, the better the first of them fits by chance: what is asked for grows with their number.
"""

from __future__ import annotations

import math
from enum import StrEnum

from mensch.core.matching.asks import Ask
from mensch.core.matching.fuse import Order
from mensch.core.matching.language import READ
from mensch.core.reasons import Reason, because

_THING = 0.15  # two things of the ask found on one card say more than one that is found twice
_PEOPLE, _MOST = 150, 1000
# For a vault of 150 people, and for each time their number grows e-fold.
_FITS, _FITS_GROWS = 1.95, 0.2
_FITS_WORDS, _FITS_WORDS_GROWS = 0.65, 0.1


class Silent(StrEnum):
    """Why nobody is named."""

    NOBODY = "match-nobody-obvious"
    UNREAD = "match-unread-language"  # language


def told(found: Order) -> float:
    """How well the first of the order fits."""
    return max((float(found.fit[at] + _THING * found.covered.things[at]) for at in found.best(1)), default=0.0)


def wanted(people: int, *, model: bool) -> float:
    """How well somebody must fit among so many."""
    grown = math.log(min(max(people, 1), _MOST) / _PEOPLE)
    return _FITS + _FITS_GROWS * grown if model else max(0.0, _FITS_WORDS + _FITS_WORDS_GROWS * grown)


def _offers_it(found: Order) -> bool:
    """Whether the first of the order does what is asked, in a place where it is of use."""
    return any(found.holds(at) and at not in found.elsewhere for at in found.best(1))


def obvious(ask: Ask, found: Order) -> Reason | None:
    """None when somebody stands out; else why nobody is named."""
    people = len(found.fit)
    gone = ask.on_site and any(at in found.elsewhere for at in found.best(1))
    if people and not gone and (_offers_it(found) or told(found) >= wanted(people, model=found.near is not None)):
        return None
    if ask.language not in READ and not ask.trades:
        return because(Silent.UNREAD, language=ask.language)
    return because(Silent.NOBODY)
