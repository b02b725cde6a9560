"""One step of the prices: what the best columns use at these prices, and where the prices go from there."""

from __future__ import annotations

import numpy as np

from mensch.core.exchange.fast.compiled import kernel
from mensch.core.exchange.problem import Floats, Ints


@kernel
def best_circles(
    begins: Ints, rows: Ints, worth: Floats, root: Ints, caps: Ints, price: Floats, best: Floats, use: Floats
) -> None:
    """For each root the circle with the most reduced worth, if any; columns stand in the order of their roots."""
    count = len(worth)
    c = 0
    while c < count:
        v, most, chosen = root[c], 0.0, -1
        while c < count and root[c] == v:
            got = worth[c]
            for at in range(begins[c], begins[c + 1]):
                got -= price[rows[at]]
            if got > most:
                most, chosen = got, c
            c += 1
        best[v] = most
        if chosen >= 0:
            for at in range(begins[chosen], begins[chosen + 1]):
                use[rows[at]] += caps[v]


@kernel
def direct(caps: Ints, use: Floats, price: Floats, way: Floats, keep: float) -> float:
    """Turns the way towards what is over or under used; returns its length squared."""
    length = 0.0
    for r in range(len(caps)):
        way[r] = caps[r] - use[r] + keep * way[r]
        if price[r] <= 0.0 and way[r] > 0.0:
            way[r] = 0.0
        length += way[r] * way[r]
    return length


@kernel
def move(price: Floats, way: Floats, size: float) -> None:
    for r in range(len(price)):
        price[r] = max(0.0, price[r] - size * way[r])


@kernel
def extras(rows: Ints, price: Floats, out: Floats) -> None:
    """What a help uses up besides its receiver."""
    for h in range(len(rows)):
        total = 0.0
        for k in range(1, rows.shape[1]):
            if rows[h, k] >= 0:
                total += price[rows[h, k]]
        out[h] = total


@kernel
def reduced(begins: Ints, rows: Ints, worth: Floats, price: Floats) -> Floats:
    out = np.empty(len(worth))
    for c in range(len(worth)):
        got = worth[c]
        for at in range(begins[c], begins[c + 1]):
            got -= price[rows[at]]
        out[c] = got
    return out


@kernel
def spread(begins: Ints, helps: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The rows of columns made of helps, in order: a row that a column needs twice stands together."""
    size = 0
    for h in helps:
        for k in range(rows.shape[1]):
            size += rows[h, k] >= 0
    out_begins, out = np.empty(len(begins), np.int32), np.empty(size, np.int32)
    done = 0
    for c in range(len(begins) - 1):
        out_begins[c] = done
        for at in range(begins[c], begins[c + 1]):
            for k in range(rows.shape[1]):
                if rows[helps[at], k] >= 0:
                    place = done
                    while place > out_begins[c] and out[place - 1] > rows[helps[at], k]:
                        out[place] = out[place - 1]
                        place -= 1
                    out[place] = rows[helps[at], k]
                    done += 1
    out_begins[len(begins) - 1] = done
    return out_begins, out


@kernel
def by_row(begins: Ints, rows: Ints, order: Ints, size: int) -> tuple[Ints, Ints]:
    """For each row its columns, in the order given."""
    start = np.zeros(size + 1, np.int32)
    for row in rows:
        start[row + 1] += 1
    for row in range(size):
        start[row + 1] += start[row]
    place, out = start[:-1].copy(), np.empty(len(rows), np.int32)
    for c in order:
        for at in range(begins[c], begins[c + 1]):
            out[place[rows[at]]] = c
            place[rows[at]] += 1
    return start, out
