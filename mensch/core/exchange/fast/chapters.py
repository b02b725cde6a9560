"""Who belongs together: everyone takes the name most of their neighbours have, again and again.

Memory is read in order then, and two threads can swap in different chapters without meeting.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mensch.core.exchange.fast.circles import reverse
from mensch.core.exchange.fast.compiled import kernel
from mensch.core.exchange.fast.prices import Columns
from mensch.core.exchange.graph import Graph
from mensch.core.exchange.problem import Bools, Ints

ROUNDS = 6


@kernel
def named(start: Ints, receiver: Ints, back_start: Ints, back: Ints, rounds: int) -> Ints:
    n = len(start) - 1
    name, count = np.arange(n).astype(np.int32), np.zeros(n, np.int32)
    for _ in range(rounds):
        for v in range(n):
            most = name[v]
            for side in range(2):
                begins, others = (start, receiver) if side == 0 else (back_start, back)
                for at in range(begins[v], begins[v + 1]):
                    other = name[others[at]]
                    count[other] += 1
                    if count[other] > count[most]:
                        most = other
            for side in range(2):
                begins, others = (start, receiver) if side == 0 else (back_start, back)
                for at in range(begins[v], begins[v + 1]):
                    count[name[others[at]]] = 0
            name[v] = most
    return name


def chapters(graph: Graph) -> Ints:
    """A name for each person; people of one name belong together."""
    return named(graph.start, graph.receiver, *reverse(graph.giver, graph.receiver, graph.n), ROUNDS)


def arranged(graph: Graph) -> tuple[Ints, Ints]:
    """People in the order of their chapters, and the chapter of each in that order."""
    names = chapters(graph)
    order = np.argsort(names, kind="stable").astype(np.int32)
    return order, names[order]


def renumbered(graph: Graph, order: Ints) -> Graph:
    """The same graph with its people in another order."""
    n = graph.n
    place = np.empty(n, np.int32)
    place[order] = np.arange(n, dtype=np.int32)
    giver, receiver = place[graph.giver], place[graph.receiver]
    at = np.argsort(giver, kind="stable")
    start = np.zeros(n + 1, np.int32)
    np.cumsum(np.bincount(giver, minlength=n), out=start[1:])
    rows = graph.rows[at]
    rows = np.where((rows >= 0) & (rows < n), place[np.clip(rows, 0, n - 1)], rows).astype(np.int32)
    return replace(
        graph,
        first=graph.first[order],
        start=start,
        giver=giver[at],
        receiver=receiver[at],
        weight=graph.weight[at],
        chance=graph.chance[at],
        rows=rows,
        caps=np.concatenate([graph.caps[:n][order], graph.caps[n:]]),
        waiting=graph.waiting[order],
        vetoes={int(place[a]): frozenset(int(place[b]) for b in bs) for a, bs in graph.vetoes.items()},
    )


@kernel
def split(dealt: Ints, row_begins: Ints, rows: Ints, side: Ints, whole: Bools) -> None:
    """To which thread each column belongs, and whether wholly. Rows past the people (`dealt`) belong to none."""
    for c in range(len(whole)):
        low, one = -1, True
        for at in range(row_begins[c], row_begins[c + 1]):
            now = dealt[rows[at]] if rows[at] < len(dealt) else -1
            one &= now >= 0 and low in (-1, now)
            low = now
        side[c], whole[c] = low, one


class Dealing:
    """Chapters are dealt to the threads at random; each gets the columns wholly within its own, nobody the others."""

    def __init__(self, names: Ints, of: Columns, threads: int) -> None:
        self.names, self.of, self.threads = names, of, threads
        self.side = np.empty(of.size, np.int32)

    def deal(self, seed: int) -> tuple[list[Ints], Bools]:
        chapters = int(self.names.max(initial=0)) + 1
        dealt = np.random.default_rng(seed).integers(0, self.threads, chapters, dtype=np.int32)[self.names]
        whole = np.empty(self.of.size, np.bool_)
        split(dealt, self.of.row_begins, self.of.rows, self.side, whole)
        return [np.nonzero(whole & (self.side == one))[0].astype(np.int32) for one in range(self.threads)], whole
