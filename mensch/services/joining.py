"""People joined by hand, and the list of all joins, each with its undo."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mensch.core.reasons import Reason
from mensch.errors import InputError
from mensch.models import Merge, Person, Vault
from mensch.services import merges, phrases
from mensch.services.access import public, see
from mensch.services.people_rows import PersonRow, rows_of
from mensch.services.search import search
from mensch.services.twins import waiting

_A_LIST = 50
_A_FEW = 6


@transaction.atomic
def by_hand(*, vault: Vault, person: str, other: str, now: datetime) -> Merge:
    """The owner lays another person into this one. Raises InputError, Http404."""
    kept = see(vault, Person, person)
    if not other:
        raise InputError(_("Choose the other person first."))
    absorbed = see(vault, Person, other)
    reason = {"code": "joined-by-hand", "facts": {}}
    return merges.join(vault=vault, kept=kept.pk, absorbed=absorbed.pk, reason=reason, now=now)


class Choice(NamedTuple):
    """Whom a person could be joined with, as far as they were looked for."""

    person: Person
    text: str
    found: list[PersonRow]


def choice(*, vault: Vault, person: str, text: str = "") -> Choice:
    """People to join with this one: those a question waits about, or those found by what was typed."""
    row = see(vault, Person, person)
    if text.strip():
        found = search(vault=vault, text=text)
    else:
        asked = waiting(vault).filter(Q(one=row) | Q(other=row)).values_list("one_id", "other_id")[:_A_FEW]
        found = rows_of(vault=vault, people=[pk for pair in asked for pk in pair])
    return Choice(row, text, [one for one in found if one.id != row.pk])


class Joined(NamedTuple):
    """A merge in the list of those that can be undone. `name`: of the one who left."""

    id: str
    kept: Person
    name: str
    reason: Reason | None
    at: datetime


def joined(*, vault: Vault, number: str = "1") -> Page[Merge]:
    """A page of merges, the latest first; `object_list` holds Joined."""
    rows = Merge.objects.filter(vault=vault, undone_at=None).select_related("kept").order_by("-id")
    found = Paginator(rows, _A_LIST).get_page(number)
    found.object_list = [_joined(row) for row in found.object_list]
    return found


def _joined(row: Merge) -> Any:
    reason = phrases.read(row.reason) if row.reason.get("code") else None
    return Joined(public(row.pk), row.kept, row.before.get("person", {}).get("full", ""), reason, row.made_at)
