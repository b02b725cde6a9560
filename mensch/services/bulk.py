"""Many rows into one table at once: one prepared INSERT, without making an object of each row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, models

from mensch.models import Vault
from mensch.models.base import Owned, new_id, new_ids

_MOST = 900  # values in one question; SQLite takes 999 at least
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


def insert_pairs(model: type[Owned], vault: Vault, columns: tuple[str, str], pairs: Sequence[tuple[Any, Any]]) -> None:
    """Insert rows that hold two values and nothing else; known ones are left out silently."""
    names = ", ".join(("id", "vault_id", *map(connection.ops.quote_name, columns)))
    sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"  # noqa: S608
    ids, whose = new_ids(len(pairs)), vault.pk
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(pk, whose, one, other) for pk, (one, other) in zip(ids, pairs, strict=True)])


def among(model: type[Owned], vault: Vault, column: str, values: Iterable[str], wanted: str) -> Iterator[Any]:
    """`wanted` (a column) of the vault's rows whose `column` is one of the values; in no order."""
    table, names = model._meta.db_table, [connection.ops.quote_name(name) for name in (wanted, column)]
    source = iter(sorted(values))
    with connection.cursor() as cursor:
        while some := list(islice(source, _MOST)):
            marks = ", ".join(["%s"] * len(some))
            sql = f"SELECT {names[0]} FROM {table} WHERE vault_id = %s AND {names[1]} IN ({marks})"  # noqa: S608
            cursor.execute(sql, [vault.pk, *some])
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
