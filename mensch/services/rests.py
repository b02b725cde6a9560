"""Rest: no nudges for a person until the owner ends it, or until they write."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mensch.models import Person, Rest, Vault
from mensch.services.access import see


@transaction.atomic
def let_rest(*, vault: Vault, person: str, now: datetime) -> Rest:
    """Let it rest. A person who rests already goes on resting."""
    row = see(vault, Person, person)
    before: Rest | None = Rest.objects.filter(vault=vault, person=row, ended_at=None).first()
    made: Rest = before or Rest.objects.create(vault=vault, person=row, since=now)
    return made


@transaction.atomic
def end(*, vault: Vault, rest: str, now: datetime) -> Rest:
    """The person is back among the others. A second press changes nothing."""
    row = see(vault, Rest, rest)
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
    return row
