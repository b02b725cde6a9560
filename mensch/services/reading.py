"""Files, folders and Maildirs into items, through the confined reader. No database, no Django."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, BinaryIO

from mensch.core.records import Item, Seen
from mensch.errors import InputError
from mensch.services.reader_process import Asked, Piece, Readers, read_one

SMALL_BYTES = 4 * 1024 * 1024


def read_file(
    source: Path | str | BinaryIO,
    name: str = "",
    *,
    region: str | None = None,
    zone: str = "",
    today: date | None = None,
) -> Iterator[Item]:
    """The items of one file, read in a process of its own that may not write, reach out or grow.

    An open file is read from its beginning. Ends with one `Seen` for each file, also for those within an archive.
    Raises InputError when there is no such file.
    """
    for piece in read_pieces(source, name, Asked(region, zone, today)):
        yield piece.item


def read_pieces(source: Path | str | BinaryIO, name: str, asked: Asked) -> Iterator[Piece]:
    """As `read_file`, each item with its format and the name of the inner file."""
    if not isinstance(source, Path | str):
        with _real(source) as file:
            yield from read_one(file, os.fstat(file.fileno()).st_size, name, asked)
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - closed below, errors of reading are not errors of opening
    except OSError as error:
        raise InputError(f"{source} cannot be opened: {error.strerror}.") from error
    with file:
        yield from read_one(file, os.fstat(file.fileno()).st_size, name or Path(source).name, asked)


def _real(source: BinaryIO) -> IO[bytes]:
    """A file the reader can have as its stdin; what lies in memory is put on disk first, without a name."""
    source.seek(0)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(source, file, 1 << 20)
    file.flush()
    file.seek(0)
    return file


class OneReader:
    """The reader of the last file, used again as long as the next file is read in the same way. Use as a context."""

    def __init__(self) -> None:
        self._readers: Readers | None = None

    def __enter__(self) -> OneReader:
        return self

    def __exit__(self, *_: object) -> None:
        if self._readers:
            self._readers.__exit__()

    def asked(self, asked: Asked) -> Readers:
        """The reader that is told this."""
        if self._readers is None or self._readers.asked != asked:
            self.__exit__()
            self._readers = Readers(asked)
        return self._readers


def is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()


def files_of(path: Path) -> Iterator[Path]:
    """The files and Maildirs of a folder, in order, without hidden ones and without following links out of it."""
    if is_maildir(path) or not path.is_dir():
        yield path
        return
    for inner in sorted(path.iterdir()):
        if not inner.name.startswith(".") and not inner.is_symlink():
            yield from files_of(inner)


def read_path(path: Path, readers: Readers) -> Iterator[Piece]:
    """One file or Maildir. Small files share a reader; large ones have their own. Raises InputError."""
    if path.is_dir():
        yield from _maildir(path, readers)
        return
    try:
        small = path.stat().st_size <= SMALL_BYTES
        data = path.read_bytes() if small and path.is_file() else b""
    except OSError as error:
        raise InputError(f"{path} cannot be opened: {error.strerror}.") from error
    yield from readers.read(data, path.name) if small else read_pieces(path, "", readers.asked)


def _maildir(path: Path, readers: Readers) -> Iterator[Piece]:
    """Every message of cur and new; the reader sees the first megabyte, more than any header block it would take."""
    found = 0
    for box in ("cur", "new"):
        for file in sorted((path / box).iterdir()):
            if file.is_file() and not file.name.startswith("."):
                found += 1
                with file.open("rb") as opened:
                    data = opened.read(SMALL_BYTES // 4)
                for piece in readers.read(data, f"{file.name[:180]}.eml"):
                    if not isinstance(piece.item, Seen):
                        yield piece._replace(form="maildir", inner=f"{box}/{file.name}")
    yield Piece(Seen(found), "maildir")
