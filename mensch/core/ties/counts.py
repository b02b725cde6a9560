"""What can be counted of a history at one moment: for each who-wrote-to-whom, and for each person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mensch.core.ties.history import FEW, WAIT, Floats, History, Ints, find, waits

HALF_LIVES = (7, 30, 90)
# What a pair without any message has: it is as long ago as anything is.
_LAST = ("last", "last_few")


@dataclass(frozen=True)
class Counts:
    """`keys` are sender * people + recipient, sorted; `pair` follows them, `person` the numbers of people."""

    people: int
    span: float
    keys: Ints
    pair: dict[str, Floats]
    person: dict[str, Floats]

    def between(self, sender: Ints, recipient: Ints) -> dict[str, Floats]:
        """The counts of these pairs; nought where nothing was written."""
        at, known = find(self.keys, sender * self.people + recipient)
        if not len(self.keys):
            return {name: np.zeros(len(sender)) for name in self.pair}
        missing = {name: self.span if name in _LAST else 0.0 for name in self.pair}
        return {name: np.where(known, column[at], missing[name]) for name, column in self.pair.items()}


def count(history: History, now: float) -> Counts:
    """Count what was written until `now`."""
    past = history.only(history.at <= now)
    keys, place = np.unique(past.key, return_inverse=True)
    wait = waits(past)
    asked, answered = _answers(past, wait, now)
    span = now - float(past.at.min()) if len(past.at) else 0.0
    pair = _pairs(past, place, len(keys), now, span)
    pair["asked"], pair["answered"] = (_sums(place, column, len(keys)) for column in (asked, answered))
    fresh = _halved(now - past.at, 90)
    pair["asked_90"], pair["answered_90"] = (_sums(place, c * fresh, len(keys)) for c in (asked, answered))
    person = _persons(past, keys, now, span)
    for side, who in (("came", past.recipient), ("sent", past.sender)):
        person[f"{side}_asked"] = _sums(who, asked, past.people)
        person[f"{side}_answered"] = _sums(who, answered, past.people)
    return Counts(past.people, span, keys, pair, person)


def _answers(past: History, wait: Floats, now: float) -> tuple[Floats, Floats]:
    """Which messages to few could have been answered by now, and which were."""
    few = past.among <= FEW
    answered = few & (wait <= WAIT)
    asked = answered | (few & (past.at <= now - WAIT))
    return asked.astype(float), answered.astype(float)


def _pairs(past: History, place: Ints, many: int, now: float, span: float) -> dict[str, Floats]:
    ago, share = now - past.at, 1.0 / past.among
    found = {"mails": _sums(place, np.ones(len(place)), many), "share": _sums(place, share, many)}
    for days in HALF_LIVES:
        found[f"share_{days}"] = _sums(place, share * _halved(ago, days), many)
    found["last"] = _least(place, ago, many, span)
    found["first"] = -_least(place, -ago, many, 0.0)
    few = past.among <= FEW
    found["last_few"] = _least(place[few], ago[few], many, span)
    found["days"] = _distinct(place, np.floor(past.at), many)
    found["months"] = _distinct(place, np.floor(ago / 30), many)
    return found


def _persons(past: History, keys: Ints, now: float, span: float) -> dict[str, Floats]:
    ago, share, people = now - past.at, 1.0 / past.among, past.people
    fresh = share * _halved(ago, 90)
    sender, recipient = keys // max(people, 1), keys % max(people, 1)
    _, both = find(keys, recipient * people + sender)
    return {
        "sent_90": _sums(past.sender, fresh, people),
        "came_90": _sums(past.recipient, fresh, people),
        "sent_last": _least(past.sender, ago, people, span + 30.0),
        "wrote_to": _sums(sender, np.ones(len(sender)), people),
        "both": _sums(sender, both.astype(float), people),
    }


def _halved(ago: Floats, days: int) -> Floats:
    return np.exp2(-ago / days)


def _sums(place: Ints, column: Floats, many: int) -> Floats:
    return np.asarray(np.bincount(place, column, many), np.float64)


def _least(place: Ints, column: Floats, many: int, most: float) -> Floats:
    least = np.full(many, most)
    np.minimum.at(least, place, column)
    return least


def _distinct(place: Ints, column: Floats, many: int) -> Floats:
    """How many different values each place has."""
    if not len(place):
        return np.zeros(many)
    column = column - column.min()
    wide = int(column.max()) + 1
    return np.bincount(np.unique(place * wide + column.astype(np.int64)) // wide, minlength=many).astype(float)
