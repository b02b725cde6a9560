"""HiGHS, asked for one thing: the best set of columns within the limits. Counts nodes, never seconds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import highspy

    from mensch.core.exchange.problem import Floats, Ints

INFINITE = math.inf
NODES = 20_000


class Matrix(NamedTuple):
    """Columns one after the other: where each begins, its rows, and how often it uses each."""

    start: Ints
    row: Ints
    used: Floats

    @property
    def size(self) -> int:
        return len(self.start) - 1


class Answer(NamedTuple):
    """`bound` holds for whatever was asked; `duals` only of a relaxed question."""

    taken: Floats
    value: float
    bound: float
    proved: bool
    duals: Floats


def matrix(columns: Sequence[Sequence[int]]) -> Matrix:
    """Rows may stand twice in a column; HiGHS wants each once."""
    starts, rows, used = [0], list[int](), list[float]()
    for column in columns:
        counted: dict[int, float] = {}
        for row in column:
            counted[row] = counted.get(row, 0.0) + 1.0
        rows += counted
        used += counted.values()
        starts.append(len(rows))
    return Matrix(np.array(starts, np.int32), np.array(rows, np.int32), np.array(used, np.float64))


def quiet() -> Any:
    """One thread, no output: the same question always gets the same answer. The class around this one greets."""
    from highspy import _core

    solver = _core._Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("parallel", "off")):
        solver.setOptionValue(option, value)
    return solver


def model(cost: Floats, shape: Matrix, lower: Floats, upper: Floats, *, whole: bool) -> highspy.HighsLp:
    """Columns are not bounded above: the rows imply 1, and the duals stay valid prices."""
    import highspy

    asked = highspy.HighsLp()
    asked.num_col_, asked.num_row_ = shape.size, len(upper)
    asked.col_cost_ = cost
    asked.col_lower_, asked.col_upper_ = np.zeros(shape.size), np.full(shape.size, INFINITE)
    asked.row_lower_, asked.row_upper_ = lower, upper
    asked.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    asked.a_matrix_.start_, asked.a_matrix_.index_, asked.a_matrix_.value_ = shape.start, shape.row, shape.used
    asked.sense_ = highspy.ObjSense.kMaximize
    if whole:
        asked.integrality_ = [highspy.HighsVarType.kInteger] * shape.size
    return asked


def solve(
    cost: Floats,
    shape: Matrix,
    upper: Floats,
    lower: Floats | None = None,
    *,
    whole: bool = True,
    nodes: int = NODES,
    grain: float = 0.0,
    start: Floats | None = None,
    near: float = 0.0,
) -> Answer:
    """`grain`: every value is a multiple of it, so that a bound less than one grain above the value proves it."""
    import highspy

    if not shape.size:
        return Answer(np.zeros(0), 0.0, 0.0, True, np.zeros(len(upper)))
    solver = quiet()
    for option, value in (
        ("mip_rel_gap", near),
        ("mip_abs_gap", max(1e-7, 0.999 * grain)),
        ("mip_max_nodes", nodes),
        ("mip_feasibility_tolerance", 1e-7),
    ):
        solver.setOptionValue(option, value)
    floor = np.full(len(upper), -INFINITE) if lower is None else lower
    solver.passModel(model(cost, shape, floor, upper, whole=whole))
    if start is not None:
        at = np.nonzero(start)[0].astype(np.int32)
        solver.setSolution(len(at), at, start[at])
    solver.run()
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    found = solver.getSolution()
    return _answer(solver, found, cost, proved=proved and not near, whole=whole, grain=grain)


def _answer(
    solver: Any, found: highspy.HighsSolution, cost: Floats, *, proved: bool, whole: bool, grain: float
) -> Answer:
    taken = np.asarray(found.col_value, np.float64) if found.value_valid else np.zeros(len(cost))
    if not whole:
        value = float(cost @ taken)
        return Answer(taken, value, value if proved else INFINITE, proved, np.asarray(found.row_dual))
    taken = np.round(taken)
    value = float(cost @ taken)
    bound = max(value, float(solver.getInfo().mip_dual_bound))
    if grain:
        bound = max(value, math.floor(bound / grain + 1e-6) * grain)
    closed = proved or bound <= value + 1e-9 * max(1.0, abs(value))
    return Answer(taken, value, value if closed and found.value_valid else bound, closed, np.zeros(0))
