"""Large graphs: compiled loops agree with the plain rules, plans are valid, bounds hold, a seed means one plan."""

from __future__ import annotations

from itertools import count
from random import Random

import numpy as np
import pytest

from mensch.core.exchange.clearing import Clearing, plan, whole
from mensch.core.exchange.columns import Columns
from mensch.core.exchange.exact import exact
from mensch.core.exchange.fast import pool, search
from mensch.core.exchange.fast.prices import Prices
from mensch.core.exchange.fast.threads import Team
from mensch.core.exchange.graph import graph
from mensch.core.exchange.large import large, written_out
from mensch.core.exchange.pace import Pace
from mensch.core.exchange.problem import Arc, Limits, Problem, problem
from tests.core.exchange.graphs import faults, random_case


def never() -> bool:
    return False


def sparse(people: int, seed: int, *, unsure: bool = False) -> tuple[list[Arc], set[int]]:
    """Everyone could help about six others nearby; one in twenty gives first."""
    dice = Random(seed)
    arcs = {
        (a, b): Arc(a, b, None, dice.randint(1, 100), dice.choice((0.5, 0.9)) if unsure else 1.0)
        for a in range(people)
        for b in ((a + dice.randint(1, 25)) % people for _ in range(6))
    }
    return list(arcs.values()), {who for who in range(people) if dice.random() < 0.05}


def forced(asked: Problem, seed: int = 0, threads: int = 1) -> Clearing:
    """The way of large graphs for a small one."""
    return whole(asked, [large(asked, graph(asked), None, seed=seed, threads=threads, stop=never)])


@pytest.mark.parametrize("seed", range(6))
def test_circles_are_those_the_plain_rules_find(seed: int) -> None:
    arcs, first = sparse(60, seed)
    usable = graph(problem(arcs, first, Limits(circle=4, chain=0)))
    found, _ = written_out(usable, Team(2))
    fast = {tuple(found.helps[a:b].tolist()) for a, b in zip(found.begins[:-1], found.begins[1:], strict=True)}
    walks = Columns(usable)
    slow = {column.helps for who in range(usable.n) for column in walks._circles(who)}
    assert fast == slow


@pytest.mark.parametrize("seed", range(8))
def test_a_bound_of_prices_is_never_below_the_best_plan(seed: int) -> None:
    arcs, first = sparse(40, seed, unsure=seed % 2 == 1)
    asked = problem(arcs, first, Limits(circle=3, chain=3), order=("value",))
    best = plan(asked)
    assert best.proved
    usable = graph(asked)
    prices = Prices(usable, written_out(usable, Team(1))[0], Team(1))
    at, _ = prices.settle(300, never)
    assert best.value - 1e-6 <= at.bound <= 1.15 * best.value
    everything = pool.pool(usable, prices, at, slack=1e9, most=100_000)
    reduced = everything.columns.worth - np.add.reduceat(
        everything.price[everything.columns.rows], everything.columns.row_begins[:-1]
    )
    assert reduced.max(initial=0.0) <= 1e-6, "at completed prices no column brings anything"
    assert usable.caps @ everything.price == pytest.approx(at.bound), "and they are the bound"


@pytest.mark.parametrize("seed", range(12))
def test_swaps_keep_every_limit_and_come_near_the_best(seed: int) -> None:
    arcs, first, limits = random_case(seed, people=9)
    asked = problem(arcs, first, limits, order=("value",))
    done = forced(asked)
    assert not faults(done, arcs, first, limits)
    best = plan(asked)
    assert 0.85 * best.value - 1e-6 <= done.value <= best.value + 1e-6
    assert done.bound >= best.value - 1e-6


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_seed_is_the_same_plan_near_the_proved_best(threads: int) -> None:
    arcs, first = sparse(120, 5)
    asked = problem(arcs, first, Limits(circle=3, chain=2), order=("value",))
    done, best = forced(asked, 7, threads), plan(asked)
    assert done == forced(asked, 7, threads)
    assert not faults(done, arcs, first, Limits(circle=3, chain=2))
    assert best.proved
    assert 0.97 * best.value <= done.value <= best.value <= done.bound + 1e-6


