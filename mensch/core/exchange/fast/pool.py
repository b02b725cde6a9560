"""The columns that prices say matter: of all circles and chains those that lose least, a few for each person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mensch.core.exchange.fast import chains, lagrange
from mensch.core.exchange.fast.prices import Columns, Priced, Prices
from mensch.core.exchange.graph import Graph
from mensch.core.exchange.problem import Bools, Floats, Ints

Choice = np.ndarray[tuple[int], np.dtype[np.intp]]
A_PERSON, LEAST, TRIES = 4, 2_000, 6


@dataclass(frozen=True)
class Pool:
    """Columns to choose from, with what each loses at completed prices: none gains, and the prices are the bound."""

    columns: Columns
    circle: Bools
    loss: Floats
    price: Floats


def only(given: Pool, at: Choice) -> Pool:
    """Some of the columns of a pool."""
    return Pool(chosen(given.columns, at), given.circle[at], given.loss[at], given.price)


def columns(graph: Graph, begins: Ints, helps: Ints, circle: Bools) -> Columns:
    row_begins, rows = lagrange.spread(begins, helps, graph.rows)
    return Columns(begins, helps, row_begins, rows, chains.worths(begins, helps, graph.weight, graph.chance, circle))


def chosen(of: Columns, at: Choice) -> Columns:
    """Some of the columns, in the order given."""
    begins, helps = _cut(of.begins, of.helps, at)
    row_begins, rows = _cut(of.row_begins, of.rows, at)
    return Columns(begins, helps, row_begins, rows, of.worth[at])


def _cut(begins: Ints, flat: Ints, at: Choice) -> tuple[Ints, Ints]:
    size = np.diff(begins)[at]
    new = np.concatenate([[0], np.cumsum(size)]).astype(np.int32)
    return new, flat[np.repeat(begins[at] - new[:-1], size) + np.arange(new[-1])]


def joined(a: Columns, b: Columns) -> Columns:
    def flat(x: Ints, y: Ints) -> Ints:
        return np.concatenate([x, x[-1] + y[1:]]).astype(np.int32)

    return Columns(
        *(flat(a.begins, b.begins), np.concatenate([a.helps, b.helps])),
        *(flat(a.row_begins, b.row_begins), np.concatenate([a.rows, b.rows])),
        np.concatenate([a.worth, b.worth]),
    )


def completed(graph: Graph, prices: Prices, at: Priced) -> Floats:
    """Each root and each first giver also pays what its best column would bring: no column brings anything any more."""
    price = at.price.copy()
    price[: graph.n] += at.roots
    price[prices.givers] += at.givers
    return price


def pool(graph: Graph, prices: Prices, at: Priced, *, slack: float, most: int) -> Pool:
    """The columns that lose least, a few for each person."""
    price = completed(graph, prices, at)
    all_ = prices.circles
    if len(prices.givers):
        given = (graph.start, graph.receiver, graph.weight, graph.chance, at.price, prices.besides(at.price))
        begins, helps = chains.pool(*given, at.layers, prices.givers, at.givers, slack, most, TRIES)
        all_ = joined(all_, columns(graph, begins, helps, np.zeros(len(begins) - 1, np.bool_)))
    circle = np.arange(all_.size) < prices.circles.size
    reduced = lagrange.reduced(all_.row_begins, all_.rows, all_.worth, price)
    kept = np.nonzero(allowed(graph, all_) & alone(all_))[0]
    wanted = np.sort(kept[np.argsort(-reduced[kept], kind="stable")[: max(A_PERSON * graph.n, LEAST)]])
    return Pool(chosen(all_, wanted), circle[wanted], np.maximum(0.0, -reduced[wanted]), price)


def alone(of: Columns) -> Bools:
    """Of columns with the same rows the one worth most."""
    size = np.diff(of.row_begins)
    table = np.full((of.size, int(size.max(initial=1))), -1, np.int32)
    table[np.repeat(np.arange(of.size), size), np.arange(len(of.rows)) - np.repeat(of.row_begins[:-1], size)] = of.rows
    table.sort(axis=1)
    order = np.lexsort([-of.worth, *table.T])
    out = np.ones(of.size, np.bool_)
    out[order[1:][(table[order[1:]] == table[order[:-1]]).all(axis=1)]] = False
    return out


def allowed(graph: Graph, of: Columns) -> Bools:
    """Without two who never stand together, and with no more of one connector than there is."""
    out = np.ones(of.size, np.bool_)
    if graph.plain:
        return out
    giver, receiver = graph.giver.tolist(), graph.receiver.tolist()
    for c in range(of.size):
        helps = of.helps[of.begins[c] : of.begins[c + 1]].tolist()
        rows = of.rows[of.row_begins[c] : of.row_begins[c + 1]].tolist()
        members = {who for h in helps for who in (giver[h], receiver[h])}
        fits = all(rows.count(row) <= graph.caps[row] for row in rows)
        out[c] = fits and not any(members & graph.vetoes.get(who, frozenset()) for who in members)
    return out
