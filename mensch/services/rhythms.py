"""Rhythm: how often the owner would like to be in touch. No deadline; any touch starts it anew by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.models import Person, Rhythm, Vault
from mensch.services.access import see

CHOICES = (14, 30, 42, 60, 90, 180, 365)
_LONGEST = 3660


@transaction.atomic
def wish(*, vault: Vault, person: str, days: str, now: datetime) -> tuple[Rhythm, int]:
    """Set or change a rhythm; gives it and the days before (0: there was none). Raises InputError, Http404."""
    row = see(vault, Person, person)
    if not days.isascii() or not days.isdecimal() or not 1 <= int(days) <= _LONGEST:
        raise InputError(_("Choose how often you would like to be in touch."))
    before = Rhythm.objects.filter(vault=vault, person=row).values_list("days", flat=True).first() or 0
    rhythm: Rhythm
    rhythm, _made = Rhythm.objects.update_or_create(
        vault=vault, person=row, defaults={"days": int(days), "set_at": now}
    )
    return rhythm, before


@transaction.atomic
def stop(*, vault: Vault, rhythm: str) -> Rhythm:
    """No rhythm any more. Gives the row that went."""
    row = see(vault, Rhythm, rhythm)
    Rhythm.objects.filter(vault=vault, pk=row.pk).delete()
    return row
