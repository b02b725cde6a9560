"""The files a member gave, kept by their SHA-256 before anything is read."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.conf import settings

from mensch.errors import LimitError
from mensch.models import Vault

_CHUNK = 1 << 20


class Kept(NamedTuple):
    """A file as it lies in the data folder. `size` in bytes."""

    name: str
    sha256: str
    size: int


def folder(vault: Vault) -> Path:
    return Path(settings.DATA_DIR) / "files" / str(vault.pk)


def path_of(vault: Vault, sha256: str) -> Path:
    return folder(vault) / sha256


def chunks(file: BinaryIO) -> Iterator[bytes]:
    while part := file.read(_CHUNK):
        yield part


def keep(*, vault: Vault, name: str, parts: Iterable[bytes], limit: int | None = None) -> Kept:
    """Write a file into the vault's folder, whole or not at all. Raises LimitError beyond `limit` bytes."""
    home = folder(vault)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=home, prefix="new-")
    try:
        with os.fdopen(handle, "wb") as out:
            for part in parts:
                size += len(part)
                if limit is not None and size > limit:
                    raise LimitError(_too_large(name, limit))
                digest.update(part)
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(home / digest.hexdigest())
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return Kept(Path(name).name[:255] or "file", digest.hexdigest(), size)


def _too_large(name: str, limit: int) -> str:
    return (
        f"{name} is larger than {limit // (1024 * 1024):,} MB, the most this page takes. "
        "On the command line, “mensch import” reads it from disk without a limit."
    )
