"""Every row of every table as text, to say what differs and what is still there."""

from __future__ import annotations

from django.apps import apps

from tests.snapshot import ASIDE


def dump(*, aside: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """The rows of each table, in the order of their ids."""
    return {
        model._meta.db_table: [repr(row) for row in model._base_manager.order_by("pk").values_list()]
        for model in apps.get_models()
        if model._meta.db_table not in ASIDE | aside
    }


def differing(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, tuple[list[str], list[str]]]:
    """By table, the rows that are only before and only after."""
    return {
        table: (sorted(set(before[table]) - set(after[table])), sorted(set(after[table]) - set(before[table])))
        for table in before
        if before[table] != after[table]
    }


def traces(text: str) -> list[str]:
    """The tables in which a text stands, whatever the case."""
    wanted = text.casefold()
    return [table for table, rows in dump().items() if any(wanted in row.casefold() for row in rows)]
