"""Ticking the faces one remembers: the owner's word on whom they have met, thirty names at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.models import Correction, Person, Vault
from mensch.services import standings
from mensch.services.access import see
from mensch.services.people_list import Listing, Wanted, listing

PAGE = 30
ASKED = ("two-way", "one-way", "listed")  # whoever writes is remembered first; who was met needs no tick


def page(*, vault: Vault, evidence: str, after: str) -> tuple[str, Listing]:
    """The next thirty of those nobody knows to be met, and their word; from the first word that has anybody."""
    begin = ASKED.index(evidence) if evidence in ASKED else 0
    for word in ASKED[begin:]:
        found = listing(vault=vault, asked=Wanted(evidence=word, after=after if word == evidence else ""), size=PAGE)
        if found.lines:
            return word, found
    return "", Listing(())


@transaction.atomic
def remembered(*, vault: Vault, people: Sequence[str], now: datetime) -> int:
    """The owner has met these. Gives how many were ticked. Raises Http404."""
    rows = [see(vault, Person, one) for one in dict.fromkeys(people)]
    new = [row for row in rows if row.standing != "met"]
    Correction.objects.bulk_create(Correction(vault=vault, person=row, says="met", made_at=now) for row in new)
    standings.refresh(vault=vault, people=[row.pk for row in new])
    return len(new)


@transaction.atomic
def take_back(*, vault: Vault, at: str, now: datetime) -> None:
    """Withdraw everything ticked in that moment. Raises InputError."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise InputError(_("There is nothing to take back.")) from error
    if moment.tzinfo is None:
        raise InputError(_("There is nothing to take back."))
    rows = Correction.objects.filter(vault=vault, says="met", made_at=moment, withdrawn_at=None)
    people = list(rows.values_list("person_id", flat=True))
    rows.update(withdrawn_at=now)
    standings.refresh(vault=vault, people=people)
