"""Circles of dense graphs are never written out: for each root the best of two, three and four people are looked up.

`gain[u, v]` is what a help brings less what it uses up, minus infinity where there is none.
"""

from __future__ import annotations

import numpy as np

from mensch.core.exchange.fast.compiled import kernel
from mensch.core.exchange.problem import Bools, Floats, Ints

LONGEST = 4
NOTHING = -1e300


@kernel
def table(giver: Ints, receiver: Ints, weight: Floats, chance: Floats, price: Floats, extra: Floats, n: int) -> Floats:
    gain = np.full((n, n), NOTHING)
    for h in range(len(giver)):
        gain[giver[h], receiver[h]] = weight[h] * chance[h] - price[receiver[h]] - (extra[h] if len(extra) else 0.0)
    return gain


@kernel
def places(giver: Ints, receiver: Ints, n: int) -> Ints:
    """Which help leads from one to the other."""
    out = np.full((n, n), -1, np.int32)
    for h in range(len(giver)):
        out[giver[h], receiver[h]] = h
    return out


@kernel
def small(r: int, start: Ints, receiver: Ints, away: Bools, gain: Floats, best: Floats, path: Ints) -> None:
    """The best circles of two and three whose smallest number is r."""
    for at in range(start[r], start[r + 1]):
        u = receiver[at]
        if u < r or away[u]:
            continue
        if gain[r, u] + gain[u, r] > best[0]:
            best[0], path[0, 0] = gain[r, u] + gain[u, r], u
        for to in range(start[u], start[u + 1]):
            v = receiver[to]
            if v > r and not away[v] and gain[r, u] + gain[u, v] + gain[v, r] > best[1]:
                best[1], path[1, 0], path[1, 1] = gain[r, u] + gain[u, v] + gain[v, r], u, v


@kernel
def halves(
    r: int, start: Ints, receiver: Ints, away: Bools, gain: Floats, ahead: Floats, via: Ints, second: Floats,
    other: Ints,
) -> None:  # fmt: skip
    """For each person the best two ways of two helps from r, over larger numbers."""
    ahead[:], second[:], via[:], other[:] = NOTHING, NOTHING, -1, -1
    for at in range(start[r], start[r + 1]):
        u = receiver[at]
        if u < r or away[u]:
            continue
        for to in range(start[u], start[u + 1]):
            v, got = receiver[to], gain[r, u] + gain[u, receiver[to]]
            if v <= r or away[v]:
                continue
            if got > ahead[v]:
                second[v], other[v], ahead[v], via[v] = ahead[v], via[v], got, u
            elif got > second[v]:
                second[v], other[v] = got, u


@kernel
def fours(
    r: int, start: Ints, receiver: Ints, back_start: Ints, back: Ints, away: Bools, gain: Floats, work: Floats,
    who: Ints, best: Floats, path: Ints,
) -> None:  # fmt: skip
    """The best circle of four whose smallest number is r: two helps from r, two helps back."""
    ahead, second, via, other = work[0], work[1], who[0], who[1]
    halves(r, start, receiver, away, gain, ahead, via, second, other)
    for at in range(back_start[r], back_start[r + 1]):
        c = back[at]
        if c < r or away[c]:
            continue
        for to in range(back_start[c], back_start[c + 1]):
            b = back[to]
            if b <= r or via[b] < 0:
                continue
            first = via[b] != c
            got = (ahead[b] if first else second[b]) + gain[b, c] + gain[c, r]
            if got > best[2]:
                best[2], path[2, 0] = got, via[b] if first else other[b]
                path[2, 1], path[2, 2] = b, c


@kernel
def rings(
    start: Ints, receiver: Ints, back_start: Ints, back: Ints, away: Bools, gain: Floats, cap: int, span: Ints,
    worth: Floats, found: Ints,
) -> None:  # fmt: skip
    """For each root from span[0] to span[1] what its best circles bring, and who stands in them."""
    n = len(start) - 1
    work, who = np.empty((2, n)), np.empty((2, n), np.int32)
    for r in range(span[0], span[1]):
        worth[r], found[r] = NOTHING, -1
        if away[r] or start[r] == start[r + 1] or back_start[r] == back_start[r + 1]:
            continue
        small(r, start, receiver, away, gain, worth[r], found[r])
        if cap >= LONGEST:
            fours(r, start, receiver, back_start, back, away, gain, work, who, worth[r], found[r])
        elif cap < LONGEST - 1:
            worth[r, 1] = NOTHING


@kernel
def written(worth: Floats, found: Ints, place: Ints, least: float) -> tuple[Ints, Ints]:
    """The circles that bring more than `least`, as helps."""
    begins, helps = np.zeros(3 * len(worth) + 1, np.int32), np.empty(9 * len(worth), np.int32)
    count = 0
    for r in range(len(worth)):
        for kind in range(3):
            if worth[r, kind] <= least:
                continue
            at, before = begins[count], r
            for k in range(kind + 1):
                helps[at + k] = place[before, found[r, kind, k]]
                before = found[r, kind, k]
            helps[at + kind + 1] = place[before, r]
            begins[count + 1] = at + kind + 2
            count += 1
    return begins[: count + 1], helps[: begins[count]]
