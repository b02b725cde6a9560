"""The trail: one act after the other in a chain, so that taking one out or changing it shows."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction

from mensch.models import Trail, Vault


@transaction.atomic
def write(*, vault: Vault, verb: str, facts: dict[str, Any], now: datetime) -> Trail:
    """Add an act, in the transaction of the act itself. Ids, counts and keyed hashes, never words."""
    last = Trail.objects.filter(vault=vault).order_by("-n").first()
    row = Trail(vault=vault, n=last.n + 1 if last else 1, at=now, verb=verb, facts=facts)
    row.previous = last.hash if last else ""
    row.hash = link(row)
    row.save(force_insert=True)
    return row


def link(row: Trail) -> str:
    """SHA-256 of the hash before and of this act as canonical JSON."""
    said = {"n": row.n, "at": row.at.isoformat(), "verb": row.verb, "facts": row.facts}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{row.previous}{text}".encode()).hexdigest()


def broken(*, vault: Vault) -> int | None:
    """The number of the first act that does not fit the one before; None when the chain holds."""
    previous, number = "", 1
    for row in Trail.objects.filter(vault=vault).order_by("n"):
        if (row.n, row.previous, row.hash) != (number, previous, link(row)):
            return int(row.n)
        previous, number = row.hash, number + 1
    return None
