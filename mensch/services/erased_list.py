"""Whom an old backup must not bring back: keyed hashes of ids, in a file beside the database, kept by every restore."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from mensch.models import Person, Vault
from mensch.services.erasure import digest

FILE = "erased.list"


def remember(vault: Vault, people: Iterable[int]) -> None:
    """Write them down as soon as the erasure is kept; inside its transaction."""
    lines = "".join(f"{_mark(vault, pk)}\n" for pk in sorted(people))
    transaction.on_commit(lambda: _append(lines))


def come_back(*, vault: Vault) -> list[int]:
    """The people of a vault who were erased once."""
    try:
        erased = set((Path(settings.DATA_DIR) / FILE).read_text("ascii").split())
    except FileNotFoundError:
        return []
    ids = Person.objects.filter(vault=vault).values_list("id", flat=True)
    return [pk for pk in ids.iterator() if _mark(vault, pk) in erased]


def _mark(vault: Vault, person: int) -> str:
    return digest(vault, f"person\n{person}")


def _append(lines: str) -> None:
    handle = os.open(Path(settings.DATA_DIR) / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="ascii") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
