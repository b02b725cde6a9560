"""Dense graphs: columns come when prices ask for them; then what the relaxed plan takes is fixed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mensch.core.exchange.fast import chains, circles, dense, lagrange, pool, search
from mensch.core.exchange.fast.master import Master
from mensch.core.exchange.fast.pool import Choice
from mensch.core.exchange.fast.prices import Prices
from mensch.core.exchange.fast.threads import Team
from mensch.core.exchange.graph import Graph
from mensch.core.exchange.problem import Bools, Floats, Ints

LEAST, PASSES, DIVES, CHAINS = 1e-7, 400, 3, 4
SHUT, BLEND = 1e6, 0.7


class Priced:
    """One dense graph. `bound` falls as columns come; `best` is the best plan so far, by numbers of columns."""

    def __init__(self, graph: Graph, team: Team, stop: Callable[[], bool]) -> None:
        self.graph, self.team, self.stop = graph, team, stop
        self.back = circles.reverse(graph.giver, graph.receiver, graph.n)
        self.place = dense.places(graph.giver, graph.receiver, graph.n)
        self.columns = pool.columns(graph, np.zeros(1, np.int32), np.zeros(0, np.int32), np.zeros(0, np.bool_))
        self.circle: list[bool] = []
        self.prices = Prices(graph, self.columns, team)
        self.master = Master(graph.caps)
        self.worth, self.found = np.empty((graph.n, 3)), np.empty((graph.n, 3, 3), np.int32)
        self.bound, self.reached, self.best = np.inf, 0.0, np.zeros(0, np.intp)
        self.whole = bool(graph.certain and (graph.weight == np.floor(graph.weight)).all())
        self.passes = 0

    @property
    def proved(self) -> bool:
        return self.least_bound() <= self.reached + 1e-9 * max(1.0, self.reached)

    def least_bound(self) -> float:
        """Where every weight is whole, so is every plan."""
        return float(np.floor(self.bound + 1e-6)) if self.whole else float(self.bound)

    def more(self, price: Floats, shut: Bools | None = None) -> int:
        """The columns these prices ask for; how many of them are new. `shut` are rows that are taken already."""
        self.passes += 1
        if shut is not None:
            price = np.where(shut, SHUT, price)
        extra = self.prices.besides(price)
        graph = self.graph
        gain = dense.table(graph.giver, graph.receiver, graph.weight, graph.chance, price, extra, graph.n)
        away = graph.first if shut is None else graph.first | shut[: graph.n]
        asked = (graph.start, graph.receiver, *self.back, away, gain, graph.max_circle)
        rings: Any = dense.rings
        self.team.each(lambda span: rings(*asked, span, self.worth, self.found), self.prices.spans)
        at = self.prices.at(price)
        if shut is None:
            roots = np.maximum(0.0, self.worth.max(axis=1))
            self.bound = min(self.bound, at.bound + float(graph.caps[: graph.n] @ roots))
        new = self._take(*dense.written(self.worth, self.found, self.place, LEAST), circle=True)
        if len(self.prices.givers):
            given = (graph.start, graph.receiver, graph.weight, graph.chance, price, extra, at.layers)
            begin = self.prices.givers[at.givers > LEAST]
            new += self._take(
                *chains.pool(*given, begin, at.givers[at.givers > LEAST], 0.5, CHAINS, pool.TRIES), circle=False
            )
        return new

    def _take(self, begins: Ints, helps: Ints, *, circle: bool) -> int:
        made = pool.columns(self.graph, begins, helps, np.full(len(begins) - 1, circle))
        fitting = np.nonzero(pool.allowed(self.graph, made))[0]
        made = pool.chosen(made, fitting)
        new = np.array(self.master.add(made), np.intp)
        self.columns = pool.joined(self.columns, pool.chosen(made, new))
        self.circle += [circle] * len(new)
        return len(new)

    def build(self) -> None:
        """A first plan, and columns beside each other: what the best use is shut, the rest is asked again."""
        price, left, chosen = self.prices.begin(), self.graph.caps.copy(), list[int]()
        for _ in range(PASSES):
            before = self.columns.size
            self.more(price, left == 0)
            new = np.arange(before, self.columns.size)
            size = len(chosen)
            for c in new[np.argsort(-self.columns.worth[new], kind="stable")].tolist():
                rows = self._rows(c)
                if (np.bincount(rows, minlength=len(left)) <= left).all():
                    chosen.append(c)
                    np.subtract.at(left, rows, 1)
            if len(chosen) == size or self.stop():
                break
        self.keep(np.array(sorted(chosen), np.intp))

    def converge(self) -> Floats:
        """Until no column is asked for, or the bound of whole numbers cannot fall any more. The relaxed plan."""
        value, price, taken = self.master.solve()
        inner, blend = self.prices.begin(), BLEND
        for _ in range(PASSES):
            asked, before = blend * inner + (1 - blend) * price, self.bound
            new = self.more(asked)
            if self.bound < before:
                inner = asked
            if (not new and blend == 0) or self.stop() or self._ends(value):
                break
            blend = BLEND if new else 0.0
            if new:
                value, price, taken = self.master.solve()
        self.price = price
        return taken if len(taken) == self.columns.size else np.append(taken, np.zeros(self.columns.size - len(taken)))

    def _ends(self, value: float) -> bool:
        """The bound of whole numbers cannot fall below what the relaxed plan reaches."""
        return self.whole and self.bound < np.floor(value + 1e-6) + 1 - 1e-6

    def dive(self, taken: Floats, turn: int) -> None:
        """Fixes what the relaxed plan takes wholly, and a few of what it takes most; asks for columns; again."""
        shut = np.zeros(len(self.graph.caps), np.bool_)
        fixed: list[int] = []
        left = self.graph.caps.copy()
        while (taken > 1e-6).any():
            sure = np.nonzero(taken > 1 - 1e-6)[0]
            likely = np.argsort(-taken, kind="stable")[: max(1, len(self.graph.caps) // (60 + 40 * turn))]
            for c in [*sure.tolist(), *likely.tolist()]:
                rows = self._rows(c)
                if taken[c] > 1e-6 and (np.bincount(rows, minlength=len(left)) <= left).all():
                    fixed.append(c)
                    np.subtract.at(left, rows, 1)
            shut = left == 0
            self.master.limit(left)
            _, price, taken = self.master.solve()
            for _ in range(2):
                if not self.more(price, shut) or self.stop():
                    break
                _, price, taken = self.master.solve()
        self.master.limit(self.graph.caps)
        self.keep(np.array(sorted(set(fixed)), np.intp))

    def _rows(self, c: int) -> Ints:
        return self.columns.rows[self.columns.row_begins[c] : self.columns.row_begins[c + 1]]

    def keep(self, chosen: Choice) -> None:
        value = float(self.columns.worth[chosen].sum())
        if value > self.reached:
            self.reached, self.best = value, chosen

    def run(self, seed: int) -> None:
        """Bound, then plans until one reaches it."""
        self.build()
        taken = self.converge()
        for turn in range(DIVES):
            self.dive(taken, turn)
            if self.proved or self.stop():
                return
            _, self.price, taken = self.master.solve()
        self.swap(seed)
        if not self.proved and not self.stop():
            from mensch.core.exchange.fast.finish import finish

            finish(self)

    def swap(self, seed: int) -> None:
        """Swaps among the columns there are."""
        reduced = lagrange.reduced(self.columns.row_begins, self.columns.rows, self.columns.worth, self.price)
        wanted = np.sort(np.argsort(-reduced, kind="stable")[: 40 * self.graph.n])
        loss = np.maximum(0.0, -reduced[wanted])
        given = pool.Pool(pool.chosen(self.columns, wanted), np.array(self.circle)[wanted], loss, self.price)
        one = search.Search(self.graph, given, seed)
        search.cooled(one, self.graph.n, 400 * self.graph.n, float(np.median(self.graph.weight)), self.stop)
        self.keep(wanted[one.taken()])
