"""Graphs too large to be solved to the end: prices, a small pool, swaps; always a plan and a bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from mensch.core.exchange.graph import Graph
from mensch.core.exchange.problem import Bools, Part, Problem

if TYPE_CHECKING:
    from mensch.core.exchange.clearing import Found
    from mensch.core.exchange.fast.prices import Columns
    from mensch.core.exchange.fast.threads import Team

MOST_CIRCLES = 6_000_000


def only(graph: Graph, people: Bools | None) -> Graph:
    """The graph among some of its people."""
    if people is None:
        return graph
    at = people[graph.giver] & people[graph.receiver]
    start = np.zeros(graph.n + 1, np.int32)
    np.cumsum(np.bincount(graph.giver[at], minlength=graph.n), out=start[1:])
    kept = {name: getattr(graph, name)[at] for name in ("giver", "receiver", "weight", "chance", "rows")}
    return replace(graph, start=start, **kept)


def weighed(graph: Graph, order: tuple[str, ...]) -> Graph:
    """One weight for all aims before the worth: helping one more outweighs any fit, one who waited more than that."""
    before = order[: order.index("value")] if "value" in order else order
    weight, much = graph.weight.copy(), float(graph.weight.max(initial=1.0))
    for aim in reversed([aim for aim in before if aim in ("waiting", "helped")]):
        much *= 10
        weight += much * (graph.waiting[graph.receiver] if aim == "waiting" else 1.0)
    return replace(graph, weight=weight)


def written_out(graph: Graph, team: Team) -> tuple[Columns, bool]:
    """Circles, and whether these are all: of some graphs there are too many."""
    from mensch.core.exchange.fast import circles, search

    begins, helps, whole = np.zeros(1, np.int32), np.zeros(0, np.int32), True
    if graph.max_circle > 1:
        back = circles.reverse(graph.giver, graph.receiver, graph.n)
        asked = (graph.start, graph.receiver, *back, graph.first, graph.max_circle)
        cuts = np.linspace(0, graph.n, team.threads + 1).astype(int)
        spans = [(int(low), int(high)) for low, high in pairwise(cuts)]
        most = MOST_CIRCLES // team.threads
        made = team.each(lambda span: circles.circles(*asked, *span, most), spans)
        whole = all(one[2] for one in made)
        ends = np.cumsum([0, *(one[0][-1] for one in made)])
        begins = np.concatenate([[0], *(one[0][1:] + end for one, end in zip(made, ends, strict=False))]).astype(
            np.int32
        )
        helps = np.concatenate([one[1] for one in made])
    return search.columns(graph, begins, helps, np.ones(len(begins) - 1, np.bool_)), whole


def large(
    asked: Problem, usable: Graph, people: Bools | None, *, seed: int, threads: int, stop: Callable[[], bool]
) -> Found:
    """The plan of the part of the graph that is too large for `exact`."""
    from mensch.core.exchange.fast.threads import Team

    graph = only(usable, people)
    team = Team(threads)
    try:
        return _large(asked, graph, team, seed, stop)
    finally:
        team.end()


def _large(asked: Problem, graph: Graph, team: Team, seed: int, stop: Callable[[], bool]) -> Found:
    from mensch.core.exchange.clearing import Found
    from mensch.core.exchange.fast import search
    from mensch.core.exchange.fast.prices import Prices

    if not len(graph.giver):
        return Found([], [], 0.0, True)
    aimed = weighed(graph, asked.order)
    circles, whole = written_out(aimed, team)
    prices = Prices(aimed, circles, team)
    at, steps = prices.settle(1500, stop)
    slack = float(np.median(aimed.weight)) * 2
    given = search.pool(aimed, prices, at, slack=slack, most=3000)
    searches = [search.Search(aimed, given, seed * 64 + one) for one in range(team.threads)]
    best, done = search.together(searches, 4000 * aimed.n, float(np.median(aimed.weight)) / 2, team, stop)
    parts = parts_from(aimed, given, best.taken())
    bound = at.bound if whole else at_most(graph)
    if whole and aimed.weight is not graph.weight and asked.order[0] != "value":
        plain = Prices(
            graph, search.columns(graph, circles.begins, circles.helps, np.ones(circles.size, np.bool_)), team
        )
        bound = plain.settle(1500, stop)[0].bound
    return Found(parts, [], bound, False, steps + done)


def at_most(graph: Graph) -> float:
    """Everybody receives the best there is: true of any plan."""
    best = np.zeros(graph.n)
    np.maximum.at(best, graph.receiver, graph.weight * graph.chance)
    return float(np.where(graph.first, 0.0, graph.caps[: graph.n]) @ best)


def parts_from(graph: Graph, given: object, taken: np.ndarray[tuple[int], np.dtype[np.intp]]) -> list[Part]:
    """Columns as circles and chains of people."""
    from mensch.core.exchange.fast.search import Pool

    assert isinstance(given, Pool)
    found = []
    for c in taken.tolist():
        helps = given.columns.helps[given.columns.begins[c] : given.columns.begins[c + 1]]
        givers = graph.giver[helps].tolist()
        circle = bool(given.circle[c])
        found.append(Part(circle, tuple(givers if circle else [*givers, int(graph.receiver[helps[-1]])])))
    return found
