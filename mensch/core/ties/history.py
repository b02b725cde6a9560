"""Who wrote to whom, and when, as arrays; and after each message, how long until the other wrote back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Within so many days a word back is an answer; to so few recipients a message asks for one.
WAIT = 14.0
FEW = 5


class History(NamedTuple):
    """One row a recipient, oldest first. `at` in days; `among`: how many received it; people are 0 to `people` - 1."""

    at: Floats
    sender: Ints
    recipient: Ints
    among: Floats
    people: int

    @property
    def key(self) -> Ints:
        """One number for who wrote to whom."""
        return self.sender * self.people + self.recipient

    @property
    def back(self) -> Ints:
        return self.recipient * self.people + self.sender

    def only(self, kept: Bools) -> History:
        return History(self.at[kept], self.sender[kept], self.recipient[kept], self.among[kept], self.people)


def ordered(at: Floats, sender: Ints, recipient: Ints, among: Floats, people: int) -> History:
    """A history in the order of time, without what people wrote to themselves."""
    history = History(at, sender, recipient, np.maximum(among, 1.0), people)
    history = history.only(sender != recipient)
    turn = np.argsort(history.at, kind="stable")
    return History(history.at[turn], history.sender[turn], history.recipient[turn], history.among[turn], people)


def waits(history: History) -> Floats:
    """For each message the days until the next one the other way; infinite when there is none."""
    if not len(history.at):
        return np.zeros(0)
    keys, place = np.unique(history.key, return_inverse=True)
    since = history.at - history.at.min()
    width = float(since.max()) + 1.0
    turn = np.lexsort((since, place))
    line = place[turn] * width + since[turn]
    other, known = find(keys, history.back)
    after = np.searchsorted(line, other * width + since, side="right")
    after = np.minimum(after, len(line) - 1)
    found = known & (place[turn][after] == other) & (since[turn][after] > since)
    return np.where(found, since[turn][after] - since, np.inf)


def find(keys: Ints, wanted: Ints) -> tuple[Ints, Bools]:
    """Where each wanted key stands among sorted keys, and whether it does (0 where not)."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    at = np.searchsorted(keys, wanted)
    at[at == len(keys)] = 0
    return at, keys[at] == wanted
