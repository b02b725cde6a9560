"""The rows of two people laid together, and every step remembered so that it can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mensch.core.identity_merge import Holding, Merge, Row
from mensch.models import AfterMeeting, Label, Separation, Twin, Vault
from mensch.models.base import Owned
from mensch.services import merge_tables as tables
from mensch.services.access import public

_CHUNK = 500


def holding(vault: Vault, person: int, fields: Mapping[str, str]) -> Holding:
    """Everything that points at a person, for the rules."""
    return Holding(person, frozenset(_rows(vault, person)), fields)


def _rows(vault: Vault, person: int) -> Iterator[Row]:
    for table in tables.tables():
        for row in table.model.objects.filter(vault=vault, **{table.column: person}).iterator():
            yield Row(table.name, row.pk, table.alike(row))


class Mover:
    """Carries out a merge; `done` is what has to be remembered of it."""

    def __init__(self, vault: Vault, kept: int, absorbed: int) -> None:
        self.vault, self.kept, self.absorbed = vault, kept, absorbed
        self.moved: dict[str, list[int]] = {}
        self.changed: list[list[Any]] = []  # table, id, values before, values after
        self.dropped: dict[str, list[dict[str, Any]]] = defaultdict(list)

    @property
    def done(self) -> dict[str, Any]:
        return {"moved": self.moved, "changed": self.changed, "dropped": dict(self.dropped)}

    def run(self, merge: Merge, kept_rows: Iterable[Row], sort_key: str) -> None:
        self._repoint(merge, kept_rows)
        twins = _by_table(merge.twins)
        for table in tables.tables():
            self._drop(table.model, twins.get(table.name, []))
        for name, ids in _by_table(merge.moved).items():
            self._move(name, ids)
        self._label_order(sort_key)
        self._nudges()
        for model in tables.PAIRS:
            self._pairs(model)

    def _drop(self, model: type[Owned], ids: Iterable[int]) -> None:
        rows = list(_some(self.vault, model, ids))
        if not rows:
            return
        self.dropped[str(model._meta.model_name)] += [tables.frozen(row) for row in rows]
        tables.drop(self.vault, model, [row.pk for row in rows])

    def _move(self, name: str, ids: list[int]) -> None:
        column = next(table.column for table in tables.tables() if table.name == name)
        there = [row.pk for row in _some(self.vault, tables.model_of(name), ids)]
        self.moved[name] = there
        reassign(self.vault, name, column, there, self.kept)

    def _change(self, row: Owned, **after: Any) -> None:
        before = {name: tables.plain(getattr(row, name)) for name in after}
        self.changed.append([str(row._meta.model_name), row.pk, before, after])
        type(row)._default_manager.filter(vault=self.vault, pk=row.pk).update(**after)

    def _repoint(self, merge: Merge, kept_rows: Iterable[Row]) -> None:
        """What pointed at a touch that leaves points at the same touch of the kept person."""
        there = {row.same: row.id for row in kept_rows if row.table == "touch"}
        leaving = {row.id: there[row.same] for row in merge.twins if row.table == "touch"}
        answered = {row.touch_id for row in _by(self.vault, AfterMeeting, "touch_id", leaving.values())}
        for model, column in tables.touch_columns() if leaving else ():
            for row in _by(self.vault, model, column, leaving):
                stays = leaving[getattr(row, column)]
                if model is AfterMeeting and stays in answered:
                    self._drop(model, [row.pk])
                else:
                    self._change(row, **{column: stays})

    def _label_order(self, sort_key: str) -> None:
        for row in Label.objects.filter(vault=self.vault, person=self.kept).exclude(sort_key=sort_key):
            self._change(row, sort_key=sort_key)

    def _nudges(self) -> None:
        """Lines of Today that are about the person themself are known by the id in their text."""
        old, new = public(self.absorbed), public(self.kept)
        for name in ("laid", "letter"):
            for row in _some(self.vault, tables.model_of(name), self.moved.get(name, ())):
                if old in row.nudge:
                    self._change(row, nudge=row.nudge.replace(old, new))

    def _pairs(self, model: type[Owned]) -> None:
        once = [n for names in tables.uniques(model) for n in names if n not in ("vault", "one", "other")]
        have = {_pair_key(row, once) for row in self._of(model, self.kept)}
        if model is Twin:  # a question about somebody who was called another person is answered
            have |= {_pair_key(row, once) for row in self._of(Separation, self.kept)}
        for row in list(self._of(model, self.absorbed)):
            other = row.other_id if row.one_id == self.absorbed else row.one_id
            low, high = min(self.kept, other), max(self.kept, other)
            key = (low, high, *(getattr(row, name) for name in once))
            if other == self.kept or key in have:
                self._drop(model, [row.pk])
            else:
                have.add(key)
                self._change(row, one_id=low, other_id=high)

    def _of(self, model: type[Owned], person: int) -> Iterator[Any]:
        for column in ("one", "other"):
            yield from model.objects.filter(vault=self.vault, **{column: person}).order_by("id")


def _pair_key(row: Any, once: list[str]) -> tuple[Any, ...]:
    return (row.one_id, row.other_id, *(getattr(row, name) for name in once))


def _by_table(rows: Iterable[Row]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in sorted(rows):
        found.setdefault(row.table, []).append(row.id)
    return found


def _some(vault: Vault, model: type[Owned], ids: Iterable[int]) -> Iterator[Any]:
    return _by(vault, model, "id", ids)


def _by(vault: Vault, model: type[Owned], column: str, values: Iterable[int]) -> Iterator[Any]:
    every = list(values)
    for start in range(0, len(every), _CHUNK):
        yield from model.objects.filter(vault=vault, **{f"{column}__in": every[start : start + _CHUNK]}).order_by("id")


def reassign(vault: Vault, name: str, column: str, ids: list[int], to: int) -> int:
    """Give rows to another person; how many there were."""
    done = 0
    for start in range(0, len(ids), _CHUNK):
        rows = tables.model_of(name).objects.filter(vault=vault, pk__in=ids[start : start + _CHUNK])
        done += rows.update(**{column: to})
    return done
