"""Graphs too large to be solved to the end: prices, a small pool, swaps; always a plan and a bound."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from mensch.core.exchange.graph import Graph
from mensch.core.exchange.pace import BEFORE, Stop, pricing
from mensch.core.exchange.problem import Bools, Ints, Part, Problem

if TYPE_CHECKING:
    from mensch.core.exchange.clearing import Found
    from mensch.core.exchange.fast.prices import Columns
    from mensch.core.exchange.fast.threads import Team
MOST_CIRCLES, MOST_EXACT = 6_000_000, 250_000
MOVES, A_PERSON, SLOWER, APART = 60_000_000, 60_000, 4, 30_000
# Up to so many people: how far below the best of a first giver chains are kept, in median weights, and how many.
CHAINS = ((3_000, 2.0, 3_000), (30_000, 1.0, 400), (200_000, 0.5, 60), (1 << 40, 0.5, 25))
FEW_PEOPLE, DENSE_PEOPLE, DENSE_HELPS, DENSE_CIRCLE = 300, 1_500, 14, 4


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
    from mensch.core.exchange.fast import circles, pool

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
    return pool.columns(graph, begins, helps, np.ones(len(begins) - 1, np.bool_)), whole


def large(asked: Problem, usable: Graph, people: Bools | None, *, seed: int, threads: int, stop: Stop) -> Found:
    """The plan of the part of the graph that is too large for `exact`."""
    from mensch.core.exchange.fast.threads import Team

    graph = only(usable, people)
    team = Team(threads)
    try:
        return _large(asked, graph, team, seed, stop)
    finally:
        team.end()


def _large(asked: Problem, graph: Graph, team: Team, seed: int, stop: Stop) -> Found:
    from mensch.core.exchange.clearing import Found
    from mensch.core.exchange.fast.chapters import arranged, renumbered

    if not len(graph.giver):
        return Found([], [], 0.0, True)
    aimed = weighed(graph, asked.order)
    if dense(aimed):
        return _dense(aimed, graph, team, seed, stop)
    plain = None if asked.order[0] == "value" else _plain(graph, team, pricing(stop, BEFORE))
    order, names = arranged(aimed)
    made = _searched(renumbered(aimed, order), names, team, seed, stop)
    parts = [Part(part.circle, tuple(int(order[who]) for who in part.members)) for part in made.parts]
    return Found(
        parts, [], made.bound if plain is None else plain, made.proved and asked.order == ("value",), made.slices
    )


def _plain(graph: Graph, team: Team, stop: Stop) -> float:
    """The bound of the worth alone, where other aims come first."""
    from mensch.core.exchange.fast.prices import Prices

    circles, whole = written_out(graph, team)
    at = Prices(graph, circles, team).settle(steps_for(graph.n), stop)[0]
    return rounded(graph, at.bound) if whole else at_most(graph)


def steps_for(people: int) -> int:
    return 1500 if people <= 20_000 else 600 if people <= 200_000 else 150


def _searched(graph: Graph, names: Ints, team: Team, seed: int, stop: Stop) -> Found:
    from mensch.core.exchange.clearing import Found
    from mensch.core.exchange.fast import pool, search
    from mensch.core.exchange.fast.prices import Prices

    circles, whole = written_out(graph, team)
    if not graph.max_chain and whole and circles.size <= MOST_EXACT and graph.plain:
        return _circles_only(graph, circles)
    prices = Prices(graph, circles, team)
    at, steps = prices.settle(steps_for(graph.n), pricing(stop))
    median = float(np.median(graph.weight))
    wide, most = next((wide, most) for people, wide, most in CHAINS if graph.n <= people)
    given = pool.pool(graph, prices, at, slack=wide * median, most=most)
    moves = min(MOVES, A_PERSON * graph.n) // (1 if (graph.caps <= 1).all() else SLOWER)
    if graph.n < APART:
        best, done = search.together(graph, given, moves, median, team, stop, seed)
    else:
        best = search.Search(graph, given, seed)
        done = search.beside(best, names, moves, median, team, stop, seed)
    bound = rounded(graph, at.bound) if whole else at_most(graph)
    value = best.value()
    parts = parts_from(graph, best.pool.columns, best.pool.circle, best.taken())
    return Found(parts, [], bound, bound <= value + 1e-9 * value, steps + done)


def _circles_only(graph: Graph, circles: Columns) -> Found:
    """Without chains all columns are known: HiGHS to within a hundred thousandth."""
    from mensch.core.exchange.clearing import Found
    from mensch.core.exchange.solver import Matrix, solve

    shape = Matrix(circles.row_begins, circles.rows, np.ones(len(circles.rows)))
    got = solve(circles.worth, shape, graph.caps.astype(np.float64), nodes=200, near=1e-5)
    taken = np.nonzero(got.taken > 0.5)[0]
    return Found(parts_from(graph, circles, np.ones(circles.size, np.bool_), taken), [], got.bound, got.proved)


def dense(graph: Graph) -> bool:
    """Few people, or many helps each: columns are priced, not written out. Chances and vetoes cannot be priced so."""
    people = len(np.unique(graph.giver))
    many = people <= FEW_PEOPLE or (people <= DENSE_PEOPLE and len(graph.giver) >= DENSE_HELPS * people)
    simple = graph.certain and not graph.vetoes
    return many and simple and graph.max_circle <= DENSE_CIRCLE


def _dense(aimed: Graph, graph: Graph, team: Team, seed: int, stop: Stop) -> Found:
    from mensch.core.exchange.clearing import Found
    from mensch.core.exchange.fast.priced import Priced

    run = Priced(aimed, team, stop)
    run.run(seed)
    parts = parts_from(aimed, run.columns, np.array(run.circle, np.bool_), run.best)
    same = aimed.weight is graph.weight or bool((aimed.weight == graph.weight).all())
    bound = run.least_bound()
    if not same:
        plain = Priced(graph, team, stop)
        plain.converge()
        bound = plain.least_bound()
    return Found(parts, [], bound, run.proved, run.passes)


def rounded(graph: Graph, bound: float) -> float:
    """Where every help is sure and every weight whole, so is every plan."""
    whole = graph.certain and bool((graph.weight == np.floor(graph.weight)).all())
    return float(np.floor(bound + 1e-6)) if whole else bound


def at_most(graph: Graph) -> float:
    """Everybody receives the best there is: true of any plan."""
    best = np.zeros(graph.n)
    np.maximum.at(best, graph.receiver, graph.weight * graph.chance)
    return float(np.where(graph.first, 0.0, graph.caps[: graph.n]) @ best)


def parts_from(
    graph: Graph, of: Columns, circles: Bools, taken: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> list[Part]:
    """Columns as circles and chains of people."""
    found = []
    for c in taken.tolist():
        helps = of.helps[of.begins[c] : of.begins[c + 1]]
        givers = graph.giver[helps].tolist()
        circle = bool(circles[c])
        found.append(Part(circle, tuple(givers if circle else [*givers, int(graph.receiver[helps[-1]])])))
    return found
