"""Every ask and offer of a vault as a list: the owner's own, and those of people they know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from mensch.core.asks import End, Side
from mensch.core.people import fold
from mensch.models import Ask, Finding, Vault

SHOWN = 100
PART = 20  # of them on a page
_LOOKED = 500  # how many of the latest a search looks through
ENDED = "ended"


class Line(NamedTuple):
    """One ask in a list, with whoever found it."""

    ask: Ask
    by: tuple[str, ...] = ()


class Listing(NamedTuple):
    """`more`: others come after those shown, from place `after` on."""

    tab: str
    text: str
    mine: tuple[Line, ...]
    theirs: tuple[Line, ...]
    more: bool
    start: int = 0
    after: int = 0

    @property
    def empty(self) -> bool:
        return not self.mine and not self.theirs


def listing(*, vault: Vault, tab: str, text: str = "", today: date, start: int = 0, most: int = SHOWN) -> Listing:
    """`tab`: looking, giving or ended. The latest first; a search looks at the words, the town and the name.

    `start`: the place of the first that is shown, of `most`.
    """
    tab = tab if tab in (*Side, ENDED) else Side.LOOKING.value
    rows = _ended(vault) if tab == ENDED else _open(vault, tab, today)
    found = [row for row in rows if _fits(row, text)] if text.strip() else rows
    part, after = found[start : start + most], start + most
    by = _finders(vault, part) if tab == ENDED else {}
    lines = [Line(row, tuple(by.get(row.pk, ()))) for row in part]
    mine, theirs = ([one for one in lines if (one.ask.person_id is None) is own] for own in (True, False))
    return Listing(tab, text, tuple(mine), tuple(theirs), len(found) > after, start, after)


def _open(vault: Vault, side: str, today: date) -> list[Ask]:
    rows = Ask.objects.filter(vault=vault, side=side, ended_at=None).filter(Q(until=None) | Q(until__gte=today))
    found = rows.select_related("person").order_by("-made_at")[:_LOOKED]
    return sorted(found, key=lambda row: (row.made_at, row.pk), reverse=True)  # the same order on every part


def _ended(vault: Vault) -> list[Ask]:
    """Found or over. Of the two sides one range each, so that nobody walks through a table."""
    found: list[Ask] = []
    for side in Side:
        rows = Ask.objects.filter(vault=vault, side=side.value, ended_at__isnull=False)
        rows = rows.exclude(ended=End.WITHDRAWN).select_related("person")
        found += rows.order_by("-made_at")[:_LOOKED]
    return sorted(found, key=lambda row: (row.ended_at, row.pk), reverse=True)


def _fits(row: Ask, text: str) -> bool:
    """Every word typed stands in it, accents forgiven."""
    told = fold(" ".join((row.words, row.town, row.person.full if row.person else "")))
    return all(word in told for word in fold(text).split())


def _finders(vault: Vault, rows: Sequence[Ask]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    asked = Finding.objects.filter(vault=vault, ask__in=[row.pk for row in rows]).order_by("id")
    for ask, name in asked.values_list("ask_id", "person__full"):
        found.setdefault(ask, []).append(name)
    return found
