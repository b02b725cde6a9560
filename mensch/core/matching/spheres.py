"""Contact spheres: which trades meet the same people before the other does, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mensch.core.matching.thesaurus import Thesaurus

_FADES = 0.06  # each place further down the list of partners
_BACK = 0.6  # the other names this trade as a partner
_KIN = 0.6  # the edge belongs to a trade of which this one is a part, or the other way round
_SHARED = 0.5  # both meet many of the same partners


@dataclass(frozen=True, slots=True)
class Spheres:
    """trade -> partner -> because; partners in the order of their use."""

    partners: Mapping[str, Mapping[str, str]]

    def because(self, trade: str, other: str) -> str:
        return self.partners.get(trade, {}).get(other) or self.partners.get(other, {}).get(trade, "")

    def nearness(self, trade: str, other: str) -> float:
        """How surely `other` sends people to `trade`: 0 to 1."""
        ahead, back = self._edge(trade, other), self._edge(other, trade)
        return max(ahead, _BACK * back) if not ahead or not back else min(1.0, ahead + 0.2 * back)

    def _edge(self, trade: str, other: str) -> float:
        listed = list(self.partners.get(trade, ()))
        return 1 - _FADES * min(listed.index(other), 10) if other in listed else 0.0

    def alike(self, trade: str, other: str) -> float:
        """Share of partners two trades have in common."""
        one, two = set(self.partners.get(trade, ())), set(self.partners.get(other, ()))
        return len(one & two) / len(one | two) if one and two else 0.0


def kin(trade: str, words: Thesaurus) -> dict[str, float]:
    """The trade itself, what it is part of, and what is part of it; each further step counts less."""
    out = {trade: 1.0}
    share = 1.0
    for above in words.above.get(trade, ()):
        share *= _KIN
        out[above] = share
    return out | {below: _KIN for below in words.below.get(trade, frozenset()) if len(words.below[trade]) <= 12}


def neighbourhood(trades: Iterable[str], others: Iterable[str], spheres: Spheres, words: Thesaurus) -> float:
    """How near two people's trades are in the graph, the best of all pairs."""
    best = 0.0
    theirs = [pair for other in others for pair in kin(other, words).items()]
    for trade in trades:
        for own, share in kin(trade, words).items():
            for other, part in theirs:
                if own != other:
                    best = max(best, share * part * spheres.nearness(own, other))
    return best


def order(
    own: Iterable[str],
    others: Mapping[str, Iterable[str]],
    spheres: Spheres,
    words: Thesaurus,
    alike: Mapping[str, float],
) -> list[str]:
    """Other professions by how well they go with one's own. `alike`: nearness of their names in meaning, if known."""
    mine = tuple(own)
    fit = {
        name: neighbourhood(mine, trades, spheres, words)
        + _SHARED * max((spheres.alike(a, b) for a in mine for b in trades), default=0.0)
        + 0.3 * alike.get(name, 0.0)
        for name, trades in ((name, tuple(trades)) for name, trades in others.items())
    }
    return sorted((name for name in fit if fit[name] > 0), key=lambda name: (-fit[name], name))
