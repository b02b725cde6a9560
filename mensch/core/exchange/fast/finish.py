"""The last step to a proof: what could still be better is written out and solved to the end."""

from __future__ import annotations

import numpy as np

from mensch.core.exchange.fast import chains, circles, lagrange, pool
from mensch.core.exchange.fast.priced import LEAST, Priced
from mensch.core.exchange.fast.prices import Columns
from mensch.core.exchange.fast.prices import Priced as At
from mensch.core.exchange.problem import Floats
from mensch.core.exchange.solver import Matrix, solve

MOST, MOST_EXACT = 1_000_000, 30_000


def finish(run: Priced) -> None:
    """All columns that could stand in a better plan, solved to the end where they are not too many."""
    graph = run.graph
    run.more(run.price)
    at = run.prices.at(run.price)
    price = pool.completed(graph, run.prices, at)
    price[: graph.n] += np.maximum(0.0, run.worth.max(axis=1))
    slack = float(graph.caps @ price) - run.reached - (1 - 1e-6 if run.whole else 0.0)
    every = _within(run, at, price, slack)
    if every is None:
        return
    shape = Matrix(every.row_begins, every.rows, np.ones(len(every.rows)))
    got = solve(every.worth, shape, graph.caps.astype(np.float64), nodes=2_000, grain=float(run.whole))
    if got.value > run.reached:
        run.columns, run.reached, run.best = every, got.value, np.nonzero(got.taken > 0.5)[0]
        run.circle = (
            graph.giver[every.helps[every.begins[:-1]]] == graph.receiver[every.helps[every.begins[1:] - 1]]
        ).tolist()
    run.bound = min(run.bound, max(run.reached, got.bound))


def _within(run: Priced, at: At, price: Floats, slack: float) -> Columns | None:
    """The columns that lose at most `slack` at these prices; None where there are too many."""
    graph = run.graph
    asked = (graph.start, graph.receiver, *run.back, graph.first, graph.max_circle, 0, graph.n, MOST)
    begins, helps, whole = circles.circles(*asked)
    every = pool.columns(graph, begins, helps, np.ones(len(begins) - 1, np.bool_))
    if len(run.prices.givers):
        given = (graph.start, graph.receiver, graph.weight, graph.chance, at.price, run.prices.besides(at.price))
        begins, helps = chains.pool(*given, at.layers, run.prices.givers, at.givers, slack, MOST, 1)
        whole = whole and len(begins) < MOST
        every = pool.joined(every, pool.columns(graph, begins, helps, np.zeros(len(begins) - 1, np.bool_)))
    lost = -lagrange.reduced(every.row_begins, every.rows, every.worth, price)
    kept = np.nonzero(pool.allowed(graph, every) & (lost <= slack + LEAST))[0]
    return pool.chosen(every, kept) if whole and len(kept) <= MOST_EXACT else None
