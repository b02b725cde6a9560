"""What a plan comes to, by the helps as they were given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from mensch.core.exchange.exact import Tier
from mensch.core.exchange.graph import worth
from mensch.core.exchange.problem import Part, Problem


def worth_of(asked: Problem, parts: Sequence[Part]) -> float:
    """What parts are worth by the helps as they were given."""
    if not parts:
        return 0.0
    steps = [(a * asked.n + b) for part in parts for a, b in part.steps()]
    keys = asked.giver.astype(np.int64) * asked.n + asked.receiver
    order = np.argsort(keys, kind="stable")
    at = order[np.searchsorted(keys[order], np.array(steps, np.int64))].tolist()
    total, done = 0.0, 0
    for part in parts:
        size = len(part.steps())
        total += worth(asked, tuple(at[done : done + size]), circle=part.circle)
        done += size
    return total


def by_weights(asked: Problem, parts: Sequence[Part], bound: float) -> list[Tier]:
    """What a plan that keeps the order by weights reaches of each aim, and the simplest limit of it."""
    receivers = {receiver for part in parts for _, receiver in part.steps()}
    could = np.zeros(asked.n, np.bool_)
    could[asked.receiver] = True
    could &= ~asked.first
    waiting = float((could & asked.waiting).sum())
    told = {
        "waiting": Tier("waiting", float(asked.waiting[sorted(receivers)].sum()), waiting),
        "helped": Tier("helped", float(len(receivers)), float(could.sum())),
        "value": Tier("value", worth_of(asked, parts), bound),
        "short": Tier("short", float(len(parts)), float(could.sum())),
    }
    return [told[aim] for aim in asked.order]


def summed(asked: Problem, each: Sequence[Sequence[Tier]]) -> Iterator[Tier]:
    """The aims of everybody: what each part of the graph reached, and what the locked parts bring."""
    fixed = {"value": worth_of(asked, asked.locked), "short": float(len(asked.locked))}
    helped = {receiver for part in asked.locked for _, receiver in part.steps()}
    fixed["helped"] = float(len(helped))
    fixed["waiting"] = float(sum(bool(asked.waiting[who]) for who in helped))
    for at, name in enumerate(asked.order):
        value = sum(tiers[at].value for tiers in each)
        bound = sum(tiers[at].bound for tiers in each)
        yield Tier(name, value + fixed[name], bound + fixed[name])
