"""Mail that came back: its letter did not arrive, and an address that is gone is marked. The owner can take it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from mensch.core.mailbox import canonical
from mensch.core.outbox import Step
from mensch.core.people import email_key
from mensch.core.records import Seen
from mensch.core.returned import Cause, Returned
from mensch.formats import dsn
from mensch.models import Address, Letter, Vault
from mensch.services import outbox

_LATE = timedelta(days=30)


class Told(NamedTuple):
    """What one returned mail says: whose address, why, and what was done."""

    address: str
    cause: Cause
    said: str
    marked: list[Address]
    letters: list[Letter]


class Taken(NamedTuple):
    """`unread`: parts of the report that could not be read."""

    told: list[Told]
    unread: int


@transaction.atomic
def take(*, vault: Vault, data: bytes, now: datetime, pasted: bool) -> Taken:
    """Take a report in. One that only lay in the mailbox counts when a letter of ours is what came back: anybody can
    send a forged one. What the owner pastes, the owner vouches for."""
    items = [item for item in dsn.read(data) if not isinstance(item, Seen)]
    found = [item for item in items if isinstance(item, Returned)]
    told = [one for one in (_take(vault, item, now, pasted) for item in found) if one]
    return Taken(told, len(items) - len(found))


def _take(vault: Vault, one: Returned, now: datetime, pasted: bool) -> Told | None:
    letters = list(_letters(vault, one, now))
    if not letters and not pasted:
        return None
    if one.cause is Cause.WAITING:
        return Told(one.address, one.cause, one.said, [], letters)
    for letter in letters:
        outbox.move(letter, Step.COME_BACK, now=now, said=one.said, why=f"came-back-{one.cause}", due_at=None)
    marked = _mark(vault, one, now) if one.cause is Cause.GONE else []
    return Told(one.address, one.cause, one.said, marked, letters)


def _letters(vault: Vault, one: Returned, now: datetime) -> Iterable[Letter]:
    """The letters it is about: by Message-ID, and only if they went to that address."""
    rows = Letter.objects.filter(vault=vault, message_id__in=[*one.letters][:50], pressed_at__gte=now - _LATE)
    mailbox = canonical(one.address)
    return [row for row in rows.exclude(message_id="") if mailbox in map(canonical, (*row.to, *row.cc))]


def _mark(vault: Vault, one: Returned, now: datetime) -> list[Address]:
    rows = Address.objects.filter(vault=vault, kind="email", key=email_key(one.address), bounced_at=None)
    found = list(rows.select_related("person"))
    rows.update(bounced_at=now)
    return found
