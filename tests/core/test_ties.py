"""The order of ties: counting, the rule, and what an own past teaches. The network here is made up by a seed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.ties import past
from mensch.core.ties.counts import count
from mensch.core.ties.fixed import fixed
from mensch.core.ties.history import Floats, History, Ints, ordered, waits
from mensch.core.ties.pairs import Task, columns, matrix
from mensch.core.ties.rule import Rule, fitted, likely

PEOPLE = 40
Row = tuple[float, int, int, int]
ROWS = st.lists(
    st.tuples(st.integers(0, 400).map(lambda n: n / 4), st.integers(0, 5), st.integers(0, 5), st.integers(1, 7)),
    min_size=1,
    max_size=60,
)


def history(rows: list[Row], people: int = 6) -> History:
    at, sender, recipient, among = (list(column) for column in zip(*rows, strict=True))
    who, whom = np.array(sender, np.int64), np.array(recipient, np.int64)
    return ordered(np.array(at, float), who, whom, np.array(among, float), people)


def town(seed: int = 1, days: int = 400) -> History:
    """Half of the pairs write to the end, the others in the first half only; some mostly answer, some hardly."""
    rng = np.random.default_rng(seed)
    rows: list[Row] = []
    for one in range(PEOPLE):
        for other in range(one + 1, PEOPLE):
            if rng.random() < 0.4:
                until = days if rng.random() < 0.5 else days * rng.uniform(0.1, 0.5)
                answers = rng.choice([0.1, 0.9], 2)
                for at in rng.uniform(0, until, rng.integers(4, 25)):
                    first, second, likes = (one, other, answers[0]) if rng.random() < 0.5 else (other, one, answers[1])
                    rows.append((float(at), first, second, 1))
                    if rng.random() < likes:
                        rows.append((float(at) + 1, second, first, 1))
    return history(rows, PEOPLE)


def everybody(people: int = 6) -> tuple[Ints, Ints]:
    pairs = [(one, other) for one in range(people) for other in range(people) if one != other]
    return tuple(np.array(side, np.int64) for side in zip(*pairs, strict=True))  # type: ignore[return-value]


@given(ROWS)
def test_a_wait_lasts_until_the_next_word_the_other_way(rows: list[Row]) -> None:
    told = history(rows)
    lines = list(zip(told.at, told.sender, told.recipient, strict=True))
    for (at, one, other), wait in zip(lines, waits(told), strict=True):
        later = [t - at for t, who, whom in lines if who == other and whom == one and t > at]
        assert wait == pytest.approx(min(later, default=np.inf))


@given(ROWS)
def test_counts_are_what_one_counts_by_hand(rows: list[Row]) -> None:
    told = history(rows)
    counts = count(told, 100.0)
    one, other = everybody()
    found = counts.between(one, other)
    lines = list(zip(told.at, told.sender, told.recipient, told.among, strict=True))
    for place, pair in enumerate(zip(one, other, strict=True)):
        mine = [(at, among) for at, who, whom, among in lines if (who, whom) == pair]
        assert found["mails"][place] == len(mine)
        assert found["share"][place] == pytest.approx(sum(1 / among for _, among in mine))
        assert found["share_30"][place] == pytest.approx(sum(0.5 ** ((100 - at) / 30) / n for at, n in mine))
        assert found["days"][place] == len({int(at) for at, _ in mine})
        assert found["last"][place] == pytest.approx(100 - max((at for at, _ in mine), default=100 - counts.span))


@given(ROWS, st.integers(0, 100))
def test_what_comes_after_a_moment_counts_for_nothing_there(rows: list[Row], now: int) -> None:
    until = [row for row in rows if row[0] <= now]
    if until:
        whole, cut = count(history(rows), now), count(history(until), now)
        assert {k: v.tolist() for k, v in whole.pair.items()} == {k: v.tolist() for k, v in cut.pair.items()}
        assert {k: v.tolist() for k, v in whole.person.items()} == {k: v.tolist() for k, v in cut.person.items()}


@given(ROWS)
def test_whether_a_tie_is_alive_is_the_same_from_both_sides(rows: list[Row]) -> None:
    told = history(rows)
    one, other = everybody()
    there, back = (past.order(told, *pair, fixed(Task.ALIVE), Task.ALIVE) for pair in ((one, other), (other, one)))
    assert np.allclose(there, back)


@given(ROWS, st.permutations(range(6)), st.sampled_from(list(Task)))
def test_the_numbers_given_to_people_do_not_matter(rows: list[Row], names: list[int], task: Task) -> None:
    one, other = everybody()
    new = np.array(names)
    renamed = [(at, names[who], names[whom], among) for at, who, whom, among in rows]
    before = past.order(history(rows), one, other, fixed(task), task)
    assert np.allclose(before, past.order(history(renamed), new[one], new[other], fixed(task), task))


@pytest.mark.parametrize("people", [True, False])
@pytest.mark.parametrize("task", list(Task))
def test_the_fixed_rule_weighs_every_column_and_no_other(task: Task, people: bool) -> None:
    found = columns(count(town(), 400), *everybody(PEOPLE), task, people=people)
    assert fixed(task, people=people).names == tuple(found)


def auc(placed: Floats, happened: Floats) -> float:
    """How often one that came to be stands before one that did not."""
    yes, no = placed[happened > 0.5], placed[happened < 0.5]
    return float((yes[:, None] > no[None, :]).mean() + (yes[:, None] == no[None, :]).mean() / 2)


@pytest.mark.parametrize(("task", "least"), [(Task.ALIVE, 0.85), (Task.ANSWERS, 0.7)])
def test_what_goes_on_stands_before_what_ended_and_more_so_after_learning(task: Task, least: float) -> None:
    whole = town()
    known = whole.only(whole.at <= 240)
    lesson = {Task.ALIVE: past._alive, Task.ANSWERS: past._answered}[task](whole, 240.0)
    learned = past.learn(known, task)
    assert learned.pairs > 300
    by_fixed, by_learned = (
        auc(past.order(known, lesson.one, lesson.other, rule, task), lesson.happened)
        for rule in (fixed(task), learned.rule)
    )
    assert by_fixed > 0.65
    assert by_learned > max(least, by_fixed)


def test_a_short_past_teaches_nothing_and_the_fixed_rule_stays() -> None:
    short = history([(float(n), n % 3, (n + 1) % 3, 1) for n in range(20)])
    assert past.learn(short, Task.ALIVE) == past.Learned(fixed(Task.ALIVE), 0)


def test_a_past_of_one_person_is_learned_from_their_own_pairs_only() -> None:
    for task in Task:
        lessons = list(past.lessons(town(), task, me=3))
        assert lessons
        for _, lesson in lessons:
            mine = lesson.one == 3 if task is Task.ANSWERS else (lesson.one == 3) | (lesson.other == 3)
            assert mine.all()


def test_the_first_message_after_a_cut_asks_and_a_late_one_does_not_count_as_unanswered() -> None:
    rows: list[Row] = [(0, 0, 1, 1), (0, 0, 2, 1), (0, 0, 3, 1)]
    rows += [(20, 0, 1, 1), (25, 1, 0, 1), (20, 0, 2, 1), (50, 0, 2, 1), (51, 2, 0, 1), (99, 0, 3, 1), (100, 4, 5, 1)]
    lesson = past._answered(history(rows), 10.0)
    told = dict(zip(zip(lesson.one, lesson.other, strict=True), lesson.happened, strict=True))
    assert told == {(0, 1): 1.0, (0, 2): 0.0, (1, 0): 0.0, (2, 0): 0.0}


def test_a_rule_is_held_to_the_one_before_and_let_go_by_much_evidence() -> None:
    rng = np.random.default_rng(2)
    before = Rule(("a", "b"), (5.0, -5.0))
    apart = []
    for many in (20, 200, 20_000):
        table = rng.normal(size=(many, 2))
        happened = (rng.random(many) < 1 / (1 + np.exp(-table @ [1.0, 1.0]))).astype(float)
        found = fitted(table, happened, before.names, before, hold=50.0)
        apart.append(float(np.abs(np.array(found.weights) - 1).max()))
    assert all(more > less for more, less in pairwise(apart))
    assert apart[-1] < 0.15


def test_the_order_never_needs_more_than_what_it_is_given() -> None:
    """Nobody wrote anything: every pair is alike, and nothing fails."""
    nothing = history([(0.0, 0, 0, 1)])
    one, other = everybody()
    for task in Task:
        assert len(set(past.order(nothing, one, other, fixed(task), task))) == 1
        assert past.learn(nothing, task).pairs == 0
    assert not len(past.order(nothing, one[:0], other[:0], fixed(Task.ALIVE), Task.ALIVE))


def test_a_column_without_spread_says_nothing() -> None:
    table = matrix({"same": np.ones(4), "other": np.arange(4.0)})
    assert not table[:, 0].any()
    assert likely(table, ("same", "other"), Rule(("same",), (9.0,))).tolist() == [0.5] * 4
