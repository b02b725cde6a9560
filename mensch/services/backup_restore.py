"""A backup comes back: looked through first, then put in place; what stood there before is kept beside it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mensch.errors import InputError
from mensch.models import Import, Note, Occasion, Person, SignInLink, Vault
from mensch.services import backup, backup_postgres, backup_sqlite, erased_list, erasing, quieting, startup
from mensch.services.access import public
from mensch.services.backup import Manifest


class Restored(NamedTuple):
    """What came back, where the old things lie now, and what the operator should know."""

    manifest: Manifest
    aside: list[str]
    notes: list[str]


def restore(*, path: Path, now: datetime, force: bool = False) -> Restored:
    """Bring a whole installation back. Raises InputError when it is not empty (unless `force`) or is running."""
    told = backup.verify(path)
    source = backup_sqlite if connection.vendor == "sqlite" else backup_postgres
    if told.database != connection.vendor:
        raise InputError(_other_database(told))
    if not force and not is_empty():
        raise InputError(_("This Mensch is not empty. Say --force to put the backup in its place; it keeps the old."))
    if source.in_use():
        raise InputError(_("Mensch is running. Stop it first, then restore."))
    with ZipFile(path) as archive, _scratch() as scratch:
        aside = _database(archive, told, scratch, now)
        aside += _files(archive, scratch, now)
        notes = _key(archive, told, now)
    startup.prepare()
    _quiet(now)
    notes += _erase_again(now)
    return Restored(told, [str(one) for one in aside], notes)


def is_empty() -> bool:
    """Whether nobody has brought anything yet."""
    try:
        return not any(model.objects.exists() for model in (Person, Import, Occasion, Note))
    except DatabaseError:  # no tables yet
        return True


def _other_database(told: Manifest) -> str:
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    there, here = names.get(told.database, told.database), names[connection.vendor]
    return _(
        "The backup is of %(there)s, and this Mensch uses %(here)s. Restore it where %(there)s is used, "
        "then take a vault along with “mensch export”."
    ) % {"there": there, "here": here}


@contextmanager
def _scratch() -> Iterator[Path]:
    """On the same disk as what is to be replaced, so that putting it in place is one move."""
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as name:
        yield Path(name)


def _database(archive: ZipFile, told: Manifest, scratch: Path, now: datetime) -> list[Path]:
    if connection.vendor == "sqlite":
        new = _unpacked(archive, backup_sqlite.DATABASE, scratch / "db")
        if backup_sqlite.look(new)[0] != told.tables:
            raise InputError(_("The backup is damaged: tables do not have the rows they had."))
        old = backup_sqlite.replace(new, now)
        return [old] if old else []
    aside = []
    if not is_empty():
        kept = Path(settings.DATA_DIR) / f"before-restore-{now:%Y%m%d-%H%M%S}.zip"
        backup.make(path=kept, now=now)
        aside.append(kept)
    backup_postgres.load(archive, told)
    return aside


def _unpacked(archive: ZipFile, name: str, to: Path) -> Path:
    to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with archive.open(name) as entry, to.open("wb") as out:
        shutil.copyfileobj(entry, out, 1 << 20)
    to.chmod(0o600)
    return to


def _files(archive: ZipFile, scratch: Path, now: datetime) -> list[Path]:
    """The uploaded files. Names in the archive are those of vaults and of hashes, and are used as nothing else."""
    for name in archive.namelist():
        parts = name.split("/")
        if len(parts) == 3 and parts[0] == "files" and all(part.isalnum() for part in parts[1:]):
            _unpacked(archive, name, scratch / "files" / parts[1] / parts[2])
    home, aside = Path(settings.DATA_DIR) / "files", []
    if home.is_dir() and any(home.iterdir()):
        old = home.with_name(f"files-before-restore-{now:%Y%m%d-%H%M%S}")
        home.replace(old)
        aside.append(old)
    if (scratch / "files").is_dir():
        if home.is_dir():
            home.rmdir()
        (scratch / "files").replace(home)
    return aside


def _key(archive: ZipFile, told: Manifest, now: datetime) -> list[str]:
    """The secret key, where the backup has it; else whether ours is the one the backup was made with."""
    if told.key == backup.fingerprint():
        return []
    mine = Path(settings.DATA_DIR) / backup.KEY
    if backup.KEY in archive.namelist() and mine.exists() and mine.read_text("ascii").strip() == settings.SECRET_KEY:
        mine.replace(mine.with_name(f"secret-before-restore-{now:%Y%m%d-%H%M%S}.key"))
        _unpacked(archive, backup.KEY, mine)
        return []
    return [
        _(
            "The backup was made with another secret key. Put that secret.key into the data folder, or people who "
            "were erased cannot be recognised and the next import may bring them back."
        )
    ]


def _quiet(now: datetime) -> None:
    """What was on its way when the backup was made does not start again by itself; nobody is signed in."""
    from django_q.models import OrmQ

    for rows in (OrmQ.objects.all(), Session.objects.all(), SignInLink.objects.all()):
        rows.delete()
    quieting.quiet(now=now)


def _erase_again(now: datetime) -> list[str]:
    """Whoever was erased since the backup was made does not come back with it."""
    found = [(vault, pk) for vault in Vault.objects.order_by("id") for pk in erased_list.come_back(vault=vault)]
    for vault, pk in found:
        erasing.erase(vault=vault, person=public(pk), now=now)
    said = ngettext(
        "The backup still held %(n)d person who was erased since. They were erased again.",
        "The backup still held %(n)d people who were erased since. They were erased again.",
        len(found),
    )
    return [said % {"n": len(found)}] if found else []
