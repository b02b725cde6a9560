"""A file of helps becomes a plan. No database, no Django."""

from __future__ import annotations

import gzip
import resource
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from mensch.core.exchange.clearing import Clearing, never, plan
from mensch.core.exchange.pace import Pace, Stop
from mensch.core.exchange.problem import Problem
from mensch.errors import InputError
from mensch.formats.helps import Reading
from mensch.formats.helps_json import read_json
from mensch.formats.helps_list import read_list, read_wmd

READERS: dict[str, Callable[[bytes], Reading]] = {".json": read_json, ".wmd": read_wmd, ".csv": read_list}


class BadRowsError(InputError):
    """Rows that cannot be used: nothing was planned."""


def read(path: Path) -> Reading:
    """The graph in a file, whatever form it has."""
    ending = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    if ending not in READERS:
        raise BadRowsError(f"{path.name} is no .json, .wmd or .csv file (each may end in .gz).")
    try:
        data = path.read_bytes()
        return READERS[ending](gzip.decompress(data) if path.suffix == ".gz" else data)
    except OSError as error:
        raise BadRowsError(f"{path} cannot be opened: {error.strerror or error}.") from error
    except (EOFError, zlib.error) as error:
        raise BadRowsError(f"{path.name} is no whole .gz file.") from error


def usable(path: Path) -> tuple[Problem, int]:
    """The graph and how many of its helps were left aside; all faults in one error."""
    reading = read(path)
    if reading.problem is None:
        more = reading.count - len(reading.faults)
        told = [f"{path.name}: {reading.count} faults. Nothing was planned.", *reading.faults]
        raise BadRowsError("\n".join([*told, *([f"and {more} more"] if more else [])]))
    return reading.problem, reading.ignored


def limited(problem: Problem, *, max_circle: int | None, max_chain: int | None) -> Problem:
    """What was asked for wins over what the file says."""
    circle = problem.max_circle if max_circle is None else max_circle
    return replace(problem, max_circle=circle, max_chain=problem.max_chain if max_chain is None else max_chain)


class Watch:
    """The time of planning; compiling the loops, once on a machine, is counted apart."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds, self.compiling, self.compiling_cpu = seconds, 0.0, 0.0
        self.begun, self.used = time.monotonic(), time.process_time()

    def ready(self) -> None:
        from mensch.core.exchange.fast.warm import warm

        begun, used = time.monotonic(), time.process_time()
        warm()
        self.compiling, self.compiling_cpu = time.monotonic() - begun, time.process_time() - used

    def spent(self) -> float:
        return time.monotonic() - self.begun - self.compiling

    def stop(self) -> Stop:
        """Asked between slices of work. Without a given time the work is counted."""
        return never if self.seconds is None else Pace(lambda: self.spent() / max(1e-9, self.seconds or 0.0))

    def cost(self) -> dict[str, float]:
        cpu = time.process_time() - self.used - self.compiling_cpu
        return {"seconds": self.spent(), "cpu_seconds": cpu, "compile_seconds": self.compiling}


def cleared(problem: Problem, *, seconds: float | None, seed: int, threads: int) -> tuple[Clearing, dict[str, float]]:
    """A plan, with what it cost."""
    watch = Watch(seconds)
    done = plan(problem, seed=seed, threads=threads, stop=watch.stop(), ready=watch.ready)
    return done, {**watch.cost(), "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def answer(problem: Problem, done: Clearing) -> dict[str, Any]:
    """The plan as the contract has it."""
    reasons = [
        [{"code": one.code, "facts": [list(fact) for fact in one.facts]} for one in part] for part in done.reasons
    ]
    circles = len(done.circles)
    return {
        "value": done.value,
        "bound": done.bound,
        "gap": done.gap,
        "proved": done.proved,
        "circles": [list(circle) for circle in done.circles],
        "chains": [list(chain) for chain in done.chains],
        "unmatched": list(done.unmatched),
        "max_circle": problem.max_circle,
        "max_chain": problem.max_chain,
        "slices": done.slices,
        "tiers": [tier._asdict() for tier in done.tiers],
        "reasons": {"circles": reasons[:circles], "chains": reasons[circles:]},
    }
