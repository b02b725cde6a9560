"""The relaxed plan over columns that keep coming: HiGHS holds it, its duals are the prices that find the next ones."""

from __future__ import annotations

from typing import Any

import numpy as np

from mensch.core.exchange.fast.prices import Columns
from mensch.core.exchange.problem import Floats, Ints
from mensch.core.exchange.solver import INFINITE, Matrix, model, quiet

PRIMAL = 4


class Master:
    """Every column is known by its helps; none comes twice."""

    def __init__(self, caps: Ints) -> None:
        self.solver: Any = quiet()
        self.solver.setOptionValue("simplex_strategy", PRIMAL)  # new columns leave the plan feasible
        self.solver.setOptionValue("presolve", "off")
        self.caps = caps.astype(np.float64)
        shape = Matrix(np.zeros(1, np.int32), np.zeros(0, np.int32), np.zeros(0))
        self.solver.passModel(model(np.zeros(0), shape, np.full(len(caps), -INFINITE), self.caps, whole=False))
        self.known: set[bytes] = set()

    def add(self, more: Columns) -> list[int]:
        """Takes in those that are new; returns which."""
        new = []
        for c in range(more.size):
            key = more.helps[more.begins[c] : more.begins[c + 1]].tobytes()
            if key not in self.known:
                self.known.add(key)
                new.append(c)
        if new:
            at = np.array(new)
            size = np.diff(more.row_begins)[at]
            start = np.concatenate([[0], np.cumsum(size)]).astype(np.int32)
            flat = np.repeat(more.row_begins[at] - start[:-1], size) + np.arange(start[-1])
            zero, endless = np.zeros(len(at)), np.full(len(at), INFINITE)
            row, used = more.rows[flat], np.ones(len(flat))
            self.solver.addCols(len(at), more.worth[at], zero, endless, len(row), start[:-1], row, used)
        return new

    def solve(self) -> tuple[float, Floats, Floats]:
        """What the relaxed plan is worth, its prices, and how much of each column it takes."""
        self.solver.run()
        found = self.solver.getSolution()
        price = np.maximum(0.0, np.asarray(found.row_dual))
        return float(self.solver.getObjectiveValue()), price, np.asarray(found.col_value)

    def limit(self, caps: Ints) -> None:
        """Other limits for the same rows."""
        size = len(caps)
        self.solver.changeRowsBounds(
            size, np.arange(size, dtype=np.int32), np.full(size, -INFINITE), caps.astype(np.float64)
        )
