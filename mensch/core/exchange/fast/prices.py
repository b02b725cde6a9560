"""Prices of seats, by which a large plan is bounded and searched. They live in one run and never leave it.

At any prices of at least 0, what all seats cost together and what the best circle of each root and the best chain of
each first giver bring beyond that is more than any plan is worth. The prices go where this bound falls.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from mensch.core.exchange.fast import chains, lagrange
from mensch.core.exchange.fast.threads import Team
from mensch.core.exchange.graph import Graph
from mensch.core.exchange.problem import Floats, Ints

GRID = 9
PATIENT = 20_000
AIM, KEEP, SMALLEST = 0.05, 0.85, 1e-6


@dataclass(frozen=True)
class Columns:
    """Circles or chains: their helps, their rows, their worth, each from `begins[c]` to `begins[c + 1]`."""

    begins: Ints
    helps: Ints
    row_begins: Ints
    rows: Ints
    worth: Floats

    @property
    def size(self) -> int:
        return len(self.worth)


@dataclass
class Priced:
    """Prices, the bound they give, and what the best column of each root and each first giver brings at them."""

    price: Floats
    bound: float
    roots: Floats
    givers: Floats
    layers: Floats
    use: Floats


class Prices:
    """The bound of one graph. Circles are written out; chains are priced person by person."""

    def __init__(self, graph: Graph, circles: Columns, team: Team) -> None:
        self.graph, self.circles, self.team = graph, circles, team
        self.root = graph.giver[circles.helps[circles.begins[:-1]]]
        starts = graph.first & (np.diff(graph.start) > 0) & (graph.caps[: graph.n] > 0)
        self.givers = np.nonzero(starts)[0].astype(np.int32) if graph.max_chain else np.zeros(0, np.int32)
        self.grid = 1 if graph.certain else GRID
        pieces = team.threads
        self.people = np.linspace(0, graph.n, pieces + 1).astype(np.int32)
        self.spans = [self.people[at : at + 2] for at in range(pieces)]
        self.plain = len(graph.caps) == graph.n

    def at(self, price: Floats) -> Priced:
        """The bound at some prices."""
        graph = self.graph
        use, roots = np.zeros(len(graph.caps)), np.zeros(graph.n)
        extra = self.besides(price)
        layers = self._layers(price, extra)
        best = np.zeros(len(self.givers))
        caps = graph.caps
        if self.circles.size:
            c = self.circles
            lagrange.best_circles(c.row_begins, c.rows, c.worth, self.root, caps, price, roots, use)
        if len(self.givers):
            asked = (graph.start, graph.receiver, graph.weight, graph.chance, graph.rows, price, extra)
            chains.best_chains(*asked, layers, self.givers, best, use)
        bound = float(caps @ price + caps[: graph.n] @ roots + caps[self.givers] @ best)
        return Priced(price, bound, roots, best, layers, use)

    def besides(self, price: Floats) -> Floats:
        """First givers pay by themselves: their own price is added at the end."""
        if self.plain and not self.priced_givers(price):
            return np.zeros(0)
        out = np.empty(len(self.graph.giver))
        lagrange.extras(self.graph.rows, price, out)
        return out

    def priced_givers(self, price: Floats) -> bool:
        return bool(len(self.givers) and (price[self.givers] > 0).any())

    def _layers(self, price: Floats, extra: Floats) -> Floats:
        """layers[k]: what can be had from a person on with at most k helps."""
        graph = self.graph
        layers = np.zeros((max(1, graph.max_chain if len(self.givers) else 1), graph.n, self.grid))
        shape = (graph.start, graph.receiver, graph.weight)
        for k in range(1, len(layers)):
            before, out = layers[k - 1], layers[k]
            if self.grid == 1:
                sure = (*shape, price, extra, before[:, 0], out[:, 0])
                self.team.each(partial(chains.to_go, *sure), self.spans)
            else:
                unsure = (*shape, graph.chance, price, extra, before, out)
                self.team.each(partial(chains.to_go_unsure, *unsure), self.spans)
        return layers

    def begin(self) -> Floats:
        """Half of the best help into each person."""
        price = np.zeros(len(self.graph.caps))
        np.maximum.at(price, self.graph.receiver, self.graph.weight * self.graph.chance / 2)
        price[: self.graph.n][self.graph.first] = 0.0
        return price

    def settle(self, steps: int, ended: Callable[[], bool]) -> tuple[Priced, int]:
        """Lowers the bound by at most `steps` steps, each aimed a little below the best so far."""
        best = now = self.at(self.begin())
        way, aim, waited, done = np.zeros(len(best.price)), AIM, 0, 0
        shrink, patience = (0.8, 20) if self.graph.n <= PATIENT else (0.7, 15)
        while done < steps and aim > SMALLEST and not ended():
            done += 1
            length = lagrange.direct(self.graph.caps, now.use, now.price, way, KEEP)
            if length <= 0:
                break
            moved = now.price.copy()
            lagrange.move(moved, way, (now.bound - best.bound * (1 - aim)) / length)
            now = self.at(moved)
            waited += 1
            if now.bound < best.bound:
                waited = 0 if now.bound < best.bound * (1 - aim / 10) else waited
                best = now
            if waited >= patience:
                aim, waited, now = aim * shrink, 0, best
                way[:] = 0.0
        return best, done
