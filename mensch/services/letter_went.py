"""What a letter that went means for its person: a word of the owner's, and a line of Today done."""

from __future__ import annotations

import zoneinfo
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from mensch.core.outbox import LetterState
from mensch.core.today import How
from mensch.core.touches import Kind
from mensch.errors import InputError
from mensch.models import Laid, Letter
from mensch.services import nudges
from mensch.services.access import public

_WENT = {LetterState.SENT, LetterState.SAID_SENT}


def follow(letter: Letter, *, now: datetime) -> Laid | None:
    """In the transaction of the step itself. Gives what was laid aside, so that it can be undone."""
    if letter.state not in _WENT or letter.person_id is None:
        return None
    vault, person = letter.vault, letter.person
    if letter.nudge:
        today = now.astimezone(zoneinfo.ZoneInfo(vault.time_zone)).date()
        told: dict[str, Any] = {"how": How.DONE.value, "now": now, "today": today, "letter": True}
        try:
            with transaction.atomic():
                return nudges.lay(vault=vault, person=public(letter.person_id), nudge=letter.nudge, **told)
        except (InputError, Http404):  # what it was about is gone meanwhile; the letter went all the same
            pass
    nudges.touched(vault=vault, person=person, at=now, kind=Kind.MAIL, key=public(letter.pk))
    return None
