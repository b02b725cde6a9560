"""The end of a promise: kept, or kindly released. And its reopening."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mensch.core.promises import PromiseState
from mensch.errors import InputError
from mensch.models import Promise, PromiseEnd, Vault
from mensch.services.access import see

_ENDS = (PromiseState.KEPT.value, PromiseState.RELEASED.value)


@transaction.atomic
def end(*, vault: Vault, promise: str, how: str, now: datetime) -> PromiseEnd:
    """End a promise. The first end stands; `reopen` takes it back."""
    if how not in _ENDS:
        raise InputError("A promise is kept or released.")
    row = see(vault, Promise, promise)
    kept: PromiseEnd
    kept, _ = PromiseEnd.objects.get_or_create(vault=vault, promise=row, defaults={"how": how, "at": now})
    return kept


@transaction.atomic
def reopen(*, vault: Vault, promise: str) -> None:
    """The promise is open again. One that is open stays so."""
    row = see(vault, Promise, promise)
    PromiseEnd.objects.filter(vault=vault, promise=row).delete()
