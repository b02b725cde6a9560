"""What an import may change: its states, and the difference between what a source said before and says now.

Laws: a later export changes only what it said itself before; what a person edited always wins; what a source no longer
says is marked, never deleted; a source that is suddenly empty changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple


class ImportState(StrEnum):
    STAGED = "staged"
    READING = "reading"
    DONE = "done"
    FAILED = "failed"
    STUCK = "stuck"
    CANCELLED = "cancelled"
    UNDONE = "undone"


MOVES: Mapping[ImportState, frozenset[ImportState]] = {
    ImportState.STAGED: frozenset({ImportState.READING, ImportState.CANCELLED}),
    ImportState.READING: frozenset({ImportState.DONE, ImportState.FAILED, ImportState.STUCK, ImportState.CANCELLED}),
    ImportState.STUCK: frozenset({ImportState.STAGED, ImportState.UNDONE}),
    ImportState.FAILED: frozenset({ImportState.STAGED, ImportState.UNDONE}),
    ImportState.CANCELLED: frozenset({ImportState.UNDONE}),
    ImportState.DONE: frozenset({ImportState.UNDONE, ImportState.STAGED}),  # on: a file whose columns are named now
    ImportState.UNDONE: frozenset(),
}

MOST_TRIES = 5


def may_move(old: ImportState, new: ImportState) -> bool:
    return new in MOVES[old]


class FileState(StrEnum):
    STAGED = "staged"
    READING = "reading"
    DONE = "done"
    KNOWN = "known"  # the same bytes were read before: nothing changed
    HELD = "held"  # suddenly far smaller than last time
    MAPPING = "mapping"  # the owner must say what the columns are
    FAILED = "failed"


def shrank(before: int, now: int) -> bool:
    """Whether a source lost more than half of what it said last time. Small sources may change as they like."""
    return before >= 10 and now * 2 < before


class Told(NamedTuple):
    """What one source says of a person, in plain values; addresses as (kind, value, key, label)."""

    fields: Mapping[str, str]
    addresses: Sequence[tuple[str, str, str, str]] = ()
    labels: Sequence[str] = ()


class Difference(NamedTuple):
    """What changes on the person: new values for fields, addresses that came and went, labels that came."""

    fields: Mapping[str, str]
    came: Sequence[tuple[str, str, str, str]]
    gone: Sequence[tuple[str, str, str, str]]
    labels: Sequence[str]

    @property
    def nothing(self) -> bool:
        return not (self.fields or self.came or self.gone or self.labels)


def difference(before: Told, now: Told, current: Mapping[str, str]) -> Difference:
    """What a new telling changes. A field changes only if it stands as this source said it, or stands empty."""
    fields = {
        name: value
        for name, value in now.fields.items()
        if value and value != current.get(name, "") and current.get(name, "") in ("", before.fields.get(name, ""))
    }
    old, new = {_same(a): a for a in before.addresses}, {_same(a): a for a in now.addresses}
    came = [a for same, a in new.items() if same not in old]
    gone = [a for same, a in old.items() if same not in new]
    return Difference(fields, came, gone, [t for t in now.labels if t not in before.labels])


def _same(address: tuple[str, str, str, str]) -> tuple[str, str]:
    kind, value, key, _ = address
    return kind, key or value
