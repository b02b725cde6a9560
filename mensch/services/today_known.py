"""How many people of the book are known, and how."""

from __future__ import annotations

from time import monotonic
from typing import NamedTuple

from django.db.models import Count

from mensch.core.touches import Standing
from mensch.models import Person, Vault

_LARGE, _STANDS = 20_000, 30.0  # people; seconds


class Known(NamedTuple):
    """How many of the book were met, write both ways, wrote one way, are only listed. The parts add up to the whole."""

    total: int
    met: int
    two_way: int
    one_way: int
    listed: int


_counted: dict[int, tuple[Known, float]] = {}  # of large books, by vault


def known(*, vault: Vault) -> Known:
    """Who is really known, in words; the parts add up. A very large book is counted twice a minute only."""
    counted, until = _counted.get(vault.pk, (None, 0.0))
    if counted is None or monotonic() > until:
        counted = _count(vault)
        if counted.total > _LARGE:
            _counted[vault.pk] = counted, monotonic() + _STANDS
    return counted


def _count(vault: Vault) -> Known:
    rows = Person.objects.filter(vault=vault).values_list("standing").annotate(n=Count("id")).order_by()
    parts = dict(rows)
    counts = [parts.get(standing.value, 0) for standing in Standing]
    return Known(sum(counts), *counts)
