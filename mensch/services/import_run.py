"""Runs an import: reads each file in chunks, and keeps rows, counts and cursor in one transaction per chunk.

`kill -9` at any moment loses and doubles nothing: the next run reads the file again and goes on behind the cursor.
A lease on the row (`due_at`) tells other workers that somebody is at it; it is renewed with every chunk.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain, islice, repeat
from pathlib import Path
from time import monotonic

from django.db import transaction
from django.utils import timezone

from mensch.core.imports import MOST_TRIES, FileState, ImportState
from mensch.core.records import Columns, Fault, Item, Record, Seen
from mensch.errors import InputError
from mensch.models import Import, ImportFile
from mensch.services import import_chunk, import_settle, mappings
from mensch.services.asked import Asked
from mensch.services.import_context import Context, context_of
from mensch.services.reader_process import Piece
from mensch.services.reading import OneReader, read_path
from mensch.services.uploads import path_of

LEASE = timedelta(seconds=90)
FIRST_CHUNK = 200  # so that keeping begins soon after reading does
CHUNK = 1000


class Cancelled(Exception):  # noqa: N818  (a wish of the owner, not an error)
    """The owner asked to stop."""


def run(*, import_id: int, paths: Mapping[int, Path] | None = None) -> None:
    """Do all the work of one import. Does nothing when it is finished or somebody else is at it.

    `paths`: where files lie that were not uploaded, by the id of their ImportFile (command line).
    """
    importing = _claim(import_id)
    if importing is None:
        return
    context = context_of(importing, timezone.now())
    try:
        with OneReader() as reader, _few_pauses():
            while files := _in_order(importing):  # again, for one whose columns were named meanwhile
                for file in files:
                    here = (paths or {}).get(file.pk)
                    read(context, reader, file, here or path_of(importing.vault, file.sha256), ask=here is None)
        import_settle.settle(context, keep_on=lambda: _keep_on(importing))
        _end(importing, ImportState.DONE)
    except Cancelled:
        import_settle.settle(context, keep_on=lambda: None)
        _end(importing, ImportState.CANCELLED)


@contextmanager
def _few_pauses() -> Iterator[None]:
    """Garbage is looked for after each chunk, not in its middle, where everything is still in use: an eighth faster."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _claim(import_id: int) -> Import | None:
    now = timezone.now()
    row: Import | None = Import.objects.filter(pk=import_id).select_related("vault__owner").first()
    if row is None or row.state not in (ImportState.STAGED, ImportState.READING):
        return None
    if row.tries >= MOST_TRIES:
        Import.objects.filter(vault=row.vault, pk=row.pk).update(state=ImportState.STUCK, ended_at=now)
        return None
    free = Import.objects.filter(vault=row.vault, pk=row.pk, state=row.state, due_at=row.due_at)
    if row.state == ImportState.READING:
        free = free.filter(due_at__lt=now)
    got = free.update(
        state=ImportState.READING, tries=row.tries + 1, due_at=now + LEASE, started_at=row.started_at or now
    )
    if not got:
        return None
    row.refresh_from_db()
    return row


def _in_order(importing: Import) -> list[ImportFile]:
    """Address books first, so that mail and meetings find the people they are with."""
    files = ImportFile.objects.filter(vault=importing.vault, parent=importing)
    waiting = files.filter(state__in=(FileState.STAGED, FileState.READING))
    return sorted(waiting, key=lambda f: (_place(f.name), f.pk))


def _place(name: str) -> int:
    ending = name.casefold().rpartition(".")[2]
    return {"vcf": 0, "json": 1, "csv": 2, "zip": 3, "ics": 4}.get(ending, 5)


def read(context: Context, reader: OneReader, file: ImportFile, path: Path, *, ask: bool = False) -> None:
    """Read one file from where it stood. What cannot be read at all is said in the file's `why`.

    `ask`: a table whose columns are in doubt waits for the owner's word; else its columns are guessed and that is said.
    """
    context.file_name, began, before = file.name, monotonic(), file.seconds
    mapping = mappings.spoken(file)
    asked = Asked(
        context.region, context.vault.time_zone, context.now.date(), mapping, ask and not mapping, mappings.inner(file)
    )
    file.state = FileState.READING
    try:
        pieces = islice(read_path(path, reader.asked(asked)), file.cursor, None)
        for size in chain((FIRST_CHUNK,), repeat(CHUNK)):
            if not (some := list(islice(pieces, size))):
                break
            file.seconds = before + monotonic() - began
            if isinstance(some[0].item, Columns) and not some[0].inner:
                mappings.wait(file, some[0].item)
                break
            _take(context, file, some)
            gc.collect(1)
    except InputError as error:
        file.why = str(error)[:300]
        file.state = FileState.FAILED
        file.save()
        return
    if file.state == FileState.MAPPING:
        return
    if file.state == FileState.STAGED:  # the same columns were named before
        read(context, reader, file, path)
        return
    import_chunk.conclude(context, file)


@transaction.atomic
def _take(context: Context, file: ImportFile, pieces: Sequence[Piece]) -> None:
    _keep_on(context.importing)
    for piece in pieces:
        if isinstance(piece.item, Columns):
            mappings.wait_apart(file, piece.inner, piece.item)
    for form, items in _by_form([piece for piece in pieces if not isinstance(piece.item, Columns)]):
        context.format = form
        import_chunk.add(context, file, items)
    file.cursor += len(pieces)
    file.save()


def _by_form(pieces: Sequence[Piece]) -> Iterator[tuple[str, list[Item]]]:
    """Runs of items of one format, people before everything else in each."""
    forms: dict[str, list[Item]] = {}
    for piece in pieces:
        forms.setdefault(piece.form, []).append(piece.item)
    for form, items in forms.items():
        yield form, sorted(items, key=lambda item: not isinstance(item, Record | Seen | Fault))


def _keep_on(importing: Import) -> None:
    """Renew the lease, with the chunk about to be kept. Raises Cancelled when the owner asked to stop.

    What gets on is no hopeless case, however often it is interrupted: the tries begin anew.
    """
    mine = Import.objects.filter(vault=importing.vault, pk=importing.pk)
    if not mine.filter(cancel_at=None).update(due_at=timezone.now() + LEASE, tries=0):
        raise Cancelled


def _end(importing: Import, state: ImportState) -> None:
    mine = Import.objects.filter(vault=importing.vault, pk=importing.pk, state=ImportState.READING)
    mine.update(state=state, ended_at=timezone.now(), due_at=None)
