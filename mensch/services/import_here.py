"""Imports files of this machine at once, without a worker: what the command line does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from mensch.errors import InputError
from mensch.models import Vault
from mensch.services import import_report, import_run, imports, own_addresses
from mensch.services.reading import files_of


def import_here(*, vault: Vault, paths: Sequence[str], me: Sequence[str] = (), dry: bool = False) -> dict[str, Any]:
    """Import these files and folders; gives the report. With `dry` nothing is kept. InputError: no such file."""
    given = [imports.Given(path.name, path) for name in paths for path in _files(Path(name))]
    if not dry:
        return _import(vault, given, me)
    with transaction.atomic():
        report = _import(vault, given, me)
        transaction.set_rollback(True)
    return report


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise InputError(f"There is no file {path}.")
    found = list(files_of(path))
    if not found:
        raise InputError(f"The folder {path} has no files.")
    return found


def _import(vault: Vault, given: Sequence[imports.Given], me: Sequence[str]) -> dict[str, Any]:
    own_addresses.declare(vault=vault, values=me, now=timezone.now())
    importing, where = imports.begin_here(vault=vault, given=given)
    import_run.run(import_id=importing.pk, paths=where)
    return import_report.report(vault=vault, importing=importing)
