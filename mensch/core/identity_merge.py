"""Two people laid together, and taken apart again. Law: split after merge gives back what was before.

The rules see rows only as references; what a row holds is the store's business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """A row that belongs to a person: its table and id. Two with one `same` (not '') cannot both be one person's."""

    table: str
    id: int
    same: str = ""


class Holding(NamedTuple):
    """What a person has: rows, and the fields of which there is one (name, birthday, note); '' is not said."""

    person: int
    rows: frozenset[Row]
    fields: Mapping[str, str]


class Merge(NamedTuple):
    """What moves from `absorbed` to `kept`. `twins` stay with the absorbed one, for the kept one has the same already.

    `filled` are the fields that the kept person did not have.
    """

    kept: int
    absorbed: int
    moved: frozenset[Row]
    twins: frozenset[Row]
    filled: Mapping[str, str]


class Edit(NamedTuple):
    """What was done after a merge: to a field of the kept person, or to a row that is gone or says something else."""

    field: str = ""
    row: Row | None = None
    gone: bool = False


class Split(NamedTuple):
    """What goes back to the absorbed person, and the fields that the kept person loses again."""

    kept: int
    absorbed: int
    back: frozenset[Row]
    emptied: tuple[str, ...]


def merge(kept: Holding, absorbed: Holding) -> Merge:
    """Lay two people together. Nothing is deleted: a row with a twin at the kept person stays where it is, unseen."""
    taken = {(r.table, r.same) for r in kept.rows if r.same}
    twins = frozenset(r for r in absorbed.rows if (r.table, r.same) in taken)
    filled = {name: value for name, value in absorbed.fields.items() if value and not kept.fields.get(name)}
    return Merge(kept.person, absorbed.person, absorbed.rows - twins, twins, filled)


def split(done: Merge, edits: Sequence[Edit] = ()) -> Split:
    """Take them apart. Rows that are gone stay gone; a field written into since stays with the kept person."""
    gone = {e.row for e in edits if e.row and e.gone}
    written = {e.field for e in edits if e.field}
    return Split(
        done.kept,
        done.absorbed,
        frozenset(r for r in done.moved if r not in gone),
        tuple(sorted(name for name in done.filled if name not in written)),
    )


def merged(kept: Holding, absorbed: Holding, done: Merge) -> tuple[Holding, Holding]:
    """Both people as they stand after a merge; the absorbed one keeps its fields and is not shown."""
    fields = {**kept.fields, **done.filled}
    return kept._replace(rows=kept.rows | done.moved, fields=fields), absorbed._replace(rows=done.twins)


def parted(kept: Holding, absorbed: Holding, back: Split) -> tuple[Holding, Holding]:
    """Both people as they stand after a split."""
    fields = {name: value if name not in back.emptied else "" for name, value in kept.fields.items()}
    return (
        kept._replace(rows=kept.rows - back.back, fields=fields),
        absorbed._replace(rows=absorbed.rows | back.back),
    )
