"""Of whoever is only on a list: on which, and since when, where a source says a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mensch.core.reasons import Code, Reason, because
from mensch.models import RawRecord, Vault
from mensch.services.person_facts import source_word
from mensch.services.prepared import prepared


def dated(*, vault: Vault, told: Mapping[int, Reason]) -> dict[int, Reason]:
    """The same reasons by person; "on a list" with its list and day, when one is known."""
    only = [person for person, why in told.items() if why.code == Code.LISTED]
    first: dict[int, tuple[date, str]] = {}
    for person, source, on in _days(vault=vault, people=only):
        first[person] = min((on, source), first.get(person, (on, source)))
    more = {pk: because(Code.LISTED, source=source_word(source), since=on) for pk, (on, source) in first.items()}
    return {**told, **more}


@prepared()
def _days(*, vault: Vault, people: Sequence[int]) -> QuerySet[Any, Any]:
    rows = RawRecord.objects.filter(vault=vault, person__in=people, listed_on__isnull=False)
    return rows.values_list("person_id", "source", "listed_on")
