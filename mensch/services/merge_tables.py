"""Which tables hold a person, which of their rows two people cannot both keep, and rows as JSON and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models

from mensch.models import (
    Acquaintance,
    Address,
    Person,
    PersonKey,
    PersonWord,
    Post,
    Rest,
    Separation,
    Touch,
    Twin,
    Vault,
)
from mensch.models.base import Owned
from mensch.services import bulk

PAIRS: tuple[type[Owned], ...] = (Separation, Twin, Acquaintance)  # separations first: they answer twins
_CHUNK = 500


class Table(NamedTuple):
    """A table with one key to a person: its column, and what is alike of two rows that one person cannot both have."""

    model: type[Owned]
    column: str
    alike: Callable[[Any], str]

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)


def _address(row: Address) -> str:
    return f"{row.kind}\n{row.key or row.value}\n{row.gone_at is None}"


def _post(row: Post) -> str:
    return "\n".join((row.org, row.title, row.department, row.since, row.until, str(row.ended_on)))


_ALIKE: dict[type[Owned], Callable[[Any], str]] = {
    Address: _address,
    Post: _post,
    PersonKey: lambda row: row.key,
    PersonWord: lambda row: row.word,
    Rest: lambda row: "" if row.ended_at else "resting",
}


@cache
def tables() -> tuple[Table, ...]:
    """Every table with one key to a person; a new model joins by itself."""
    return tuple(
        Table(model, fields[0].attname, _ALIKE.get(model) or _once(model, fields[0].name))
        for model in owned()
        if model not in PAIRS and (fields := keys_to(model, Person))
    )


def owned() -> list[type[Owned]]:
    return [m for m in apps.get_app_config("mensch").get_models() if issubclass(m, Owned)]


def keys_to(model: type[Owned], target: type[Owned]) -> list[Any]:
    """The foreign keys of a table to another."""
    return [f for f in model._meta.concrete_fields if f.is_relation and f.related_model is target]


def _once(model: type[Owned], person: str) -> Callable[[Any], str]:
    """What the table's unique constraint on a person leaves free: 'rhythm' has one a person, 'label' one a text."""
    unique = [
        c.fields for c in model._meta.constraints if isinstance(c, models.UniqueConstraint) and person in c.fields
    ]
    if not unique:
        return lambda _: ""
    rest = [name for name in unique[0] if name not in ("vault", person)]
    return lambda row: "\n".join(["1", *(str(getattr(row, name)) for name in rest)])


def uniques(model: type[Owned]) -> list[tuple[str, ...]]:
    """The fields of each unique constraint."""
    return [tuple(c.fields) for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]


def touch_columns() -> list[tuple[type[Owned], str]]:
    """The columns that point at a touch."""
    return [(model, field.attname) for model in owned() for field in keys_to(model, Touch)]


def model_of(name: str) -> type[Owned]:
    model = apps.get_model("mensch", name)
    assert issubclass(model, Owned)
    return model


def frozen(row: Owned) -> dict[str, Any]:
    """A row as JSON, to the microsecond."""
    values = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    return {name: plain(value) for name, value in values.items()}


def plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def thawed(model: type[Owned], name: str, value: Any) -> Any:
    """A value of `frozen` as the model keeps it."""
    return next(f for f in model._meta.concrete_fields if f.attname == name).to_python(value)


def insert(vault: Vault, name: str, rows: Iterable[dict[str, Any]]) -> None:
    """Put frozen rows back as they were. One that has a successor by now, or whose neighbours are gone, stays away."""
    model = model_of(name)
    back = [{n: thawed(model, n, v) for n, v in row.items()} for row in rows if row["vault_id"] == vault.pk]
    bulk.insert(model, [row for row in back if _rooted(vault, model, row)], skip_known=True)


def _rooted(vault: Vault, model: type[Owned], row: dict[str, Any]) -> bool:
    """Whether everything the row points at is there."""
    for field in model._meta.concrete_fields:
        pk: Any = row[field.attname]
        target: Any = field.related_model if pk is not None else None
        if target in owned() and not target.objects.filter(vault=vault, pk=pk).exists():
            return False
    return True


def drop(vault: Vault, model: type[Owned], ids: Iterable[int]) -> None:
    """Delete these rows and nothing else: whatever pointed at them was moved or dropped before."""
    every = list(ids)
    for start in range(0, len(every), _CHUNK):
        rows = model.objects.filter(vault=vault, pk__in=every[start : start + _CHUNK])
        rows._raw_delete(rows.db)
