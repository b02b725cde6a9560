"""“They know each other, I was told”: the owner's word that two others do. It stands until it is taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.acquaintance import TOLD
from mensch.errors import InputError
from mensch.models import Acquaintance, Person, Vault
from mensch.services import captures, people_told
from mensch.services.access import see
from mensch.services.said import sentence


@transaction.atomic
def say(*, vault: Vault, person: str, other: str, now: datetime) -> Acquaintance:
    """Keep that this person and another, given by id or by a name only one has, know each other. Once. InputError."""
    row = see(vault, Person, person)
    whom = _other(vault, other)
    if whom.pk == row.pk:
        raise InputError(_("Please name somebody else: everybody knows themselves."))
    one, two = sorted((row.pk, whom.pk))
    told: Acquaintance
    told, _made = Acquaintance.objects.get_or_create(
        vault=vault, one_id=one, other_id=two, how=TOLD, key=TOLD, defaults={"at": now}
    )
    return told


def _other(vault: Vault, text: str) -> Person:
    """Nobody is guessed: a name that several have is answered with who they are."""
    name = sentence(text, 400)
    found = captures.namesakes(vault=vault, name=name)
    return see(vault, Person, found[0].public) if len(found) == 1 else people_told.find(vault=vault, text=name)


@transaction.atomic
def take_back(*, vault: Vault, acquaintance: str) -> Acquaintance:
    """The owner's word goes; what was seen in mail and calendar stays. Gives the row that went. InputError, Http404."""
    row = see(vault, Acquaintance, acquaintance)
    if row.how != TOLD:
        raise InputError(_("This was seen in your own mail or calendar. It goes with the import that brought it."))
    Acquaintance.objects.filter(vault=vault, pk=row.pk).delete()
    return row
