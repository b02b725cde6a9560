"""Many rows into one table at once: one prepared INSERT, without making an object of each row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, models

from mensch.engine import one_of
from mensch.models import Vault
from mensch.models.base import Owned, new_id, new_ids

_MOST = 2000  # values in one question
_Prepare = Callable[[Any], Any]
Row = dict[str, Any]


def row(model: type[Owned], vault: Vault, values: Mapping[str, Any]) -> Row:
    """One row by column attribute (`person_id`), with a new id and the model's defaults where nothing is given."""
    return {**_defaults(model), "id": new_id(), "vault_id": vault.pk, **values}


def insert(model: type[Owned], rows: Iterable[Row], *, skip_known: bool = False) -> None:
    """Insert rows made by `row`. `skip_known`: rows that break a unique constraint are left out silently."""
    some = list(rows)
    if not some:
        return
    plan = _plan(model, connection.vendor, skip_known)
    with connection.cursor() as cursor:
        cursor.executemany(plan.sql, [_values(one, plan.columns) for one in some])


class Sheet:
    """Rows of one table, gathered as plain tuples of some columns and written at once; faster than `insert`.

    What is the same in all rows (`same`, and the model's defaults) stands in the statement itself. Without a column
    `id` the rows get new ids. `skip_known` is as for `insert`.
    """

    def __init__(
        self, model: type[Owned], columns: Sequence[str], *, vault: Vault, skip_known: bool = False, **same: Any
    ) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self._numbered = "id" not in columns
        names = ("id", *columns) if self._numbered else tuple(columns)
        vendor = connection.vendor
        by_name = {field.attname: field for field in model._meta.concrete_fields}
        rest = {**_defaults(model), **same, "vault_id": vault.pk}
        fixed = {name: _literal(_ready(by_name[name], vendor, rest[name])) for name in by_name if name not in names}
        marks = ", ".join([*["%s"] * len(names), *fixed.values()])
        told = ", ".join(connection.ops.quote_name(str(by_name[name].column)) for name in (*names, *fixed))
        ending = " ON CONFLICT DO NOTHING" if skip_known else ""
        self._sql = f"INSERT INTO {model._meta.db_table} ({told}) VALUES ({marks}){ending}"  # noqa: S608
        self._odd = [(at, way) for at, name in enumerate(names) if (way := _prepare(by_name[name], vendor))]

    def add(self, *row: Any) -> None:
        self.rows.append(row)

    def write(self) -> None:
        """All rows into the table; the sheet is empty again."""
        rows, self.rows = self.rows, []
        if not rows:
            return
        if self._numbered:
            rows = [(pk, *row) for pk, row in zip(new_ids(len(rows)), rows, strict=True)]
        if self._odd:
            rows = [self._prepared(row) for row in rows]
        with connection.cursor() as cursor:
            cursor.executemany(self._sql, rows)

    def _prepared(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for at, way in self._odd:
            values[at] = way(values[at])
        return tuple(values)


def _ready(field: models.Field[Any, Any], vendor: str, value: Any) -> Any:
    way = _prepare(field, vendor)
    return way(value) if way else value


def _literal(value: Any) -> str:
    """A value as it stands in a statement with marks."""
    if value is None:
        return "NULL"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = value.isoformat() if isinstance(value, date) else value
    if not isinstance(text, str):
        raise TypeError(type(value).__name__)
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


def among(model: type[Owned], vault: Vault, column: str, values: Iterable[str], wanted: str) -> Iterator[Any]:
    """`wanted` (a column) of the vault's rows whose `column` is one of the values; in no order."""
    table, names = model._meta.db_table, [connection.ops.quote_name(name) for name in (wanted, column)]
    condition, given = one_of(names[1], connection.vendor)
    sql = f"SELECT {names[0]} FROM {table} WHERE vault_id = %s AND {condition}"  # noqa: S608
    source = iter(sorted(values))
    with connection.cursor() as cursor:
        while some := list(islice(source, _MOST)):
            cursor.execute(sql, [vault.pk, given(some)])
            yield from (found for (found,) in cursor.fetchall())


@cache
def _defaults(model: type[Owned]) -> Row:
    """Fixed defaults; lists and dicts are never changed in place by anybody who fills a row."""
    fields = (field for field in model._meta.concrete_fields if not field.primary_key)
    return {field.attname: field.get_default() for field in fields if field.attname != "vault_id"}


class _Plan(NamedTuple):
    sql: str
    columns: tuple[tuple[str, _Prepare | None], ...]


def _values(given: Row, columns: tuple[tuple[str, _Prepare | None], ...]) -> list[Any]:
    return [prepare(given[name]) if prepare else given[name] for name, prepare in columns]


@cache
def _plan(model: type[Owned], vendor: str, skip_known: bool) -> _Plan:
    fields = model._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    ending = " ON CONFLICT DO NOTHING" if skip_known else ""
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks}){ending}"  # noqa: S608  (names of our own tables)
    return _Plan(sql, tuple((field.attname, _prepare(field, vendor)) for field in fields))


def _prepare(field: models.Field[Any, Any], vendor: str) -> _Prepare | None:
    """How a value becomes what the database driver takes; None when it is that already."""
    if isinstance(field, models.DateTimeField | models.DateField):
        return _written if vendor == "sqlite" else None
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, models.BinaryField):
        return bytes
    return None


def _json(value: Any) -> str:
    return json.dumps(value) if value else "[]" if isinstance(value, list) else "{}"


@lru_cache(maxsize=1024)
def _written(value: date | datetime | None) -> str | None:
    """SQLite keeps moments as Django writes them: UTC, without a zone."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if value else None
