"""Swaps where everyone has one seat: what is undone leaves no trace, what is reached is what is said."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from mensch.core.exchange.fast import plain, pool
from mensch.core.exchange.fast.prices import Prices
from mensch.core.exchange.fast.search import Many, One
from mensch.core.exchange.fast.threads import Team
from mensch.core.exchange.graph import Graph, graph
from mensch.core.exchange.large import written_out
from mensch.core.exchange.problem import Arc, Limits, problem
from tests.core.exchange.test_large import never


def columns(seed: int) -> tuple[Graph, pool.Pool]:
    dice = Random(seed)
    arcs = [
        Arc(a, b, None, dice.randint(1, 100))
        for a in range(120)
        for b in {(a + dice.randint(1, 15)) % 120 for _ in range(6)}
    ]
    usable = graph(problem(arcs, set(range(0, 120, 15)), Limits(circle=3, chain=3), order=("value",)))
    prices = Prices(usable, written_out(usable, Team(1))[0], Team(1))
    at, _ = prices.settle(100, never)
    return usable, pool.pool(usable, prices, at, slack=60.0, most=500)


def lost(seats: One | Many, given: pool.Pool) -> float:
    """What the columns of a plan lose at the prices, and what its empty seats cost."""
    taken = np.unique(seats.holder[seats.holder >= 0])
    return float(given.loss[taken].sum() + given.price[seats.holder < 0].sum())


def whole(seats: One | Many, given: pool.Pool) -> bool:
    """Whether each column that sits anywhere sits in all of its rows, and in no other."""
    c = given.columns
    taken = np.unique(seats.holder[seats.holder >= 0])
    rows = [c.rows[c.row_begins[one] : c.row_begins[one + 1]] for one in taken]
    every = np.concatenate(rows)
    right = all((seats.holder[of] == one).all() for one, of in zip(taken, rows, strict=True))
    return right and len(set(every.tolist())) == len(every) == int((seats.holder >= 0).sum())


@pytest.mark.parametrize("kind", [One, Many])
@pytest.mark.parametrize("heat", [30.0, 4.0, 0.0])
def test_swaps_keep_everyone_in_one_place_and_tell_what_they_gained(kind: type[One] | type[Many], heat: float) -> None:
    usable, given = columns(3)
    seats = kind(usable, given)
    seats.begin()
    choice, may = np.arange(given.columns.size, dtype=np.int32), np.ones(given.columns.size, np.bool_)
    state = np.array([12345], np.uint64)
    for _ in range(20):
        before = lost(seats, given)
        gained = seats.swap(choice, 500, heat, may, state)
        assert whole(seats, given)
        assert before - lost(seats, given) == pytest.approx(gained, abs=1e-6)
        assert heat or gained >= -1e-6, "cold swaps lose nothing"


def test_a_swap_that_comes_to_nothing_leaves_no_trace() -> None:
    usable, given = columns(4)
    seats = One(usable, given)
    seats.begin()
    before = seats.holder.copy()
    table, size, loss, price = seats.shape
    gone, came = np.zeros(32, np.int32), np.zeros(32, np.int32)
    may = np.ones(len(loss), np.bool_)
    for c in range(len(loss)):
        if seats.holder[table[c, 0]] == c:
            continue
        many, left = plain.ousted(c, 1e9, table, size, loss, price, may, seats.holder, gone)
        if many < 0:
            continue
        for k in range(many):
            plain.seated(gone[k], plain.OWED, table, size, seats.holder)
        plain.seated(c, c, table, size, seats.holder)
        added, _ = plain.refilled(many, left, table, size, loss, price, may, *seats.by_row, seats.holder, gone, came)
        plain.undone(c, many, added, table, size, seats.holder, gone, came)
        assert (seats.holder == before).all()
