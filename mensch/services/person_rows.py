"""The rows of one person, of any table that names a person, by prepared queries."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import QuerySet

from mensch.models import Person, Promise, PromiseEnd, Vault
from mensch.models.base import Owned
from mensch.services.prepared import prepared

T = TypeVar("T", bound=Owned)
Where = tuple[tuple[str, Any], ...]


def rows(
    model: type[T], *, vault: Vault, person: Person, order: tuple[str, ...], where: Where = (), most: int | None = None
) -> list[T]:
    """Those of the person for which `where` holds (conditions that are always the same), in that order."""
    return _rows(vault=vault, person=person, model=model, order=order, where=where, most=most)


def promises(*, vault: Vault, person: Person) -> list[Promise]:
    """All promises with a person; those that were kept or released know their end."""
    found = rows(Promise, vault=vault, person=person, order=("due", "id"))
    ends = {end.promise_id: end for end in (_ends(vault=vault, person=person) if found else ())}
    kept_end: Any = Promise.end
    for row in found:
        kept_end.related.set_cached_value(row, ends.get(row.pk))  # nobody asks the database again
    return found


@prepared(fixed=("model", "order", "where", "most"))
def _rows(
    *, vault: Vault, person: Person, model: type[T], order: tuple[str, ...], where: Where, most: int | None
) -> QuerySet[Any, Any]:
    every: Any = model._default_manager
    found: QuerySet[Any, Any] = every.filter(vault=vault, person=person, **dict(where)).order_by(*order)[:most]
    return found


@prepared()
def _ends(*, vault: Vault, person: Person) -> QuerySet[Any, Any]:
    return PromiseEnd.objects.filter(vault=vault, promise__person=person)
