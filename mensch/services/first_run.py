"""The first minutes: what a member says about themself before anything is read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mensch.core.people import email_key, url_key
from mensch.models import Import, OwnAddress, Person, User, Vault
from mensch.services import own_addresses, reworking
from mensch.services.access import public


def is_first(*, vault: Vault) -> bool:
    """Whether nobody is in the book yet, and nothing is on its way into it."""
    return not any(model.objects.filter(vault=vault).exists() for model in (Person, Import))


def own(*, vault: Vault) -> list[OwnAddress]:
    """The addresses the owner said are theirs."""
    return list(OwnAddress.objects.filter(vault=vault, standing="mine").order_by("id"))


def not_understood(text: str) -> list[str]:
    """The lines that are no address."""
    return [line for line in lines(text) if not (email_key(line) or url_key(line))]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace(",", "\n").splitlines() if line.strip()]


@transaction.atomic
def settle(*, user: User, vault: Vault, name: str, addresses: str, zone: str, region: str, now: datetime) -> None:
    """Keep what the member said. An address they took out is not theirs any more."""
    User.objects.filter(pk=user.pk).update(name=name)
    Vault.objects.filter(pk=vault.pk).update(time_zone=zone, region=region)
    typed, before = lines(addresses), own(vault=vault)
    own_addresses.declare(vault=vault, values=typed, now=now)
    keys = {(email_key(line) or url_key(line))[:320] for line in typed}
    if keys - {row.key for row in before}:
        reworking.ask(vault=vault)
    for row in before:
        if row.key not in keys:
            reworking.decide(vault=vault, public_id=public(row.pk), mine=False, now=now)
