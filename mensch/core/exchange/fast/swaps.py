"""A plan gets better by swaps: a column comes in, those in its way go, everyone freed by that is placed again or lost.

Prices say what each column loses against the bound, and what an empty seat costs. A swap may lose so much in all and no
more (its budget), which ends nearly all of them at once. The budget is drawn anew for each: large while the plan is
hot, nothing when it is cold. `holder` says which column sits in each place of a row (-1: free).
"""

from __future__ import annotations

import numpy as np

from mensch.core.exchange.fast.compiled import kernel
from mensch.core.exchange.problem import Bools, Floats, Ints

LOG = 64
NONE = 1e-9
Dice = np.ndarray[tuple[int], np.dtype[np.uint64]]


@kernel
def dice(state: Dice) -> float:
    """From 0 to 1; xorshift."""
    x = state[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    state[0] = x
    return float(x >> np.uint64(11)) / 9007199254740992.0


@kernel
def fits(c: int, begins: Ints, rows: Ints, free: Ints) -> bool:
    """Whether every row of a column has a free place, as often as the column stands in it (those stand together)."""
    need = 1
    for i in range(begins[c], begins[c + 1]):
        need = need + 1 if i > begins[c] and rows[i] == rows[i - 1] else 1
        if free[rows[i]] < need:
            return False
    return True


@kernel
def put(c: int, begins: Ints, rows: Ints, places: Ints, holder: Ints, free: Ints) -> None:
    for i in range(begins[c], begins[c + 1]):
        at = places[rows[i]]
        while holder[at] >= 0:
            at += 1
        holder[at] = c
        free[rows[i]] -= 1


@kernel
def take(c: int, begins: Ints, rows: Ints, places: Ints, holder: Ints, free: Ints) -> None:
    for i in range(begins[c], begins[c + 1]):
        at = places[rows[i]]
        while holder[at] != c:
            at += 1
        holder[at] = -1
        free[rows[i]] += 1


@kernel
def sits(c: int, begins: Ints, rows: Ints, places: Ints, holder: Ints) -> bool:
    row = rows[begins[c]]
    for at in range(places[row], places[row + 1]):
        if holder[at] == c:
            return True
    return False


@kernel
def in_the_way(
    c: int, begins: Ints, rows: Ints, loss: Floats, places: Ints, holder: Ints, free: Ints, may: Bools, out: Ints
) -> int:
    """Who goes when c comes: of a row without a free place the one that loses most. -1: one is not ours."""
    size = 0
    for i in range(begins[c], begins[c + 1]):
        if free[rows[i]] > 0:
            continue
        chosen = -1
        for at in range(places[rows[i]], places[rows[i] + 1]):
            other, there = holder[at], False
            for k in range(size):
                there |= out[k] == other
            if there:
                chosen = -2
                break
            if may[other] and (chosen < 0 or loss[other] > loss[chosen]):
                chosen = other
        if chosen == -1 or size == LOG:
            return -1
        if chosen >= 0:
            out[size] = chosen
            size += 1
    return size


@kernel
def regained(c: int, begins: Ints, rows: Ints, price: Floats, free: Ints, owed: Ints) -> float:
    """The prices of seats that were empty before and are filled by c."""
    total = 0.0
    for i in range(begins[c], begins[c + 1]):
        if owed[rows[i]] == 0 and free[rows[i]] > 0:
            total += price[rows[i]]
    return total


@kernel
def owe(c: int, begins: Ints, rows: Ints, owed: Ints, many: int) -> None:
    """Counts the places of a column as freed by this swap, or no longer."""
    for i in range(begins[c], begins[c + 1]):
        owed[rows[i]] = max(0, owed[rows[i]] + many)


@kernel
def refill(
    gone: Ints, size: int, left: float, begins: Ints, rows: Ints, loss: Floats, price: Floats, may: Bools,
    row_begins: Ints, row_columns: Ints, places: Ints, holder: Ints, free: Ints, owed: Ints, came: Ints,
) -> tuple[int, float]:  # fmt: skip
    """For each freed place the column that loses least, or its price. How many came, and what is left of the budget."""
    added = 0
    for k in range(size):
        for i in range(begins[gone[k]], begins[gone[k] + 1]):
            row = rows[i]
            if owed[row] == 0 or price[row] <= NONE:
                continue
            chosen = -1
            for at in range(row_begins[row], row_begins[row + 1]):
                if may[row_columns[at]] and fits(row_columns[at], begins, rows, free):
                    chosen = row_columns[at]
                    break
            if chosen < 0 or added == LOG:
                owed[row] -= 1
                left -= price[row]
            else:
                left += regained(chosen, begins, rows, price, free, owed) - loss[chosen]
                put(chosen, begins, rows, places, holder, free)
                owe(chosen, begins, rows, owed, -1)
                came[added] = chosen
                added += 1
            if left < 0:
                return added, left
    return added, left


@kernel
def anneal(
    choice: Ints, moves: int, heat: float, begins: Ints, rows: Ints, loss: Floats, price: Floats, may: Bools,
    row_begins: Ints, row_columns: Ints, places: Ints, holder: Ints, free: Ints, owed: Ints, state: Dice,
) -> float:  # fmt: skip
    """Tries `moves` swaps among the columns of `choice`; returns by how much the plan got better."""
    gone, came, total = np.empty(LOG, np.int32), np.empty(LOG, np.int32), 0.0
    for _ in range(moves):
        c = choice[int(dice(state) * len(choice))]
        budget = -heat * np.log(dice(state) + 1e-300) if heat > 0 else -1e-7
        if sits(c, begins, rows, places, holder):
            continue
        size = in_the_way(c, begins, rows, loss, places, holder, free, may, gone)
        left = budget + regained(c, begins, rows, price, free, owed) - loss[c]
        for k in range(size):
            left += loss[gone[k]]
        if size < 0 or left < 0:
            continue
        for k in range(size):
            take(gone[k], begins, rows, places, holder, free)
            owe(gone[k], begins, rows, owed, 1)
        added, came_in = 0, fits(c, begins, rows, free)
        if came_in:
            put(c, begins, rows, places, holder, free)
            owe(c, begins, rows, owed, -1)
            added, left = refill(
                *(gone, size, left, begins, rows, loss, price, may, row_begins, row_columns),
                *(places, holder, free, owed, came),
            )
        for k in range(size):
            owe(gone[k], begins, rows, owed, -LOG)
        if came_in and left >= 0:
            total += left - budget
            continue
        for k in range(added):
            take(came[k], begins, rows, places, holder, free)
        if came_in:
            take(c, begins, rows, places, holder, free)
        for k in range(size):
            put(gone[k], begins, rows, places, holder, free)
    return total


@kernel
def fill(order: Ints, begins: Ints, rows: Ints, places: Ints, holder: Ints, free: Ints) -> None:
    """One column after the other, where there is room."""
    for c in order:
        if fits(c, begins, rows, free):
            put(c, begins, rows, places, holder, free)
