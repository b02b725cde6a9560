"""What is done when nobody looks. Jobs take ids and may run twice; the row is the truth, the queue a doorbell."""

from __future__ import annotations

from django.utils import timezone

from mensch.services import (
    bounces_read,
    circle_answering,
    erasing_files,
    erasing_rest,
    import_run,
    import_undo,
    imports,
    meanings,
    meetings_over,
    reworking,
    round_opening,
    round_plans,
    sending,
)


def read_import(import_id: int) -> None:
    import_run.run(import_id=import_id)
    meanings.after_import(import_id=import_id)


def read_meanings(vault_id: int) -> None:
    meanings.build(vault_id=vault_id)


def undo_import(import_id: int) -> None:
    import_undo.undo(import_id=import_id)


def rework(vault_id: int) -> None:
    reworking.rework(vault_id=vault_id)


def look_through(erasure_id: int) -> None:
    erasing_rest.job(erasure_id=erasure_id, now=timezone.now())


def scrub() -> None:
    erasing_files.scrub()


def send_letter(letter_id: int) -> None:
    sending.send(letter_id=letter_id)


def read_bounces(account_id: int) -> None:
    bounces_read.look(account_id=account_id)


def plan_round(plan_id: int) -> None:
    round_plans.run(plan_id=plan_id)


def sweep() -> None:
    """Every minute: ring for what waits or lost its worker; returned mail, meetings that are over, rounds that open."""
    now = timezone.now()
    imports.ring_again()
    sending.ring_again(now=now)
    bounces_read.ring(now=now)
    erasing_rest.ring_again(now=now)
    meetings_over.count(now=now)
    round_plans.ring_again(now=now)
    round_opening.due(now=now)
    circle_answering.conclude_due(now=now)
