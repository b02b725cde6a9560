"""What a rule looks at in a pair: some forty counts, both ways, seen from one side or alike from both."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from mensch.core.ties.counts import Counts
from mensch.core.ties.history import Floats, Ints

Columns = dict[str, Floats]


class Task(StrEnum):
    """ALIVE: do the two still write to each other? ANSWERS: when the first writes, does the second answer?"""

    ALIVE = "alive"
    ANSWERS = "answers"


def columns(counts: Counts, one: Ints, other: Ints, task: Task, *, people: bool = True) -> Columns:
    """What is seen of each pair. `people`: the habits of the two towards everybody are known as well."""
    seen = _seen(counts, one, other, people)
    if task is Task.ANSWERS:
        return seen
    mirrored = _seen(counts, other, one, people)
    found: Columns = {}
    for name in seen:
        if name.startswith("two_"):
            found[name] = seen[name]
        elif name.startswith(("sent_", "one_")):
            found[f"{name}+"] = seen[name] + mirrored[name]
            found[f"{name}-"] = np.abs(seen[name] - mirrored[name])
    return found


def matrix(found: Columns) -> Floats:
    """The columns beside each other, each brought to mean 0 and spread 1, so that networks can be compared."""
    table = np.column_stack([*found.values()])
    spread = table.std(axis=0)
    spread[spread < 1e-9] = np.inf
    return np.asarray((table - table.mean(axis=0)) / spread)


def _seen(counts: Counts, one: Ints, other: Ints, people: bool) -> Columns:
    sent, came = counts.between(one, other), counts.between(other, one)
    found = {f"sent_{name}": column for name, column in _way(sent).items()}
    found |= {f"came_{name}": column for name, column in _way(came).items()}
    found |= _both(sent, came)
    if people:
        for word, who in (("one", one), ("other", other)):
            found |= {f"{word}_{name}": column for name, column in _habits(counts.person, who).items()}
        found |= _shares(counts.person, sent, came, one, other)
    return found


def _way(counted: Mapping[str, Floats]) -> Columns:
    plain = ("share", "mails", "share_7", "share_30", "share_90", "days", "months", "last", "first", "last_few")
    found = {name: np.log1p(counted[name]) for name in plain}
    found["answers"] = (counted["answered"] + 1) / (counted["asked"] + 2)
    found["answers_90"] = (counted["answered_90"] + 0.5) / (counted["asked_90"] + 1)
    return found


def _both(sent: Mapping[str, Floats], came: Mapping[str, Floats]) -> Columns:
    """What is the same from both sides; and `came_later`: who wrote last."""
    return {
        "two_fresh": np.log1p(np.sqrt(sent["share_90"] * came["share_90"])),
        "two_share": np.log1p(np.sqrt(sent["share"] * came["share"])),
        "two_ways": ((sent["mails"] > 0) & (came["mails"] > 0)).astype(float),
        "two_last": np.log1p(np.minimum(sent["last"], came["last"])),
        "two_days": np.log1p(np.minimum(sent["days"], came["days"])),
        "came_later": (came["last"] < sent["last"]).astype(float),
    }


def _habits(person: Mapping[str, Floats], who: Ints) -> Columns:
    found = {name: np.log1p(person[name][who]) for name in ("sent_90", "came_90", "sent_last", "wrote_to")}
    found["answers"] = (person["came_answered"][who] + 1) / (person["came_asked"][who] + 2)
    found["answered"] = (person["sent_answered"][who] + 1) / (person["sent_asked"][who] + 2)
    found["both"] = (person["both"][who] + 1) / (person["wrote_to"][who] + 2)
    return found


def _shares(
    person: Mapping[str, Floats], sent: Mapping[str, Floats], came: Mapping[str, Floats], one: Ints, other: Ints
) -> Columns:
    """How much of all that one of them sends or receives passes between the two."""
    pairs = {
        "one_to_other": (sent, "sent_90", one),
        "one_from_other": (came, "came_90", one),
        "other_to_one": (came, "sent_90", other),
        "other_from_one": (sent, "came_90", other),
    }
    return {
        name: np.log((way["share_90"] + 0.01) / (person[total][who] + 0.1)) for name, (way, total, who) in pairs.items()
    }
