"""Bytes on disk that hold somebody who is erased: kept uploads, and the database file itself."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django_q.tasks import async_task

from mensch.core.erasure import Traces
from mensch.core.imports import ImportState
from mensch.models import Import, ImportFile, Vault
from mensch.services import uploads

_OVERLAP = 4096
WAITING = (ImportState.STAGED, ImportState.READING, ImportState.STUCK, ImportState.FAILED)


def remove(vault: Vault, traces: Traces) -> int:
    """Uploads that were read are not needed any more; of those still to be read go the ones that name the person."""
    home = uploads.folder(vault)
    if not home.is_dir():
        return 0
    waiting = Import.objects.filter(vault=vault, state__in=WAITING)
    needed = set(ImportFile.objects.filter(vault=vault, parent__in=waiting).values_list("sha256", flat=True))
    gone = [path for path in home.iterdir() if path.is_file() and (path.name not in needed or _holds(path, traces))]
    for path in gone:
        path.unlink()
    return len(gone)


def _holds(path: Path, traces: Traces) -> bool:
    before = b""
    with path.open("rb") as file:
        for part in uploads.chunks(file):
            if (before + part).decode("utf-8", "replace") in traces:
                return True
            before = part[-_OVERLAP:]
    return False


def overwrite_what_goes() -> None:
    """SQLite otherwise leaves deleted rows readable in the file until their place is used again."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def forget_the_log() -> None:
    """The write-ahead log still holds the pages as they were; and older remains are swept out by a job."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    async_task("mensch.jobs.scrub")


def scrub() -> None:
    """Write the database file anew, without the remains of rows deleted long ago. Safe to run twice."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
