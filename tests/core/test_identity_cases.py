"""No wrong join in any world we know, in any order; and how many true pairs are joined or asked about."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from rapidfuzz.distance import JaroWinkler

from mensch.core.identity import Attach, Create, Known, Suggest, plan
from mensch.core.records import Record
from tests.core.identity_cases import WORLDS, World


def judged(records: list[Record]) -> tuple[set[frozenset[int]], set[frozenset[int]]]:
    """The pairs of records that a plan joins, and those it asks about (by the people they belong to)."""
    of: dict[int, int] = {}
    asked = set()
    for d in plan(records, Known(), alike=JaroWinkler.similarity).decisions:
        if isinstance(d, Create):
            of[d.record] = d.record
        elif isinstance(d, Attach):
            of[d.record] = of[d.to.id]
        elif isinstance(d, Suggest):
            asked.add(frozenset((of[d.record], of[d.to.id])))
    pairs = {frozenset(p) for p in combinations(of, 2)}
    joined = {p for p in pairs if len({of[n] for n in p}) == 1}
    return joined, {p for p in pairs if frozenset(of[n] for n in p) in asked}


@pytest.mark.parametrize("world", WORLDS, ids=lambda w: w.title)
def test_nobody_is_joined_to_somebody_else_in_any_order(world: World) -> None:
    for seed in range(6):
        order = random.Random(seed).sample(range(len(world.people)), len(world.people))
        joined, _ = judged([world.records[n] for n in order])
        assert all(len({world.people[order[n]] for n in pair}) == 1 for pair in joined)


def test_most_true_pairs_are_joined_or_asked_about() -> None:
    true = found = sure = wrong = 0
    for world in WORLDS:
        joined, asked = judged(list(world.records))
        who = world.people
        same = {frozenset((a, b)) for a, b in combinations(range(len(who)), 2) if who[a] == who[b]}
        true, sure, found = true + len(same), sure + len(same & joined), found + len(same & (joined | asked))
        wrong += len(asked - same)
        if same - joined - asked:
            print("missed:", world.title)
    print(f"true pairs {true}, joined {sure}, joined or asked {found}, questions with the answer no {wrong}")
    assert sure / true >= 0.5
    assert found / true >= 0.9
