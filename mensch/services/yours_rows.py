"""Rows of a vault as JSON objects with public ids, and back."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import models
from django.http import Http404

from mensch.models import User, Vault
from mensch.services.access import private, public
from mensch.services.yours_tables import IDS, Table

_CHUNK = 2000
_Turn = Callable[[Any], Any]
_KINDS: Mapping[type[Any], type[Any] | tuple[type[Any], ...]] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.IntegerField: int,
    models.BigIntegerField: int,
    models.FloatField: (int, float),
    models.JSONField: (dict, list),
}


class Column(NamedTuple):
    """`attname` in the table, `name` in the JSON. `out` and `back` turn a value, None when it stays as it is."""

    attname: str
    name: str
    field: models.Field[Any, Any]
    is_id: bool
    out: _Turn | None
    back: _Turn


@cache
def columns(table: Table) -> tuple[Column, ...]:
    """The columns that are exported: all but the vault, and who pressed something: that was its owner."""
    return tuple(_column(table, f) for f in table._meta.concrete_fields if f.related_model not in (Vault, User))


def _column(table: Table, field: models.Field[Any, Any]) -> Column:
    is_id = field.primary_key or field.is_relation or field.name in IDS.get(table, ())
    out, back = (public, id_of) if is_id else _turns(field)
    return Column(str(field.attname), str(field.name), field, is_id, out, back)


def _turns(field: models.Field[Any, Any]) -> tuple[_Turn | None, _Turn]:
    if isinstance(field, models.DateTimeField):
        return _moment, _aware
    if isinstance(field, models.DateField):
        return date.isoformat, date.fromisoformat
    if isinstance(field, models.BinaryField):
        return _bytes, lambda text: b64decode(text, validate=True)
    return None, _checked(field)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _aware(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError("a moment without a zone")
    return value.astimezone(UTC)


def _bytes(value: bytes) -> str:
    return b64encode(bytes(value)).decode()


def id_of(text: object) -> int:
    try:
        return private(str(text))
    except Http404:
        raise ValueError(f"{text!r} is no id") from None


def _checked(field: models.Field[Any, Any]) -> _Turn:
    """The value as it is, when it is one that the column takes."""
    kind, longest = _KINDS[type(field)], field.max_length

    def check(value: Any) -> Any:
        wrong = not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)
        if wrong or (longest and len(value) > longest):
            raise ValueError(f"{field.name} cannot be {str(value)[:40]!r}")
        return value

    return check


def rows(vault: Vault, table: Table) -> Iterator[dict[str, Any]]:
    """Every row of a table, oldest first."""
    shown = columns(table)
    names = [column.name for column in shown]
    outs = [column.out for column in shown]
    found = table.objects.filter(vault=vault).order_by("id").values_list(*(column.attname for column in shown))
    for values in found.iterator(chunk_size=_CHUNK):
        yield {
            name: out(value) if out and value is not None else value
            for name, out, value in zip(names, outs, values, strict=True)
        }


def read(table: Table, told: Mapping[str, Any]) -> dict[str, Any]:
    """An exported row by attname. What an older version did not know has its default. Raises ValueError."""
    known = columns(table)
    if surplus := told.keys() - {column.name for column in known}:
        raise ValueError(f"{sorted(surplus)[0]} is not known here")
    return {column.attname: _read(column, told) for column in known}


def _read(column: Column, told: Mapping[str, Any]) -> Any:
    if column.name not in told:
        if column.is_id and not column.field.null:
            raise ValueError(f"{column.name} is missing")
        return column.field.get_default()
    value = told[column.name]
    if value is None:
        if not column.field.null:
            raise ValueError(f"{column.name} is empty")
        return None
    return column.back(value)
