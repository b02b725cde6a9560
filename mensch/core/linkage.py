"""Do two rows describe one person? The weighing of agreement and disagreement, field by field, learned without labels.

Fellegi and Sunter, "A theory for record linkage" (1969): each field agrees, nearly agrees or differs, and each outcome
weighs log2(m / u), where m is its share among pairs that are one person and u among pairs that are two. The shares
come from expectation maximisation over the candidate pairs themselves (Dempster, Laird, Rubin 1977), and a rare value
that agrees says more than a frequent one (Winkler 2000). A weight belongs to a pair of rows, never to a person, and is
never kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2
from typing import NamedTuple

from mensch.core.linkage_compare import DIFFERS, MISSING, Alike, Comparison, Field, Pattern, Row

JOINS = 10.0  # bits: a thousand to one; what weighs less is a question
_ROUNDS = 60
_SMALL = 1e-4


class Pair(NamedTuple):
    """Two row numbers, the smaller first, and the weight of evidence in bits that both are one person."""

    a: int
    b: int
    bits: float


@dataclass(frozen=True, slots=True)
class Weights:
    """For each field the bits of each outcome, and the bits of being one person before anything is compared."""

    fields: tuple[tuple[float, ...], ...]
    before: float


def candidates(rows: Sequence[Row], keys: Iterable[Sequence[int]], *, most: int = 60) -> set[tuple[int, int]]:
    """Pairs of rows that agree exactly on every field of at least one key; blocks of more than `most` rows say nothing.

    A key is a sequence of field numbers. Linear in rows times keys: a block yields at most `most`² / 2 pairs.
    """
    found: set[tuple[int, int]] = set()
    for key in keys:
        blocks: dict[Row, list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            value = tuple(row[f] for f in key)
            if all(value):
                blocks[value].append(number)
        for block in blocks.values():
            if len(block) <= most:
                found.update(combinations(block, 2))
    return found


def _shares(weighted: Iterable[tuple[Pattern, float]], outcomes: Sequence[int]) -> list[list[float]]:
    sums = [[_SMALL] * n for n in outcomes]
    for pattern, weight in weighted:
        for field, outcome in enumerate(pattern):
            if outcome != MISSING:
                sums[field][outcome] += weight
    return [[x / sum(field[1:]) for x in field] for field in sums]


def _chance(pattern: Pattern, shares: Sequence[Sequence[float]]) -> float:
    product = 1.0
    for field, outcome in enumerate(pattern):
        if outcome != MISSING:
            product *= shares[field][outcome]
    return product


def fit(patterns: Mapping[Pattern, int], outcomes: Sequence[int]) -> Weights:
    """Weights by expectation maximisation. At first, who agrees on over half of what both say is one person."""
    total = sum(patterns.values())
    same = {p: _start(p) for p in patterns}
    for _ in range(_ROUNDS):
        m = _shares(((p, n * same[p]) for p, n in patterns.items()), outcomes)
        u = _shares(((p, n * (1 - same[p])) for p, n in patterns.items()), outcomes)
        share = min(max(sum(n * same[p] for p, n in patterns.items()) / total, _SMALL), 1 - _SMALL)
        for p in patterns:
            yes, no = share * _chance(p, m), (1 - share) * _chance(p, u)
            same[p] = yes / (yes + no)
    bits = tuple(
        tuple(0.0 if o == MISSING else log2(x / y) for o, (x, y) in enumerate(zip(mf, uf, strict=True)))
        for mf, uf in zip(m, u, strict=True)
    )
    return Weights(bits, log2(share / (1 - share)))


def _start(pattern: Pattern) -> float:
    said = [o for o in pattern if o != MISSING]
    return 0.9 if 2 * sum(o > DIFFERS for o in said) > len(said) else 0.1


class Rarity:
    """How much more (or less) than the average agreement the agreement on one value says, in bits."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._bits = [self._field(Counter(v for v in column if v)) for column in zip(*rows, strict=True)]

    @staticmethod
    def _field(counts: Counter[str]) -> dict[str, float]:
        total = sum(counts.values()) or 1
        average = sum((n / total) ** 2 for n in counts.values())
        return {v: log2(average * total / n) for v, n in counts.items()}

    def __call__(self, field: int, value: str) -> float:
        return self._bits[field].get(value, 0.0)


def link(rows: Sequence[Row], fields: Sequence[Field], keys: Iterable[Sequence[int]], *, alike: Alike) -> list[Pair]:
    """Weigh every candidate pair. Rows hold folded values in the order of `fields`, '' where nothing is said."""
    pairs = sorted(candidates(rows, keys))
    compare = Comparison(fields, alike)
    patterns = [compare.pattern(rows[a], rows[b]) for a, b in pairs]
    if not pairs:
        return []
    weights, rare = fit(Counter(patterns), compare.outcomes), Rarity(rows)
    return [Pair(a, b, _bits(p, rows[a], weights, rare, fields)) for (a, b), p in zip(pairs, patterns, strict=True)]


def _bits(pattern: Pattern, row: Row, weights: Weights, rare: Rarity, fields: Sequence[Field]) -> float:
    bits = weights.before
    for number, outcome in enumerate(pattern):
        bits += weights.fields[number][outcome]
        if outcome == len(fields[number].floors) + 2:
            bits += rare(number, row[number])
    return bits