def test_when_told_to_stop_there_is_a_plan_and_a_bound_all_the_same() -> None:
    arcs, first = sparse(120, 6)
    asked = problem(arcs, first, Limits(circle=3, chain=3), order=("value",))
    done = whole(asked, [large(asked, graph(asked), None, seed=0, threads=1, stop=lambda: True)])
    assert not faults(done, arcs, first, Limits(circle=3, chain=3))
    assert 0 < done.value <= done.bound


@pytest.mark.parametrize("apart", [100, 5_000])
def test_a_plan_cools_with_the_share_of_time_that_is_used(apart: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mensch.core.exchange.large.APART", apart)
    arcs, first = sparse(400, 6)
    limits = Limits(circle=3, chain=3)
    asked = problem(arcs, first, limits, order=("value",))
    turn = count()
    done = whole(asked, [large(asked, graph(asked), None, seed=0, threads=2, stop=Pace(lambda: next(turn) / 800))])
    assert not faults(done, arcs, first, limits)
    assert done.gap < 0.05
    later = count()
    heats = [heat for heat, _ in search.paced(40.0, Pace(lambda: next(later) / 80), (0.0, 1.0), 1, 1)]
    assert heats == sorted(heats, reverse=True)
    assert 3.9 < min(heat for heat in heats if heat) < 5 < 30 < heats[0] <= 40
    assert heats[-1] == 0


def crowd(people: int, seed: int) -> tuple[list[Arc], set[int]]:
    """Everyone could help a quarter of the others; one in ten gives first."""
    dice = Random(seed)
    first = {who for who in range(people) if dice.random() < 0.1}
    pairs = ((a, b) for a in range(people) for b in range(people) if a != b and b not in first)
    return [Arc(a, b) for a, b in pairs if dice.random() < 0.25], first


@pytest.mark.parametrize(("circle", "chain"), [(2, 0), (3, 0), (3, 3), (4, 2), (4, 4)])
def test_a_dense_graph_is_proved_by_columns_that_come_when_asked_for(circle: int, chain: int) -> None:
    arcs, first = crowd(24, circle)
    asked = problem(arcs, first, Limits(circle=circle, chain=chain), order=("value",))
    done = forced(asked)
    assert not faults(done, arcs, first, Limits(circle=circle, chain=chain))
    walked = Columns(graph(asked)).all(200_000)
    best = exact(graph(asked), walked, ("value",), frozenset())
    assert best.proved
    assert (done.value, done.bound, done.proved) == (best.bound, best.bound, True)


@pytest.mark.parametrize("threads", [1, 2])
def test_threads_swap_in_chapters_of_their_own(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mensch.core.exchange.large.APART", 100)
    arcs, first = sparse(800, 3)
    limits = Limits(circle=3, chain=3)
    asked = problem(arcs, first, limits, order=("value",))
    done = forced(asked, 1, threads)
    assert not faults(done, arcs, first, limits)
    assert done == forced(asked, 1, threads)
    assert done.gap < 0.05


def test_aims_before_the_worth_are_kept_by_weights() -> None:
    arcs, first = sparse(500, 8)
    limits = Limits(circle=3, chain=3)
    asked = problem(arcs, first, limits, waiting=set(range(40)), order=("waiting", "helped", "value"))
    kept, only = forced(asked), forced(problem(arcs, first, limits, order=("value",)))
    waiting, helped, value = kept.tiers
    assert not faults(kept, arcs, first, limits)
    assert (value.value, waiting.name) == (kept.value, "waiting")
    assert helped.value == len(asked.people) - len(kept.unmatched) - len(kept.chains)
    assert kept.bound >= only.value
