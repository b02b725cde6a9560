"""What a member says about themself and how Mensch should look to them."""

from __future__ import annotations

import zoneinfo
from functools import cache

from allauth.account.models import EmailAddress
from django.db import transaction

from mensch.models import User, Vault
from mensch.services.ways_in import PLACEHOLDER

SCHEMES = ("system", "light", "dark")


@cache
def zones() -> tuple[str, ...]:
    """The time zones one can choose from: places, no abbreviations. Hundreds of files say so, read once."""
    places = (z for z in zoneinfo.available_timezones() if "/" in z and not z.startswith(("Etc/", "SystemV/")))
    return *sorted(places), "UTC"


def is_placeholder(user: User) -> bool:
    """Whether this is the member made at the first start, who has not said a mail address yet."""
    return user.email == PLACEHOLDER


@transaction.atomic
def settle(*, user: User, vault: Vault, name: str, zone: str, scheme: str, keys_on: bool) -> None:
    """Keeps the member's own choices."""
    User.objects.filter(pk=user.pk).update(name=name)
    Vault.objects.filter(pk=vault.pk).update(time_zone=zone, scheme=scheme, keys_on=keys_on)


@transaction.atomic
def call(*, user: User, name: str) -> None:
    """How the member is called where others read it. An empty name changes nothing."""
    if name.strip():
        user.name = " ".join(name.split())[:200]
        user.save(update_fields=["name"])


@transaction.atomic
def first_address(*, user: User, email: str) -> bool:
    """Gives the first member their mail address, once. False when it is taken."""
    if not is_placeholder(user) or User.objects.filter(email__iexact=email).exists():
        return False
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
    return bool(User.objects.filter(pk=user.pk, email=PLACEHOLDER).update(email=email))
