"""The same swaps where every row has one place: nearly every graph, and several times as many swaps a second.

`holder[row]` is the column that sits there, or one of the marks below. `table[c]` are the rows of a column, `size[c]`
how many. What is in the hands of another thread (`may` is false) is neither ousted nor brought in.
"""

from __future__ import annotations

import numpy as np

from mensch.core.exchange.fast.compiled import kernel
from mensch.core.exchange.fast.swaps import Dice
from mensch.core.exchange.problem import Bools, Floats, Ints

FREE, OWED, LOST = -1, -2, -3
MOST_OUT = 3  # a column that ousts more than three is hardly ever worth it
NEAR = 1e-9


@kernel
def turned(x: np.uint64) -> np.uint64:
    """The next of a row of numbers that look like chance; xorshift."""
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    return x


@kernel
def ousted(
    c: int, left: float, table: Ints, size: Ints, loss: Floats, price: Floats, may: Bools, holder: Ints, gone: Ints
) -> tuple[int, float]:
    """Who goes when c comes, and what is left of the budget. -1: it cannot come."""
    many = 0
    for i in range(size[c]):
        other = holder[table[c, i]]
        if other < 0:
            left += price[table[c, i]]
            continue
        known = False
        for k in range(many):
            known |= gone[k] == other
        if known:
            continue
        if many == MOST_OUT or not may[other]:
            return -1, left
        gone[many] = other
        many += 1
        left += loss[other]
    return many, left


@kernel
def fitting(
    row: int, left: float, table: Ints, size: Ints, loss: Floats, may: Bools, begins: Ints, columns: Ints, holder: Ints
) -> int:
    """The column of a row that loses least, fits, and is within the budget; -1: none."""
    for at in range(begins[row], begins[row + 1]):
        c = columns[at]
        if loss[c] > left + NEAR:
            return -1
        fits = True
        for i in range(size[c]):
            if holder[table[c, i]] >= 0:
                fits = False
                break
        if fits and may[c]:
            return int(c)
    return -1


@kernel
def seated(c: int, mark: int, table: Ints, size: Ints, holder: Ints) -> None:
    for i in range(size[c]):
        holder[table[c, i]] = mark


@kernel
def refilled(
    many: int, left: float, table: Ints, size: Ints, loss: Floats, price: Floats, may: Bools, begins: Ints,
    columns: Ints, holder: Ints, gone: Ints, came: Ints,
) -> tuple[int, float]:  # fmt: skip
    """For each row that is owed a column, or its price. How many came, and what is left of the budget."""
    added = 0
    for k in range(many):
        for i in range(size[gone[k]]):
            row = table[gone[k], i]
            if holder[row] != OWED:
                continue
            c = fitting(row, left, table, size, loss, may, begins, columns, holder)
            if c < 0:
                left -= price[row]
                holder[row] = LOST
            else:
                left -= loss[c]
                for j in range(size[c]):
                    if holder[table[c, j]] != OWED:
                        left += price[table[c, j]]
                    holder[table[c, j]] = c
                came[added] = c
                added += 1
            if left < -NEAR:
                return added, left
    return added, left


@kernel
def freed(many: int, table: Ints, size: Ints, holder: Ints, gone: Ints) -> None:
    """What nobody took is free."""
    for k in range(many):
        for i in range(size[gone[k]]):
            if holder[table[gone[k], i]] < FREE:
                holder[table[gone[k], i]] = FREE


@kernel
def undone(c: int, many: int, added: int, table: Ints, size: Ints, holder: Ints, gone: Ints, came: Ints) -> None:
    for k in range(added):
        seated(came[k], FREE, table, size, holder)
    seated(c, FREE, table, size, holder)
    for k in range(many):
        seated(gone[k], gone[k], table, size, holder)


@kernel
def anneal(
    choice: Ints, moves: int, heat: float, table: Ints, size: Ints, loss: Floats, price: Floats, may: Bools,
    begins: Ints, columns: Ints, holder: Ints, state: Dice,
) -> float:  # fmt: skip
    """Tries `moves` swaps among the columns of `choice`; returns by how much the plan got better."""
    room = MOST_OUT * table.shape[1] + 1
    gone, came, total, x = np.empty(room, np.int32), np.empty(room, np.int32), 0.0, state[0]
    count, low = np.uint64(len(choice)), np.uint64(0xFFFFFFFF)
    for _ in range(moves):
        x = turned(x)
        c = choice[np.int64(((x >> np.uint64(32)) * count) >> np.uint64(32))]
        if holder[table[c, 0]] == c:
            continue
        budget = -heat * np.log((float(x & low) + 1.0) / 4294967296.0) if heat > 0 else 0.0
        many, left = ousted(c, budget - loss[c], table, size, loss, price, may, holder, gone)
        if many < 0 or left < -NEAR:
            continue
        for k in range(many):
            seated(gone[k], OWED, table, size, holder)
        seated(c, c, table, size, holder)
        added, left = refilled(many, left, table, size, loss, price, may, begins, columns, holder, gone, came)
        if left < -NEAR:
            undone(c, many, added, table, size, holder, gone, came)
        else:
            total += left - budget
            freed(many, table, size, holder, gone)
    state[0] = x
    return total


@kernel
def fill(order: Ints, table: Ints, size: Ints, holder: Ints) -> None:
    """One column after the other, where there is room."""
    for c in order:
        fits = True
        for i in range(size[c]):
            fits &= holder[table[c, i]] < 0
        if fits:
            seated(c, c, table, size, holder)


def table(begins: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The rows of each column side by side, and how many they are."""
    size = np.diff(begins).astype(np.int32)
    out = np.zeros((len(size), int(size.max(initial=1))), np.int32)
    out[np.repeat(np.arange(len(size)), size), np.arange(len(rows)) - np.repeat(begins[:-1], size)] = rows
    return out, size
