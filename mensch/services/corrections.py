"""The owner's word on how they know somebody: it wins over every source until it is taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.touches import Correction as Word
from mensch.errors import InputError
from mensch.models import Correction, Person, Vault
from mensch.services import standings
from mensch.services.access import see

_SAYS = ("met", "never_met", "two_way", "not_two_way")
_TOGETHER = {"nobody": ("never_met", "not_two_way")}  # "this is nobody I know" is both at once


@transaction.atomic
def say(*, vault: Vault, person: str, says: str, on: date | None, now: datetime) -> Correction:
    """Keep the owner's word; said twice it is one. Raises InputError, Http404."""
    row = see(vault, Person, person)
    words = _TOGETHER.get(says, (says,))
    if not set(words) <= set(_SAYS):
        raise InputError(_("That is no word on how you know somebody."))
    made = [_one(vault, row, word, on if word == "met" else None, now) for word in words]
    standings.refresh(vault=vault, people=[row.pk])
    return made[-1]


def _one(vault: Vault, person: Person, says: str, on: date | None, now: datetime) -> Correction:
    standing = standings.corrections_of(vault=vault, people=[person.pk]).get(person.pk, Word())
    rows = Correction.objects.filter(vault=vault, person=person, says=says, on=on, withdrawn_at=None)
    known: Correction | None = rows.order_by("-made_at").first()
    if known and _stands(standing, says, on):
        return known
    made: Correction = Correction.objects.create(vault=vault, person=person, says=says, on=on, made_at=now)
    return made


def _stands(word: Word, says: str, on: date | None) -> bool:
    if says in ("met", "never_met"):
        return word.met is (says == "met") and word.on == on
    return word.write is (says == "two_way")


@transaction.atomic
def withdraw(*, vault: Vault, correction: str, now: datetime) -> Correction:
    """Take a word back, with what was said in the same breath. A second press changes nothing."""
    row = see(vault, Correction, correction)
    breath = Correction.objects.filter(vault=vault, person=row.person_id, made_at=row.made_at, withdrawn_at=None)
    if breath.update(withdrawn_at=now):
        standings.refresh(vault=vault, people=[row.person_id])
    return row


@transaction.atomic
def stand_again(*, vault: Vault, correction: str) -> Correction:
    """A word that was taken back counts again, with what was taken back in the same breath."""
    row = see(vault, Correction, correction)
    breath = Correction.objects.filter(vault=vault, person=row.person_id, made_at=row.made_at)
    if row.withdrawn_at and breath.filter(withdrawn_at=row.withdrawn_at).update(withdrawn_at=None):
        standings.refresh(vault=vault, people=[row.person_id])
    return row
