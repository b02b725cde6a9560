"""The owner thanked somebody outside Mensch, and says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from mensch.models import Person, ThankYou, Vault
from mensch.services.access import see

_SAME = timedelta(minutes=10)


@transaction.atomic
def thank(*, vault: Vault, person: str, now: datetime) -> ThankYou:
    """Note the thanks. Pressed twice within minutes, it is one."""
    row = see(vault, Person, person)
    before: ThankYou | None = ThankYou.objects.filter(vault=vault, person=row, at__gte=now - _SAME).first()
    made: ThankYou = before or ThankYou.objects.create(vault=vault, person=row, at=now)
    return made
