"""What is done when nobody looks. Jobs take ids and may run twice; the row is the truth, the queue a doorbell."""

from __future__ import annotations

from mensch.services import erasing_files, import_run, import_undo, imports, reworking


def read_import(import_id: int) -> None:
    import_run.run(import_id=import_id)


def undo_import(import_id: int) -> None:
    import_undo.undo(import_id=import_id)


def rework(vault_id: int) -> None:
    reworking.rework(vault_id=vault_id)


def scrub() -> None:
    erasing_files.scrub()


def sweep() -> None:
    """Every minute: ring again for imports that wait, or whose worker is gone."""
    imports.ring_again()
