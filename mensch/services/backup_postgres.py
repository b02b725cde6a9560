"""PostgreSQL: every table by COPY, in one REPEATABLE READ transaction; and back, all of it or nothing.

Not pg_dump: it need not be installed here, nor be new enough for the server, and one way is a tested way.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZipFile

from django.apps import apps
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.formats.zips import Entry
from mensch.services.yours_moment import one_moment

if TYPE_CHECKING:
    from mensch.services.backup import Manifest

_BY_MIGRATE = "django_migrations"


def entries(told: Manifest, scratch: Path) -> Iterator[Entry]:  # noqa: ARG001  (nothing is put on disk)
    with one_moment():
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
            told.migrations = [(app, name) for app, name in cursor.fetchall()]
            tables = sorted(set(connection.introspection.table_names(cursor)) - {_BY_MIGRATE})
            for table in tables:
                told.columns[table] = [c.name for c in connection.introspection.get_table_description(cursor, table)]
        for table in tables:
            yield f"tables/{table}.copy", _rows(told, table)


def _rows(told: Manifest, table: str) -> Iterator[bytes]:
    """One line a row, in PostgreSQL's text format; line ends within values are escaped."""
    rows = 0
    sql = f"COPY {_named(table, told.columns[table])} TO STDOUT"
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for part in copy:
            data = bytes(part)
            rows += data.count(b"\n")
            yield data
    told.tables[table] = rows


def _named(table: str, columns: list[str]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(map(quote, columns))})"


def in_use() -> bool:
    """Whether another process is connected to this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return bool(cursor.fetchone()[0])


def load(archive: ZipFile, told: Manifest) -> None:
    """Every table anew, as it was. One transaction: raises InputError, and then nothing has changed."""
    try:
        with transaction.atomic():
            _tables(told)
            for table, rows in told.tables.items():
                _copy_in(archive, told, table, rows)
            _sequences()
    except DatabaseError as error:
        raise InputError(_("The backup could not be brought back: %(why)s") % {"why": error}) from error


def _tables(told: Manifest) -> None:
    """The tables of the time of the backup, empty; what they lack is added when Mensch starts."""
    _drop_everything()
    MigrationExecutor(connection).migrate([*_last(told.migrations)])
    known = set(connection.introspection.table_names())
    if missing := told.tables.keys() - known:
        raise InputError(_("This Mensch does not know the table %(name)s.") % {"name": sorted(missing)[0]})
    _truncate(known - {_BY_MIGRATE})


def _last(applied: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The last migration of each app. Raises InputError for one that is not known here."""
    graph, done = MigrationExecutor(connection).loader.graph, {(app, name) for app, name in applied}
    for one in sorted(done):
        if one not in graph.nodes:
            raise InputError(_("A newer Mensch made this backup. Bring Mensch up to date first."))
        after = {child.key for child in graph.node_map[one].children}
        if not any(child in done and child[0] == one[0] for child in after):
            yield one


def _drop_everything() -> None:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


def _truncate(tables: set[str]) -> None:
    names = ", ".join(connection.ops.quote_name(table) for table in sorted(tables))
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names}")


def _copy_in(archive: ZipFile, told: Manifest, table: str, rows: int) -> None:
    with connection.cursor() as cursor, archive.open(f"tables/{table}.copy") as entry:
        with cursor.copy(f"COPY {_named(table, told.columns[table])} FROM STDIN") as copy:
            for part in _parts(entry):
                copy.write(part)
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  (a table of ours)
        if cursor.fetchone()[0] != rows:
            raise InputError(_("The table %(name)s did not come back whole.") % {"name": table})


def _parts(entry: IO[bytes]) -> Iterator[bytes]:
    while part := entry.read(1 << 20):
        yield part


def _sequences() -> None:
    """Counters go on behind what was loaded."""
    models: list[Any] = list(apps.get_models(include_auto_created=True))
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)
