"""What the owner says of an answer: not this person for this ask, not that trade; and which kind of ask it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.asks import ruled_out
from mensch.core.matching.kinds import kind_named
from mensch.errors import InputError
from mensch.models import Aside, Ask, Person, Vault
from mensch.services.access import see
from mensch.services.said import sentence


@transaction.atomic
def set_aside(*, vault: Vault, ask: str, person: str, now: datetime) -> Aside:
    """Not for this ask. Pressed twice it is one. Raises Http404."""
    row: Aside
    whom = see(vault, Person, person)
    row, _new = Aside.objects.get_or_create(vault=vault, ask=see(vault, Ask, ask), person=whom, defaults={"at": now})
    return row


@transaction.atomic
def take_back(*, vault: Vault, aside: str) -> Ask:
    """Shown again where they fit. Gives the ask."""
    row = see(vault, Aside, aside)
    Aside.objects.filter(vault=vault, pk=row.pk).delete()
    ask: Ask = row.ask
    return ask


@transaction.atomic
def rule_out(*, vault: Vault, ask: str, word: str) -> Ask:
    """Not that: whoever does it is left out of this ask. Raises InputError, Http404."""
    row = see(vault, Ask, ask)
    row.without = ruled_out(row.without, sentence(word, 60))
    row.save(update_fields=["without"])
    return row


@transaction.atomic
def rule_in(*, vault: Vault, ask: str, word: str) -> Ask:
    """Undo of that."""
    row = see(vault, Ask, ask)
    row.without = [one for one in row.without if one.casefold() != word.strip().casefold()]
    row.save(update_fields=["without"])
    return row


@transaction.atomic
def choose_kind(*, vault: Vault, ask: str, kind: str) -> tuple[Ask, str]:
    """The kind as the owner sees it; empty: as the sentence says. Gives the row and the kind before."""
    row, before = see(vault, Ask, ask), ""
    named = kind_named(kind)
    if kind and named is None:
        raise InputError(_("That is no kind of ask."))
    before, row.kind = row.kind, named.value if named else ""
    row.save(update_fields=["kind"])
    return row, before
