"""Reading one moment of a vault while others write: nobody waits, and nothing is half."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from mensch.engine import SQLITE_INIT


def _say(*words: str) -> None:
    with connection.cursor() as cursor:
        for word in ";".join(words).split(";"):
            if word.strip():
                cursor.execute(word)


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read within is of one moment. Within a transaction (tests) that moment is the transaction's own.

    SQLite: a plain BEGIN, for Django's own would take the lock of writers; and without mapping the file, for who reads
    everything would have all of it in memory. PostgreSQL: REPEATABLE READ.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        _say("PRAGMA mmap_size = 0", "BEGIN DEFERRED")
        try:
            yield
        finally:
            _say("ROLLBACK", SQLITE_INIT)
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
