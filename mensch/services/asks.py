"""What somebody is looking for, or glad to give: one sentence each, open until it is closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.models import Ask, Person, Vault
from mensch.services.access import see
from mensch.services.said import sentence

SIDES = ("looking", "giving")
_SAME = timedelta(minutes=10)


@transaction.atomic
def add(*, vault: Vault, person: str, side: str, words: str, until: date | None, now: datetime) -> Ask:
    """Keep what a person said. The same sentence within minutes is one. Raises InputError, Http404."""
    row = see(vault, Person, person)
    if side not in SIDES:
        raise InputError(_("It is something they look for, or something they are glad to give."))
    told = {"side": side, "words": sentence(words, 500), "until": until}
    same = Ask.objects.filter(vault=vault, person=row, ended_at=None, made_at__gte=now - _SAME, **told)
    before: Ask | None = same.first()
    made: Ask = before or Ask.objects.create(vault=vault, person=row, made_at=now, **told)
    return made


@transaction.atomic
def end(*, vault: Vault, ask: str, now: datetime) -> Ask:
    """It is found, given or over. A second press changes nothing."""
    row = see(vault, Ask, ask)
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
    return row


@transaction.atomic
def reopen(*, vault: Vault, ask: str) -> Ask:
    """It is open again. One that is open stays so."""
    row = see(vault, Ask, ask)
    if row.ended_at is not None:
        row.ended_at = None
        row.save(update_fields=["ended_at"])
    return row
