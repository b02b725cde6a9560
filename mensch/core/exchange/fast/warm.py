"""Compiles the loops once on a machine, by small rounds that go every way a large one can.

They are kept in the folder `NUMBA_CACHE_DIR` names, else beside the code, else in the user's own cache folder; from
then on this is short. Run as a module it is a step of the installation.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import numpy as np

from mensch.core.exchange.graph import graph
from mensch.core.exchange.problem import Arc, Limits, Problem, problem

STEPS = 4


def warm() -> None:
    """After this no loop is compiled any more, on one thread or on several."""
    from mensch.core.exchange.fast.chapters import split
    from mensch.core.exchange.large import large

    for asked in (sparse(sure=True), sparse(sure=False), crowd()):
        large(asked, graph(asked), None, seed=0, threads=2, stop=after(STEPS))
    none = np.zeros(1, np.int32)
    split(none, none, none, none.copy(), np.zeros(0, np.bool_))


def after(times: int) -> Callable[[], bool]:
    """True once it was asked so many times."""
    turn = count()
    return lambda: next(turn) >= times


def sparse(*, sure: bool) -> Problem:
    """More people than are priced densely, in rings; some help first. Where not all is sure somebody has two seats."""
    many = 320
    arcs = [
        Arc(who, (who + step) % many, fit=who * step % 9 + 1, chance=1.0 if sure else 0.5)
        for who in range(many)
        for step in (1, 2, many - 1)
    ]
    seats = {} if sure else {1: 2, 2: 2}
    limits = Limits(give=seats, receive=seats, circle=4, chain=3)
    return problem(arcs, range(0, many, 20), limits, order=("value",))


def crowd() -> Problem:
    """Few people, everyone of whom could help everyone who asks."""
    pairs = ((a, b) for a in range(12) for b in range(1, 12) if a != b)
    return problem([Arc(a, b) for a, b in pairs], {0}, Limits(circle=4, chain=3), order=("value",))


if __name__ == "__main__":
    warm()
