"""How likely each of the owner's people answers them, out of the owner's own touches: for an order, never to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mensch.core.ties.history import FEW, ordered
from mensch.core.ties.pairs import Task
from mensch.core.ties.past import learn, order
from mensch.core.touches import Id

_ME = 0


class Word(NamedTuple):
    """Something that passed: `at` in days from any fixed day; `by_me` None: both took part. `few`: among few."""

    person: Id
    at: float
    by_me: bool | None
    few: bool = True


def answering(words: Sequence[Word], people: Sequence[Id]) -> dict[Id, float]:
    """For each of these people, taught by this past where it is long enough. Nobody's touches: nobody's place."""
    if not words or not people:
        return {}
    number = {person: place for place, person in enumerate(sorted({*people, *(w.person for w in words)}), 1)}
    rows = [row for word in words for row in _rows(word, number[word.person])]
    at, sender, recipient, among = (np.array(column) for column in zip(*rows, strict=True))
    history = ordered(at.astype(float), sender, recipient, among.astype(float), len(number) + 1)
    learned = learn(history, Task.ANSWERS, people=False, me=_ME)
    every = np.arange(1, len(number) + 1)
    placed = order(history, np.zeros(len(every), np.int64), every, learned.rule, Task.ANSWERS, people=False)
    return {person: float(placed[number[person] - 1]) for person in people}


def _rows(word: Word, place: int) -> list[tuple[float, int, int, int]]:
    mine, theirs = (word.at, _ME, place, 1), (word.at, place, _ME, 1 if word.few else 2 * FEW)
    if word.by_me is None:
        return [mine, theirs]
    return [mine if word.by_me else theirs]
