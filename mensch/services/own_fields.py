"""Which facts about a person are the owner's own word: a record like those of files, from the source `own`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mensch.models import Person, RawRecord, Vault
from mensch.services.access import public

SOURCE = "own"


def remember(*, vault: Vault, person: Person, fields: Mapping[str, str], now: datetime) -> None:
    """Keep which facts are the owner's own, empty ones too: those no import fills again."""
    record, _made = RawRecord.objects.get_or_create(
        vault=vault, source=SOURCE, key=public(person.pk), defaults={"person": person, "seen_at": now, "said": {}}
    )
    told: dict[str, Any] = dict(record.said)
    record.said = {"addresses": [], "labels": [], "note": "", **told, "fields": {**told.get("fields", {}), **fields}}
    record.seen_at = now
    record.save(update_fields=["said", "seen_at"])


def fields_of(*, vault: Vault, person: int) -> frozenset[str]:
    """The facts about a person on which the owner's word stands."""
    rows = RawRecord.objects.filter(vault=vault, person=person, source=SOURCE).values_list("said", flat=True)
    return frozenset(name for said in rows for name in said.get("fields", ()))
