"""A file written whole or not at all: beside its place first, then moved there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mensch.errors import InputError


@contextmanager
def whole(path: Path, *, force: bool = False) -> Iterator[Path]:
    """A place beside `path` to write to. When all went well it becomes `path`, with mode 0600; else nothing is left.

    Raises InputError when something stands there already (unless `force`), or when it cannot be written.
    """
    if path.exists() and not force:
        raise InputError(f"{path} is there already. Choose another name, or say --force.")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        synced(temporary)
        temporary.replace(path)
        synced(path.parent)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        temporary.unlink(missing_ok=True)


def synced(path: Path) -> None:
    """What was written is on the disk, not only on its way."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(path: Path, parts: Iterable[bytes], *, force: bool = False) -> int:
    """Write the pieces; gives the size in bytes."""
    with whole(path, force=force) as place:
        with place.open("wb") as out:
            out.writelines(parts)
        return place.stat().st_size
