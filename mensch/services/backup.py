"""A backup of the whole installation while it runs: database and uploaded files in one ZIP, verified, then named.

manifest.json, the last entry, says what is in it: version, migrations, rows of every table, SHA-256 of every entry.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from mensch import __version__
from mensch.errors import InputError
from mensch.formats import zips
from mensch.services import backup_postgres, backup_sqlite, files_out, uploads

FORMAT = 1
MANIFEST = "manifest.json"
KEY = "secret.key"


@dataclass
class Manifest:
    """What lies in a backup. `key`: tells whether another installation has the same secret key, and nothing else."""

    made_at: str
    database: str
    key: str
    version: str = __version__
    format: int = FORMAT
    migrations: list[tuple[str, str]] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)
    files: int = 0


def fingerprint() -> str:
    return hashlib.sha256(f"mensch backup {settings.SECRET_KEY}".encode()).hexdigest()[:16]


def file_name(now: datetime) -> str:
    return f"mensch-backup-{now:%Y-%m-%d-%H%M}.zip"


def make(*, path: Path, now: datetime, with_key: bool = False, force: bool = False) -> Manifest:
    """Write a backup and read it again. Raises InputError; then nothing is at `path` that was not there before."""
    told = Manifest(now.isoformat(), connection.vendor, fingerprint())
    with files_out.whole(path, force=force) as place, tempfile.TemporaryDirectory(dir=place.parent) as scratch:
        entries = _summed(_entries(told, Path(scratch), with_key), told)
        with place.open("wb") as out:
            out.writelines(zips.stream(entries, at=now, stored=("files/",)))
        verify(place)
    return told


def _entries(told: Manifest, scratch: Path, with_key: bool) -> Iterator[zips.Entry]:
    source = backup_sqlite if connection.vendor == "sqlite" else backup_postgres
    yield from source.entries(told, scratch)
    for name, path in sorted(_files()):
        if path.is_file():  # a vault may have been deleted meanwhile
            told.files += 1
            yield name, _file(path)
    if with_key:
        yield KEY, [settings.SECRET_KEY.encode()]


def _files() -> Iterator[tuple[str, Path]]:
    """The uploaded files of every vault; half ones, still being written, are left out."""
    home = Path(settings.DATA_DIR) / "files"
    for folder in home.iterdir() if home.is_dir() else ():
        for path in folder.iterdir() if folder.is_dir() else ():
            if not path.name.startswith("new-"):
                yield f"files/{folder.name}/{path.name}", path


def _file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from uploads.chunks(file)


def _summed(entries: Iterable[zips.Entry], told: Manifest) -> Iterator[zips.Entry]:
    """The entries, each with its sum noted while it goes by; then the manifest."""
    for name, parts in entries:
        yield name, _noted(parts, name, told)
    yield MANIFEST, [json.dumps(asdict(told), indent=1).encode()]


def _noted(parts: Iterable[bytes], name: str, told: Manifest) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
        yield part
    told.sums[name] = digest.hexdigest()


def verify(path: Path) -> Manifest:
    """Read a backup from end to end. Raises InputError when anything in it is not what the manifest says."""
    try:
        with ZipFile(path) as archive:
            told = read_manifest(archive)
            if told.sums.keys() != set(archive.namelist()) - {MANIFEST}:
                raise InputError(_("The backup is not whole: files are missing in it."))
            for name, expected in told.sums.items():
                with archive.open(name) as entry:
                    if _sum(entry) != expected:
                        raise InputError(_("The backup is damaged: %(name)s is not what it was.") % {"name": name})
    except (BadZipFile, OSError, EOFError) as error:
        raise InputError(_("%(path)s is no whole backup: %(why)s.") % {"path": path, "why": error}) from error
    return told


def read_manifest(archive: ZipFile) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if told["format"] > FORMAT:
            raise InputError(_("A newer Mensch made this backup. Bring Mensch up to date first."))
        return Manifest(**told)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(_("This is no backup made by Mensch.")) from error


def _sum(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while part := file.read(1 << 20):
        digest.update(part)
    return digest.hexdigest()
