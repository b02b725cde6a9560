"""One line about each of some people, as lists and search show them; and where their page is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.text import slugify

from mensch.core.people import fold
from mensch.models import Person, Rest, Vault
from mensch.services.access import public
from mensch.services.prepared import prepared

_FIELDS = ("id", "kind", "full", "given", "family", "org", "title", "standing", "last_touch", "sort_key")


class PersonRow(NamedTuple):
    """Somebody in a list. `last_touch` is the last touch of any kind; `resting`: no nudges until they write."""

    id: int
    kind: str
    full: str
    given: str
    family: str
    org: str
    title: str
    standing: str
    last_touch: datetime | None
    sort_key: str
    resting: bool = False

    @property
    def public(self) -> str:
        return public(self.id)

    @property
    def path(self) -> str:
        return path_of(self.id, self.full)

    @property
    def about(self) -> str:
        """Title and firm, as far as they are known."""
        return ", ".join(part for part in (self.title, self.org) if part)


@lru_cache(maxsize=4096)
def path_of(person: int, full: str) -> str:
    """The canonical path of a person's page. The name in it is decoration; the id at its end decides."""
    name = slugify(fold(full))[:60].strip("-")
    return f"/people/{name}-{public(person)}" if name else f"/people/{public(person)}"


def rows_of(*, vault: Vault, people: Sequence[int]) -> list[PersonRow]:
    """The rows of these people, in the order given. Whoever is gone is left out."""
    found = {row[0]: PersonRow(*row) for row in _rows(vault=vault, people=people)}
    resting = resting_of(vault=vault, people=people)
    return [found[pk]._replace(resting=pk in resting) for pk in people if pk in found]


def resting_of(*, vault: Vault, people: Iterable[int]) -> set[int]:
    """Those of the people who rest now."""
    return set(_resting(vault=vault, people=list(people)))


@prepared()
def _rows(*, vault: Vault, people: Sequence[int]) -> QuerySet[Any, Any]:
    return Person.objects.filter(vault=vault, pk__in=people).values_list(*_FIELDS)


@prepared()
def _resting(*, vault: Vault, people: Sequence[int]) -> QuerySet[Any, Any]:
    return Rest.objects.filter(vault=vault, person__in=people, ended_at=None).values_list("person_id", flat=True)
