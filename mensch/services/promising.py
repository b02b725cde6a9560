"""A promise is made, by the owner or to them. Its end: services.promise_ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from mensch.models import Person, Promise, PromiseEnd, Touch, Vault
from mensch.services.access import see
from mensch.services.said import sentence

_SAME = timedelta(minutes=10)


@transaction.atomic
def promise(
    *, vault: Vault, person: str, by_me: bool, words: str, due: date | None, now: datetime, touch: Touch | None = None
) -> Promise:
    """Keep a promise. The same words within minutes are one promise. Raises InputError, Http404."""
    row = see(vault, Person, person)
    told = {"by_me": by_me, "words": sentence(words, 500), "due": due}
    before: Promise | None = Promise.objects.filter(
        vault=vault, person=row, made_at__gte=now - _SAME, end=None, **told
    ).first()
    made: Promise = before or Promise.objects.create(vault=vault, person=row, touch=touch, made_at=now, **told)
    return made


@transaction.atomic
def confirm(*, vault: Vault, promise: str) -> Promise:
    """What was found in a text is a promise, says the owner."""
    row = see(vault, Promise, promise)
    if row.maybe:
        row.maybe = False
        row.save(update_fields=["maybe"])
    return row


@transaction.atomic
def remove(*, vault: Vault, promise: str) -> Promise:
    """It was never promised. Gives the row that went."""
    row = see(vault, Promise, promise)
    PromiseEnd.objects.filter(vault=vault, promise=row).delete()
    Promise.objects.filter(vault=vault, pk=row.pk).delete()
    return row
