"""What chains are worth at given prices: how much can still be had from a person on, and the ways worth keeping.

Where everyone is sure to say yes one number a person and length is enough. Else what follows counts by how likely it is
to be reached: `grid` numbers for likelihoods from 0 to 1. Between two of them the line is never below the truth, for
what can be had is convex in the likelihood. So everything here is an upper limit, and ways may cross themselves.
"""

from __future__ import annotations

import numpy as np

from mensch.core.exchange.fast.circles import kept, within
from mensch.core.exchange.fast.compiled import kernel
from mensch.core.exchange.problem import Bools, Floats, Ints


@kernel
def to_go(
    start: Ints, receiver: Ints, weight: Floats, price: Floats, extra: Floats, after: Floats, out: Floats, span: Ints
) -> None:
    """`out[v]`: the most from v on with one help more than in `after`. People span[0] to span[1]."""
    more = len(extra) > 0
    for v in range(span[0], span[1]):
        best = 0.0
        for h in range(start[v], start[v + 1]):
            u = receiver[h]
            got = weight[h] - price[u] + after[u]
            if more:
                got -= extra[h]
            best = max(best, got)
        out[v] = best


@kernel
def between(after: Floats, v: int, sure: float) -> float:
    """`after[v]` at a likelihood: on the line between the two numbers beside it."""
    grid = after.shape[1]
    if grid == 1:
        return float(after[v, 0])
    place = sure * (grid - 1)
    low = min(int(place), grid - 2)
    return float(after[v, low] + (after[v, low + 1] - after[v, low]) * (place - low))


@kernel
def to_go_unsure(
    start: Ints,
    receiver: Ints,
    weight: Floats,
    chance: Floats,
    price: Floats,
    extra: Floats,
    after: Floats,
    out: Floats,
    span: Ints,
) -> None:
    grid, more = out.shape[1], len(extra) > 0
    for v in range(span[0], span[1]):
        for g in range(grid):
            sure, best = g / (grid - 1), 0.0
            for h in range(start[v], start[v + 1]):
                u, now = receiver[h], sure * chance[h]
                got = now * weight[h] - price[u] + between(after, u, now)
                if more:
                    got -= extra[h]
                best = max(best, got)
            out[v, g] = best


@kernel
def step(weight: float, chance: float, price: float, extra: Floats, h: int, sure: float) -> float:
    """What one help brings, less what it uses up."""
    return sure * chance * weight - price - (extra[h] if len(extra) else 0.0)


@kernel
def best_chains(
    start: Ints,
    receiver: Ints,
    weight: Floats,
    chance: Floats,
    rows: Ints,
    price: Floats,
    extra: Floats,
    layers: Floats,
    givers: Ints,
    best: Floats,
    use: Floats,
) -> None:
    """The best way from each first giver; what it uses is added to `use` as often as the giver may begin one."""
    cap = layers.shape[0]
    for i in range(len(givers)):
        v, sure, total, begun = givers[i], 1.0, 0.0, True
        for left in range(cap - 1, -1, -1):
            most, chosen = 0.0, -1
            for h in range(start[v], start[v + 1]):
                u, now = receiver[h], sure * chance[h]
                got = step(weight[h], chance[h], price[u], extra, h, sure) + between(layers[left], u, now)
                if got > most:
                    most, chosen = got, h
            if begun:
                total, begun = most, False
            if chosen < 0:
                break
            for k in range(rows.shape[1]):
                if rows[chosen, k] >= 0:
                    use[rows[chosen, k]] += 1.0
            v, sure = receiver[chosen], sure * chance[chosen]
        best[i] = total


@kernel
def ways(
    start: Ints, receiver: Ints, weight: Floats, chance: Floats, price: Floats, extra: Floats, layers: Floats,
    first: int, floor: float, most: int, begins: Ints, helps: Ints, count: int,
) -> tuple[Ints, Ints, int]:  # fmt: skip
    """Chains from one giver whose reduced worth is at least `floor`; beginnings of chains are chains."""
    cap, until = layers.shape[0], count + most
    path, taken, at = np.empty(cap + 1, np.int32), np.empty(cap + 2, np.int32), np.empty(cap + 2, np.int32)
    had, sure = np.zeros(cap + 2), np.ones(cap + 2)
    path[0], at[1], depth = first, start[first], 1
    while depth > 0 and count < until:
        if at[depth] == start[path[depth - 1] + 1]:
            depth -= 1
            continue
        h = at[depth]
        at[depth] += 1
        v = receiver[h]
        if within(path, depth, v):
            continue
        now = had[depth - 1] + step(weight[h], chance[h], price[v], extra, h, sure[depth - 1])
        likely = sure[depth - 1] * chance[h]
        if now + between(layers[cap - depth], v, likely) < floor:
            continue
        taken[depth], path[depth], had[depth], sure[depth] = h, v, now, likely
        if now >= floor:
            begins, helps = kept(begins, helps, count, taken, depth)
            count += 1
        if depth < cap:
            depth += 1
            at[depth] = start[v]
    return begins, helps, count


@kernel
def pool(
    start: Ints,
    receiver: Ints,
    weight: Floats,
    chance: Floats,
    price: Floats,
    extra: Floats,
    layers: Floats,
    givers: Ints,
    best: Floats,
    slack: float,
    most: int,
    tries: int,
) -> tuple[Ints, Ints]:
    """Chains of all givers within `slack` of the best of each; it halves where there are more than `most`."""
    begins, helps = np.zeros(1024, np.int32), np.empty(4096, np.int32)
    count = 0
    for i in range(len(givers)):
        wide, before = slack, count
        for _ in range(tries):
            count = before
            floor = best[i] - wide
            begins, helps, count = ways(
                start, receiver, weight, chance, price, extra, layers, givers[i], floor, most, begins, helps, count
            )
            if count - before < most:
                break
            wide *= 0.5
    return begins[: count + 1], helps[: begins[count]]


@kernel
def worths(begins: Ints, helps: Ints, weight: Floats, chance: Floats, circle: Bools) -> Floats:
    """What each column is worth."""
    out = np.empty(len(begins) - 1)
    for c in range(len(out)):
        so_far, total, weights = 1.0, 0.0, 0.0
        for at in range(begins[c], begins[c + 1]):
            so_far *= chance[helps[at]]
            weights += weight[helps[at]]
            total += so_far * weight[helps[at]]
        out[c] = so_far * weights if circle[c] else total
    return out
