"""The whole database as counts and checksums, to see whether anything changed."""

from __future__ import annotations

import hashlib

from django.apps import apps
from django.db import connection

# Being looked at is not a change of what is kept: sessions say who is here.
ASIDE = {"django_session", "usersessions_usersession"}


def snapshot(*, aside: frozenset[str] = frozenset()) -> dict[str, tuple[int, str]]:
    """For each table its number of rows and a checksum over all their values."""
    found = {}
    for model in apps.get_models():
        table = model._meta.db_table
        if table in ASIDE | aside:
            continue
        rows = [repr(row) for row in model._base_manager.order_by("pk").values_list()]
        found[table] = len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def writes() -> int:
    """A counter of the rows this connection has written, changed or deleted: where it stands still, nothing changed.

    On PostgreSQL within one transaction, as every test is.
    """
    if connection.vendor == "sqlite":
        return int(connection.connection.total_changes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables")
        return int(cursor.fetchone()[0])


def changed(before: dict[str, tuple[int, str]], after: dict[str, tuple[int, str]]) -> list[str]:
    """The tables that differ."""
    return sorted(table for table in before | after if before.get(table) != after.get(table))
