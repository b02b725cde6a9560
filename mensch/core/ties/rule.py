"""A linear rule over the columns of pairs: fixed, or drawn towards what an own past teaches."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mensch.core.ties.history import Floats

# How firmly a rule stays with the fixed one; an own past of many pairs outweighs it.
HOLD = 300.0
_ROUNDS = 50
_NOTHING = 1e-6


class Rule(NamedTuple):
    """A weight for each column, by its name; and the even chance it starts from."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    even: float = 0.0

    def on(self, names: tuple[str, ...]) -> Floats:
        known = dict(zip(self.names, self.weights, strict=True))
        return np.array([known.get(name, 0.0) for name in names])


def fitted(table: Floats, happened: Floats, names: tuple[str, ...], before: Rule, *, hold: float = HOLD) -> Rule:
    """Logistic regression by Newton's steps, each weight held to what it was before."""
    design = np.column_stack([np.ones(len(table)), table])
    centre = np.concatenate([[before.even], before.on(names)])
    held = np.full(len(centre), hold)
    held[0] = 1e-6
    weights, worst = centre, _misfit(design, happened, centre, centre, held)
    for _ in range(_ROUNDS):
        step = _step(design, happened, weights, centre, held)
        while (now := _misfit(design, happened, weights + step, centre, held)) > worst:
            step = step / 2
            if float(np.abs(step).max()) < _NOTHING:
                break
        weights, worst = weights + step, now
        if float(np.abs(step).max()) < _NOTHING:
            break
    return Rule(names, tuple(float(w) for w in weights[1:]), float(weights[0]))


def _step(design: Floats, happened: Floats, weights: Floats, centre: Floats, held: Floats) -> Floats:
    chance = _chance(design @ weights)
    slope = design.T @ (happened - chance) - held * (weights - centre)
    bend = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(held + 1e-9)
    return np.asarray(np.linalg.solve(bend, slope))


def _misfit(design: Floats, happened: Floats, weights: Floats, centre: Floats, held: Floats) -> float:
    """How badly the weights tell what happened, and how far they went."""
    logit = design @ weights
    told = np.logaddexp(0.0, logit).sum() - float(happened @ logit)
    return float(told + (held * (weights - centre) ** 2).sum() / 2)


def likely(table: Floats, names: tuple[str, ...], rule: Rule) -> Floats:
    """How likely each pair is, by this rule: for putting pairs in order, and for nothing else."""
    return _chance(table @ rule.on(names) + rule.even)


def _chance(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -30, 30))))
