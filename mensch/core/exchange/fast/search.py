"""The plan of a large graph: the columns that prices say matter, and swaps among them, cooled slice by slice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from mensch.core.exchange.fast import chains, lagrange, swaps
from mensch.core.exchange.fast.chapters import sides
from mensch.core.exchange.fast.prices import Columns, Priced, Prices
from mensch.core.exchange.fast.threads import Team
from mensch.core.exchange.graph import Graph
from mensch.core.exchange.pace import Pace, Stop
from mensch.core.exchange.problem import Bools, Floats, Ints

Choice = np.ndarray[tuple[int], np.dtype[np.intp]]
SLICES, A_PERSON, LEAST, NEARBY, TRIES = 24, 4, 2_000, 8_192, 6
COOLED, FROZEN, FINER = 20, 0.9, 4  # heat falls to a twentieth over nine tenths of a given time


@dataclass(frozen=True)
class Pool:
    """Columns to choose from, with what each loses at completed prices: none gains, and the prices are the bound."""

    columns: Columns
    circle: Bools
    loss: Floats
    price: Floats


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


class Search:
    """One plan, cooled from hot to cold. Several may run beside each other from different seeds."""

    def __init__(self, graph: Graph, given: Pool, seed: int) -> None:
        self.graph, self.pool = graph, given
        c = given.columns
        self.order = np.argsort(given.loss, kind="stable").astype(np.int32)
        row_begins, row_columns = lagrange.by_row(c.row_begins, c.rows, self.order, len(graph.caps))
        self.places = np.concatenate([[0], np.cumsum(graph.caps)]).astype(np.int32)
        self.holder = np.full(self.places[-1], -1, np.int32)
        self.free, self.owed = graph.caps.copy(), np.zeros(len(graph.caps), np.int32)
        self.shape = (c.row_begins, c.rows, given.loss, given.price)
        self.by_row = (row_begins, row_columns, self.places)
        self.state = np.array([(seed * 2_654_435_761 + 88_172_645_463_325_252) % 2**63], np.uint64)
        swaps.fill(self.order, c.row_begins, c.rows, self.places, self.holder, self.free)

    def slice(self, choice: Ints, moves: int, heat: float, may: Bools, state: swaps.Dice | None = None) -> None:
        if not len(choice):
            return
        swaps.anneal(
            *(choice, moves, heat, *self.shape, may, *self.by_row, self.holder, self.free, self.owed),
            self.state if state is None else state,
        )

    def within(self, own: Ints, one: Bools, moves: int, heat: float, state: swaps.Dice) -> None:
        """Swaps among the columns of one thread; those that reach elsewhere stay as they are."""
        for piece in np.array_split(own, max(1, len(own) // NEARBY)):
            if len(piece):
                self.slice(piece, max(1, moves * len(piece) // len(own)), heat, one, state)

    def taken(self) -> Choice:
        """The columns of the plan."""
        return np.unique(self.holder[self.holder >= 0]).astype(np.intp)

    def value(self) -> float:
        return float(self.pool.columns.worth[self.taken()].sum())

    def copy(self, other: Search) -> None:
        self.holder[:], self.free[:] = other.holder, other.free


def heats(hot: float, cold: float) -> list[float]:
    """From hot to cold, then nothing."""
    return [hot * (cold / hot) ** (at / (SLICES - 2)) for at in range(SLICES - 1)] + [0.0]


def paced(hot: float, stop: Stop) -> Iterator[tuple[float, int]]:
    """The heat of each slice, and how many of them a whole search has. With a given time heat falls as it is used."""
    cold = hot / COOLED
    if not isinstance(stop, Pace):
        yield from ((heat, SLICES) for heat in heats(hot, cold))
        return
    begun = min(stop.used(), FROZEN)
    while not stop():
        share = (stop.used() - begun) / max(1e-9, FROZEN - begun)
        yield (hot * (cold / hot) ** share if share < 1 else 0.0), SLICES * FINER
    yield 0.0, SLICES * FINER


def together(searches: list[Search], moves: int, hot: float, team: Team, stop: Stop) -> tuple[Search, int]:
    """Plans from several seeds, cooled side by side; the best at the end."""
    size = searches[0].pool.columns.size
    choice, may = np.arange(size, dtype=np.int32), np.ones(size, np.bool_)
    done = 0
    for heat, slices in paced(max(hot, 1e-3), stop):
        work = [partial(one.slice, choice, max(1, moves // slices), heat, may) for one in searches]
        team.each(lambda run: run(), work)
        done += 1
        if stop():
            break
    return max(searches, key=Search.value), done


def beside(one: Search, names: Ints, moves: int, hot: float, team: Team, stop: Stop, seed: int) -> tuple[Search, int]:
    """One plan, cooled by all threads at once, each in its own chapters; these are dealt anew for every slice."""
    shape = one.pool.columns
    states = [np.array([(seed + 1) * 7_919 + at * 104_729 + 1], np.uint64) for at in range(team.threads)]
    done = 0
    for heat, slices in paced(max(hot, 1e-3), stop):
        for half in range(2):
            owns, whole = sides(names, team.threads, shape.row_begins, shape.rows, seed + 2 * done + half)
            each = moves // slices // 2
            work = [partial(one.within, own, whole, each, heat, state) for own, state in zip(owns, states, strict=True)]
            team.each(lambda run: run(), work)
        done += 1
        if stop():
            break
    return one, done
