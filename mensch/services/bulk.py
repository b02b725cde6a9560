"""Many rows into one table at once: one prepared INSERT, without the expression machinery of `bulk_create`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection, models

from mensch.models.base import Owned

_Prepare = Callable[[Any], Any]


class _Plan(NamedTuple):
    sql: str
    columns: tuple[tuple[str, _Prepare | None], ...]


def insert(rows: Iterable[Owned], *, skip_known: bool = False) -> None:
    """Insert unsaved rows of one model. `skip_known`: rows that break a unique constraint are left out silently."""
    some = list(rows)
    if not some:
        return
    plan = _plan(type(some[0]), connection.vendor, skip_known)
    with connection.cursor() as cursor:
        cursor.executemany(plan.sql, [_values(row, plan.columns) for row in some])


def _values(row: Owned, columns: tuple[tuple[str, _Prepare | None], ...]) -> tuple[Any, ...]:
    given = row.__dict__
    return tuple([prepare(given[name]) if prepare else given[name] for name, prepare in columns])


@cache
def _plan(model: type[models.Model], vendor: str, skip_known: bool) -> _Plan:
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
        return json.dumps
    if isinstance(field, models.BinaryField):
        return bytes
    return None


def _written(value: date | datetime | None) -> str | None:
    """SQLite keeps moments as Django writes them: UTC, without a zone."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if value else None
