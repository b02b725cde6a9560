"""After a restore nothing writes to anybody by itself: what was on its way then may have gone out since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mensch.core.outbox import MOVES, LetterState, Step
from mensch.models import Letter, Vault
from mensch.models.base import Owned
from mensch.services import outbox

_ON_THE_WAY = [state for state, step in MOVES if step is Step.RESTORE]


@transaction.atomic
def quiet(*, now: datetime) -> int:
    """Every letter that was held, pressed or being sent becomes one that may have gone out. Gives how many."""
    rows = list(Letter.objects.filter(state__in=_ON_THE_WAY))
    return sum(outbox.move(row, Step.RESTORE, now=now, due_at=None) for row in rows)


def told(table: type[Owned], row: dict[str, Any], vault: Vault) -> dict[str, Any]:
    """A row of an export as it comes back. Whatever was pressed in a vault, its owner pressed.

    Raises ValueError for a state no letter has.
    """
    if table is not Letter:
        return row
    state = LetterState(row["state"])
    owner = vault.owner_id if row["pressed_at"] or state in _ON_THE_WAY else None
    quiet = {"state": LetterState.UNKNOWN.value, "due_at": None} if state in _ON_THE_WAY else {}
    return {**row, "pressed_by_id": owner, **quiet}
