"""After a meeting: again, glad or no, and one private line on how it felt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from mensch.core.today import How
from mensch.errors import InputError
from mensch.models import AfterMeeting, Laid, Touch, Vault
from mensch.services import nudges
from mensch.services.access import public, see
from mensch.services.today_meetings import ANSWERS


@transaction.atomic
def answer(
    *, vault: Vault, answers: Mapping[str, str], felt: str, nudge: str = "", now: datetime, today: date
) -> Laid | None:
    """Keep the answers, by the public id of the touch; an answer given again replaces the one before.

    `felt` is for the owner alone and stands with the first of them. `nudge`: the line of Today that asked; it is done.
    """
    row = None
    for number, (touch, said) in enumerate(answers.items()):
        if said not in ANSWERS:
            raise InputError("An answer is again, glad or no.")
        row = see(vault, Touch, touch)
        fields = {"person_id": row.person_id, "answer": said, "made_at": now}
        if felt and number == 0:
            fields["felt"] = " ".join(felt.split())[:300]
        AfterMeeting.objects.update_or_create(vault=vault, touch=row, defaults=fields)
    if row is None or not nudge:
        return None
    person, done = public(row.person_id), How.DONE.value
    return nudges.lay(vault=vault, person=person, nudge=nudge, how=done, now=now, today=today)
