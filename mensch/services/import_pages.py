"""What the import pages show: the list, the progress, the report, the lines set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.utils import timezone

from mensch.core.imports import ImportState
from mensch.models import Import, ImportFault, ImportFile, OwnAddress, Vault
from mensch.services.access import public, see
from mensch.services.read_words import sentence

_RECENT = 20
_LINES = 200
_GUESSES, _LIKELY = 8, 2
_COUNTS = ("found", "read", "repaired", "set_aside", "created", "attached", "unchanged", "suggested", "no_touch")


@dataclass(frozen=True, slots=True)
class Job:
    """An import for its page. `totals` adds up the files; `elapsed` in whole seconds."""

    id: str
    state: str
    files: list[ImportFile]
    totals: dict[str, int]
    working: bool
    elapsed: int
    made_at: datetime
    kept: list[tuple[str, str]]
    own: list[OwnAddress]

    @property
    def done(self) -> bool:
        return self.state == ImportState.DONE

    @property
    def undoable(self) -> bool:
        return self.state in (ImportState.DONE, ImportState.CANCELLED, ImportState.FAILED, ImportState.STUCK)

    @property
    def only_waits(self) -> bool:
        """Whether nothing could be read before the owner says what columns hold."""
        return self.done and bool(self.files) and all(file.state == "mapping" for file in self.files)

    @property
    def nothing_new(self) -> bool:
        return self.done and all(file.state == "known" for file in self.files)


def recent(*, vault: Vault) -> list[Job]:
    """The latest imports, newest first."""
    rows = list(Import.objects.filter(vault=vault).order_by("-made_at")[:_RECENT])
    files: dict[int, list[ImportFile]] = {}
    for file in ImportFile.objects.filter(vault=vault, parent__in=rows).order_by("id"):
        files.setdefault(file.parent_id, []).append(file)
    return [_job(row, files.get(row.pk, [])) for row in rows]


def job(*, vault: Vault, public_id: str) -> Job:
    """One import. Raises Http404 for another vault's."""
    row = see(vault, Import, public_id)
    files = list(ImportFile.objects.filter(vault=vault, parent=row).order_by("id"))
    return _job(row, files, _to_confirm(vault))


def _to_confirm(vault: Vault) -> list[OwnAddress]:
    """Guesses worth a question: the sure ones, or else the few likeliest; not everybody who writes often."""
    guesses = list(OwnAddress.objects.filter(vault=vault, standing="guessed").order_by("id")[:_GUESSES])
    return [one for one in guesses if one.why.get("sure")] or guesses[:_LIKELY]


def _job(row: Import, files: list[ImportFile], own: list[OwnAddress] | None = None) -> Job:
    totals = {name: sum(getattr(file, name) for file in files) for name in _COUNTS}
    totals["touches"] = sum(file.touches_created for file in files)
    end = row.ended_at or timezone.now()
    elapsed = int((end - row.started_at).total_seconds()) if row.started_at else 0
    working = row.state in (ImportState.STAGED, ImportState.READING)
    return Job(public(row.pk), row.state, files, totals, working, elapsed, row.made_at, [], own or [])


def faults(*, vault: Vault, public_id: str) -> tuple[ImportFile, list[dict[str, Any]]]:
    """A file and its first lines that were repaired or set aside, with the reason of each."""
    file = see(vault, ImportFile, public_id)
    rows = ImportFault.objects.filter(vault=vault, file=file).order_by("-done", "id")[:_LINES]
    lines = [
        {
            "line": r.line,
            "reason": sentence(r.code),
            "aside": r.done == "set_aside",
            "excerpt": r.excerpt,
            "where": r.where,
        }
        for r in rows.defer("raw")
    ]
    return file, lines


def set_aside(*, vault: Vault, public_id: str) -> tuple[ImportFile, Iterator[bytes]]:
    """A file and exactly the bytes of it that were set aside, so that they can be mended and read again."""
    file = see(vault, ImportFile, public_id)
    rows = ImportFault.objects.filter(vault=vault, file=file, done="set_aside").order_by("id")
    return file, (_ended(bytes(raw)) for raw in rows.values_list("raw", flat=True).iterator() if raw)


def ending(name: str) -> str:
    """The ending of a file name, when it is a plain one; a name from outside never becomes part of a header."""
    found = PurePath(name).suffix
    return found if found[1:].isalnum() and found.isascii() and len(found) <= 6 else ".txt"


def _ended(raw: bytes) -> bytes:
    return raw if raw.endswith(b"\n") else raw + b"\n"
