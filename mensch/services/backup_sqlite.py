"""SQLite: a consistent copy through its backup API, which readers and writers do not notice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.formats.zips import Entry

if TYPE_CHECKING:
    from mensch.services.backup import Manifest

DATABASE = "mensch.sqlite3"


def here() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def entries(told: Manifest, scratch: Path) -> Iterator[Entry]:
    copy = scratch / DATABASE
    with closing(sqlite3.connect(here())) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")  # the copy is one file
    told.tables, told.migrations = look(copy)
    yield DATABASE, _parts(copy)


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            yield part


def look(path: Path) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Rows of every table, and the migrations. Raises InputError when the database is not sound."""
    try:
        with closing(sqlite3.connect(path)) as db:
            found = db.execute("PRAGMA integrity_check").fetchall()
            if found != [("ok",)]:
                raise InputError(_("The database in the backup is not sound: %(why)s.") % {"why": found[0][0]})
            names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
            mine = [name for name in names if not name.startswith("sqlite_")]
            counts = {n: int(db.execute(f'SELECT COUNT(*) FROM "{n}"').fetchone()[0]) for n in mine}  # noqa: S608
            applied = db.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    except sqlite3.DatabaseError as error:
        raise InputError(_("The database in the backup cannot be read: %(why)s.") % {"why": error}) from error
    return counts, [(app, name) for app, name in applied]


def in_use() -> bool:
    """Whether another process has the database open: then SQLite does not let us leave its write-ahead log.

    When nobody has, the log is folded into the file, so that the file alone is everything.
    """
    connection.close()
    if not here().exists():
        return False
    with closing(sqlite3.connect(here(), timeout=0)) as db:
        try:
            return bool(db.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete")
        except sqlite3.OperationalError:
            return True


def replace(new: Path, now: datetime) -> Path | None:
    """Put a database in place of ours. Gives where the old one lies now."""
    path, aside = here(), None
    if _has_tables(path):
        aside = path.with_name(f"{path.stem}-before-restore-{now:%Y%m%d-%H%M%S}{path.suffix}")
        path.replace(aside)
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    new.replace(path)
    path.chmod(0o600)
    return aside


def _has_tables(path: Path) -> bool:
    """Opening a database makes an empty file; that is not worth keeping."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
