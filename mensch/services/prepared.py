"""Queries that pages ask again and again, worked out once: later calls only fill in the values.

`@prepared` stands on a function that builds a QuerySet from keyword arguments. At its first call it is given marks in
place of values; the SQL and where each mark landed in it are kept, and every call runs that SQL with its own values.
Building and compiling a query costs Django several times what the database needs to answer it.

None, True and False are part of the query's shape, as are the arguments named in `fixed`. A sequence is filled up to
the next power of two with its last value, so that few shapes are kept; an empty one finds nothing and asks nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable

_AS_THEY_ARE = frozenset({int, str, bool, type(None)})
_INT, _TEXT = 0x7ACE_0000_0000_0000, "\ue000\ue001"
_MOMENT, _DAY = datetime(1804, 2, 3, 4, 5, tzinfo=UTC), date(1804, 2, 3)
Build = Callable[..., QuerySet[Any, Any]]


class _Plan(NamedTuple):
    """The SQL; for each of its parameters the value, or the argument (and place in it) that gives it."""

    sql: str
    values: tuple[Any, ...]
    slots: tuple[tuple[int, str, int], ...]
    rows: Callable[[list[tuple[Any, ...]]], list[Any]]

    def filled(self, given: dict[str, Any]) -> list[Any]:
        values = list(self.values)
        for at, name, place in self.slots:
            values[at] = given[name] if place < 0 else given[name][place]
        return values


def prepared(*, fixed: Sequence[str] = ()) -> Callable[[Build], Callable[..., list[Any]]]:
    """Rows of the query: tuples of `values_list`, single values of a flat one, or models."""

    def decorate(build: Build) -> Callable[..., list[Any]]:
        plans: dict[Any, _Plan] = {}

        @functools.wraps(build)
        def ask(**given: Any) -> list[Any]:
            told = {name: one if name in fixed else _plain(one) for name, one in given.items()}
            if [] in told.values():
                return []
            shape = tuple((name, one if name in fixed else _shape(one)) for name, one in told.items())
            plan = plans.get(shape)
            if plan is None:
                plan = plans[shape] = _planned(build, told, given, fixed)
            with connection.cursor() as cursor:
                cursor.execute(plan.sql, plan.filled(told))
                return plan.rows(cursor.fetchall())

        return ask

    return decorate


def _plain(value: Any) -> Any:
    """The value as the driver takes it."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if value is None or isinstance(value, int):
        return value
    several = [_plain(one) for one in value]
    return several + several[-1:] * ((1 << (len(several) - 1).bit_length()) - len(several)) if several else several


def _shape(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    return len(value) if isinstance(value, list) else ...


def _planned(build: Build, told: dict[str, Any], given: dict[str, Any], fixed: Sequence[str]) -> _Plan:
    marks: dict[Any, tuple[str, int]] = {}
    marked = {name: given[name] if name in fixed else _marked(name, given[name], told[name], marks) for name in given}
    query = build(**marked)
    compiler = query.query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    slots = tuple((at, *marks[one]) for at, one in enumerate(values) if isinstance(one, _MARKED) and one in marks)
    if lost := {name for name, _ in marks.values()} - {name for _, name, _ in slots}:
        raise TypeError(f"{', '.join(sorted(lost))} of {build.__name__} is no parameter of its query: name it fixed")
    return _Plan(sql, tuple(values), slots, _reader(query, compiler))


_MARKED = (int, str, date)


def _marked(name: str, value: Any, told: Any, marks: dict[Any, tuple[str, int]]) -> Any:
    """A mark of the same kind as the value, and where it came from, under its form in the SQL."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(told, list):
        kinds = [*value, *[list(value)[-1]] * (len(told) - len(value))]
        return [_mark(kind, (name, place), marks) for place, kind in enumerate(kinds)]
    return _mark(value, (name, -1), marks)


def _mark(kind: Any, where: tuple[str, int], marks: dict[Any, tuple[str, int]]) -> Any:
    number = len(marks)
    mark: Any = _INT + number
    if isinstance(kind, Model):
        marks[mark] = where
        return kind.__class__(pk=mark)  # of what a lazy object stands for
    if isinstance(kind, str):
        mark = f"{_TEXT}{number}"
    elif isinstance(kind, datetime):
        mark = _MOMENT + timedelta(seconds=number)
    elif isinstance(kind, date):
        mark = _DAY + timedelta(days=number)
    marks[_plain(mark)] = where
    return mark


def _reader(query: QuerySet[Any, Any], compiler: Any) -> Callable[[list[tuple[Any, ...]]], list[Any]]:
    """From what the driver gives to what the query would have given."""
    fields = [one[0] for one in compiler.select[: compiler.col_count]]
    steps = [(at, _step(found, field)) for at, (found, field) in compiler.get_converters(fields).items()]

    def told(rows: Iterable[tuple[Any, ...]]) -> Iterator[Sequence[Any]]:
        for row in rows:
            values = list(row)
            for at, step in steps:
                values[at] = step(values[at])
            yield values

    if query._iterable_class is ModelIterable:
        names = [field.target.attname for field in fields]
        return lambda rows: [query.model.from_db(query.db, names, row) for row in told(rows)]
    if query._iterable_class is FlatValuesListIterable:
        return lambda rows: [row[0] for row in told(rows)]
    return lambda rows: [tuple(row) for row in told(rows)] if steps else rows


def _step(converters: Sequence[Callable[..., Any]], field: Any) -> Callable[[Any], Any]:
    if len(converters) == 1 and converters[0] == getattr(connection.ops, "convert_datetimefield_value", None):
        return _moment
    if len(converters) == 1:
        only = converters[0]
        return lambda value: only(value, field, connection)
    return lambda value: functools.reduce(lambda before, one: one(before, field, connection), converters, value)


def _moment(at: datetime | str | None) -> datetime | None:
    """A moment as SQLite keeps it, in UTC; that of an expression is text. Django's own way takes far longer."""
    return None if at is None else (datetime.fromisoformat(at) if isinstance(at, str) else at).replace(tzinfo=UTC)
