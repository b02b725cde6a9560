"""Imports as their owner sees them: begin, follow, stop, try again. The work itself: services.import_run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from mensch.core.imports import FileState, ImportState, may_move
from mensch.models import Import, ImportFile, Vault
from mensch.services.access import see
from mensch.services.uploads import Kept, chunks

LONGEST_SECONDS = 6 * 3600  # of one run; the queue would otherwise end it after Q_CLUSTER["timeout"]
_PATIENCE = timedelta(seconds=45)
_COUNTS = ("found", "read", "repaired", "set_aside")


class Given(NamedTuple):
    """A file on this machine, read where it lies (command line)."""

    name: str
    path: Path


@transaction.atomic
def begin(*, vault: Vault, kept: Sequence[Kept]) -> Import:
    """An import of files that were uploaded. The job is queued in the same transaction, or not at all."""
    importing: Import = Import.objects.create(vault=vault, made_at=timezone.now())
    for file in kept:
        _file(importing, file)
    ring(importing)
    return importing


@transaction.atomic
def begin_here(*, vault: Vault, given: Iterable[Given]) -> tuple[Import, dict[int, Path]]:
    """An import of files on this machine; nobody is rung, the caller runs it. Gives where each file lies."""
    importing = Import.objects.create(vault=vault, made_at=timezone.now())
    paths = {}
    for one in given:
        row = _file(importing, Kept(str(one.path)[-255:], *_digest(one.path)))
        paths[row.pk] = one.path
    return importing, paths


def _digest(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file; a folder's is that of its file names and sizes."""
    digest, size = hashlib.sha256(), 0
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_file():
                size += inner.stat().st_size
                digest.update(f"{inner.relative_to(path)}\0{inner.stat().st_size}\0".encode())
        return digest.hexdigest(), size
    with path.open("rb") as file:
        for part in chunks(file):
            digest.update(part)
            size += len(part)
    return digest.hexdigest(), size


def _file(importing: Import, kept: Kept) -> ImportFile:
    """A file of an import. The same bytes read before change nothing; their counts are shown again."""
    row = ImportFile(vault=importing.vault, parent=importing, name=kept.name, sha256=kept.sha256, size=kept.size)
    before = _read_before(importing.vault, kept.sha256)
    if before is not None:
        row.state, row.format, row.ignored = FileState.KNOWN, before.format, before.ignored
        for name in _COUNTS:
            setattr(row, name, getattr(before, name))
        row.unchanged = before.created + before.attached + before.unchanged
        row.touches_known = before.touches_created + before.touches_known
    row.save()
    return row


def _read_before(vault: Vault, sha256: str) -> ImportFile | None:
    same = ImportFile.objects.filter(vault=vault, sha256=sha256, state=FileState.DONE)
    same = same.exclude(mapping__has_key="inner")  # a table of an archive is not the archive
    return same.filter(parent__state=ImportState.DONE).order_by("-id").first()


def ring(importing: Import) -> None:
    """Ring the worker's bell. Our row is the truth; a bell rung twice does no harm."""
    async_task("mensch.jobs.read_import", importing.pk, timeout=LONGEST_SECONDS)


@transaction.atomic
def cancel(*, vault: Vault, public_id: str) -> Import:
    """Ask an import to stop at the next chunk; what was taken in stays until it is undone."""
    row = see(vault, Import, public_id)
    waiting = Import.objects.filter(vault=vault, pk=row.pk, state=ImportState.STAGED)
    if not waiting.update(state=ImportState.CANCELLED, ended_at=timezone.now()):
        Import.objects.filter(vault=vault, pk=row.pk, state=ImportState.READING).update(cancel_at=timezone.now())
    row.refresh_from_db()
    return row


@transaction.atomic
def try_again(*, vault: Vault, public_id: str) -> Import:
    """Begin a stuck import anew where it stood."""
    row = see(vault, Import, public_id)
    stuck = Import.objects.filter(vault=vault, pk=row.pk, state__in=(ImportState.STUCK, ImportState.FAILED))
    if stuck.update(state=ImportState.STAGED, tries=0, due_at=None, ended_at=None, why=""):
        ring(row)
    row.refresh_from_db()
    return row


@transaction.atomic
def take_back(*, vault: Vault, public_id: str) -> Import:
    """Queue the undoing of a whole import."""
    row = see(vault, Import, public_id)
    if may_move(ImportState(row.state), ImportState.UNDONE):
        async_task("mensch.jobs.undo_import", row.pk, timeout=LONGEST_SECONDS)
    return row


def ring_again() -> int:
    """Ring again for every import whose state says there is work and whose lease has run out. Gives how many."""
    now = timezone.now()
    waiting = Import.objects.filter(state=ImportState.STAGED, due_at=None, made_at__lt=now - _PATIENCE)
    lost = Import.objects.filter(state=ImportState.READING, due_at__lt=now)
    rows = [*waiting, *lost]
    for row in rows:
        ring(row)
    return len(rows)
