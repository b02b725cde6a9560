"""Message networks in files, for `mensch ties`: a history and the pairs to put in order. No database, no Django."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

import numpy as np

from mensch.core.ties import past
from mensch.core.ties.history import Floats, History, Ints, ordered
from mensch.core.ties.pairs import Task
from mensch.errors import InputError

_DAY = 86400.0
_HISTORY = ("t", "sender", "recipient", "group_size")
_PAIRS = ("u", "v")
_GZIP = b"\x1f\x8b"


class Read(NamedTuple):
    """A history, and the number each name in the file was given."""

    history: History
    numbers: dict[str, int]


class Done(NamedTuple):
    """How many pairs were put in order, and how many pairs of the past taught the rule (0: the fixed one)."""

    pairs: int
    people: int
    pairs_of_the_past: int


def put_in_order(*, train: Path, pairs: Path, task: str, out: Path) -> Done:
    """Write a row `u,v,place` for each pair: within one's pairs, a higher place comes first."""
    read_in, asked = read(train), list(_rows(pairs, _PAIRS))
    history, numbers = read_in.history, dict(read_in.numbers)
    one, other = (_numbered(names, numbers) for names in (zip(*asked, strict=True) if asked else ((), ())))
    history = history._replace(people=len(numbers))
    learned = past.learn(history, Task(task))
    placed = past.order(history, one, other, learned.rule, Task(task))
    _write(out, asked, placed)
    return Done(len(asked), read_in.history.people, learned.pairs)


def read(path: Path) -> Read:
    """A history of messages: `t` in seconds, `sender`, `recipient`, `group_size`."""
    numbers: dict[str, int] = {}
    rows = list(_rows(path, _HISTORY))
    if not rows:
        raise InputError(f"{path} holds no messages.")
    at, sender, recipient, among = zip(*rows, strict=True)
    who, whom = _numbered(sender, numbers), _numbered(recipient, numbers)
    days = _numbers(path, at) / _DAY
    return Read(ordered(days - days.min(), who, whom, _numbers(path, among), len(numbers)), numbers)


def _numbered(names: Iterable[str], numbers: dict[str, int]) -> Ints:
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def _numbers(path: Path, column: Iterable[str]) -> Floats:
    try:
        found = np.array([float(text) for text in column])
    except ValueError as error:
        raise InputError(f"{path}: {error}.") from None
    if not np.isfinite(found).all():
        raise InputError(f"{path} holds a number that is none.")
    return found


def _rows(path: Path, wanted: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The wanted columns of each row, found by the names in the first."""
    try:
        with _opened(path) as file:
            lines = csv.reader(file)
            head = [name.strip() for name in next(lines, [])]
            if missing := [name for name in wanted if name not in head]:
                raise InputError(f"{path} has no column “{missing[0]}”.")
            places = [head.index(name) for name in wanted]
            for number, row in enumerate(lines, 2):
                if len(row) > max(places):
                    yield tuple(row[place] for place in places)
                elif row:
                    raise InputError(f"{path}, line {number}, is too short.")
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from None


def _opened(path: Path) -> TextIO:
    """Plain or gzip, told apart by the first two bytes."""
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
    return gzip.open(path, "rt", newline="", encoding="utf-8") if packed else path.open(newline="", encoding="utf-8")


def _write(out: Path, asked: list[tuple[str, ...]], placed: Floats) -> None:
    try:
        with out.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerows((one, other, f"{place:.12g}") for (one, other), place in zip(asked, placed, strict=True))
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror}.") from None
