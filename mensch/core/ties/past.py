"""Learning from an own past: cut the history, see what followed, and fit the rule to that. Then put pairs in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from mensch.core.ties.counts import Counts, count
from mensch.core.ties.fixed import fixed
from mensch.core.ties.history import FEW, WAIT, Floats, History, Ints, waits
from mensch.core.ties.pairs import Task, columns, matrix
from mensch.core.ties.rule import HOLD, Rule, fitted, likely

# Where a history is cut, by the share of its messages; and how many pairs of either outcome are worth learning from.
CUTS = (0.45, 0.6, 0.75)
ENOUGH = 30


class Lesson(NamedTuple):
    """Pairs at a moment of the past, and whether what is asked about came to be."""

    one: Ints
    other: Ints
    happened: Floats


class Learned(NamedTuple):
    """The rule, and how many pairs of the own past taught it (0: it is the fixed one)."""

    rule: Rule
    pairs: int


def order(history: History, one: Ints, other: Ints, rule: Rule, task: Task, *, people: bool = True) -> Floats:
    """For each pair a place on a line, at the end of the history: higher comes first."""
    if not len(one):
        return np.zeros(0)
    counts = count(history, float(history.at[-1]) if len(history.at) else 0.0)
    found = columns(counts, one, other, task, people=people)
    return likely(matrix(found), tuple(found), rule)


def learn(history: History, task: Task, *, people: bool = True, me: int | None = None, hold: float = HOLD) -> Learned:
    """The fixed rule, drawn towards what followed the cuts of this history. `me`: only pairs of this person."""
    before = fixed(task, people=people)
    tables, outcomes = [], []
    names: tuple[str, ...] = ()
    for counts, lesson in lessons(history, task, me):
        found = columns(counts, lesson.one, lesson.other, task, people=people)
        names = tuple(found)
        tables.append(matrix(found))
        outcomes.append(lesson.happened)
    happened = np.concatenate(outcomes) if outcomes else np.zeros(0)
    if min(happened.sum(), (1 - happened).sum()) < ENOUGH:
        return Learned(before, 0)
    return Learned(fitted(np.vstack(tables), happened, names, before, hold=hold), len(happened))


def lessons(history: History, task: Task, me: int | None) -> Iterator[tuple[Counts, Lesson]]:
    """What could be counted at each cut, and what followed."""
    told: Callable[[History, float], Lesson] = _alive if task is Task.ALIVE else _answered
    for cut in CUTS:
        if not len(history.at):
            return
        now = float(history.at[int(len(history.at) * cut)])
        lesson = told(history, now)
        mine = np.ones(len(lesson.one), bool) if me is None else (lesson.one == me) | (lesson.other == me)
        if task is Task.ANSWERS and me is not None:
            mine = lesson.one == me
        if mine.any():
            yield count(history, now), Lesson(lesson.one[mine], lesson.other[mine], lesson.happened[mine])


def _alive(history: History, now: float) -> Lesson:
    """Every pair there was, and whether each of the two wrote to the other afterwards."""
    people = history.people
    key = history.key[history.at <= now]
    low, high = np.minimum(key // people, key % people), np.maximum(key // people, key % people)
    pairs = np.unique(low * people + high)
    one, other = pairs // people, pairs % people
    later = np.unique(history.key[history.at > now])
    both = np.isin(one * people + other, later) & np.isin(other * people + one, later)
    return Lesson(one, other, both.astype(float))


def _answered(history: History, now: float) -> Lesson:
    """Every pair there was in which the one wrote, to few, afterwards; and whether the first of these was answered."""
    before, after = history.only(history.at <= now), history.only(history.at > now)
    if not len(after.at):
        return Lesson(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    patience = min(WAIT, (float(after.at[-1]) - now) / 3)
    wait, key = waits(after), after.key
    asks = (after.among <= FEW) & (after.at <= after.at[-1] - patience)
    pairs, first = np.unique(key[asks], return_index=True)
    known = np.isin(pairs, np.concatenate([before.key, before.back]))
    answered = (wait[asks][first] <= patience)[known]
    return Lesson(pairs[known] // history.people, pairs[known] % history.people, answered.astype(float))
