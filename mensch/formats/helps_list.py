"""Help lists: `# n=… first_givers=…`, `# first_givers: ids`, then `giver,receiver,weight[,p]`; and PrefLib's .wmd."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import numpy as np

from mensch.core.exchange.problem import Ints
from mensch.formats.helps import Faults, Helps, Reading, Rows, finished, lines, simple, well

_SIZE = re.compile(r"#\s*n=(\d+)")
_NAME = re.compile(r"#\s*ALTERNATIVE NAME (\d+):\s*(.*)")
MOST = 2_000_000_000


def read_list(data: bytes) -> Reading:
    """A help list; by columns when nothing is wrong, else line by line to say where."""
    faults = Faults()
    size, first = _head(data, faults)
    if not faults.count:
        helps = _columns(data, size)
        if helps is not None and well(helps, size):
            return finished(simple(range(size), first, helps), faults)
    rows = Rows(_Numbers(size), faults)
    for number, fields in _rows(data.decode("utf-8", "replace")):
        row = _figures(fields)
        if row is None or not 3 <= len(row) <= 4:
            faults.add(f"line {number}", f"{','.join(fields)[:60]!r} is not giver,receiver,weight[,chance]")
        else:
            rows.add(f"line {number}", row)
    return faults.reading() if faults.count else finished(simple(range(size), first, rows.helps()), faults)


class _Numbers(dict[int, int]):
    """0 to n-1, each its own number."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def __contains__(self, who: object) -> bool:
        return isinstance(who, int) and 0 <= who < self.size

    def __missing__(self, who: int) -> int:
        return who


def _head(data: bytes, faults: Faults) -> tuple[int, Ints]:
    """The lines of comment at the beginning: how many people, who gives first."""
    size, first = -1, list[int]()
    for number, raw in enumerate(io.BytesIO(data), 1):
        line = raw.decode("utf-8", "replace").strip()
        if line and not line.startswith("#"):
            break
        if found := _SIZE.match(line):
            size = int(found[1])
        elif line.startswith("# first_givers:"):
            words = line.split(":", 1)[1].split()
            wrong = [word for word in words if not (word.isdecimal() and int(word) < size)]
            for word in wrong:
                faults.add(f"line {number}", f"nobody is called {word!r}")
            first = [int(word) for word in words if word not in wrong]
    if not 0 <= size <= MOST:
        faults.add("line 1", "it says no number of people: # n=…")
    return max(0, size), np.array(first, np.int32)


def _columns(data: bytes, size: int) -> Helps | None:
    try:
        table = np.loadtxt(io.BytesIO(data), np.float64, delimiter=",", comments="#", ndmin=2)
    except (ValueError, UnicodeDecodeError):
        return None
    if not table.size:
        return Rows({}, Faults()).helps()
    ends = table[:, :2]
    if table.shape[1] not in (3, 4) or not bool(((ends >= 0) & (ends < size) & (ends == np.floor(ends))).all()):
        return None
    chance = table[:, 3].copy() if table.shape[1] == 4 else np.ones(len(table))
    giver, receiver = table[:, 0].astype(np.int32), table[:, 1].astype(np.int32)
    return Helps(giver, receiver, table[:, 2].copy(), chance, np.full(len(table), -1, np.int32))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in lines(text):
        if line.strip() and not line.startswith("#"):
            yield number, [word.strip() for word in line.split(",")]


def _figures(fields: list[str]) -> list[int | float] | None:
    try:
        return [*(int(word) for word in fields[:2]), *(float(word) for word in fields[2:])]
    except ValueError:
        return None


def read_wmd(data: bytes) -> Reading:
    """PrefLib's kidney graphs: names say who is a pair; everybody else gives first. Weight 0 is no help."""
    faults = Faults()
    text = data.decode("utf-8", "replace")
    names = {int(found[1]): found[2] for _, line in lines(text) if (found := _NAME.match(line))}
    people = {number: at for at, number in enumerate(names)}
    if not people:
        faults.add("line 1", "it names nobody: # ALTERNATIVE NAME 1: Pair 1")
    rows = Rows(people, faults)
    for number, fields in _rows(text):
        row = _figures(fields)
        if row is None or len(row) != 3:
            faults.add(f"line {number}", f"{','.join(fields)[:60]!r} is not source,target,weight")
        elif row[2] != 0 or rows.fault(row):
            rows.add(f"line {number}", row)
    first = [at for at, name in enumerate(names.values()) if not name.startswith("Pair")]
    if faults.count:
        return faults.reading()
    return finished(simple(list(names), np.array(first, np.int32), rows.helps()), faults)
