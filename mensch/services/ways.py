"""Where a person can be reached."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import QuerySet

from mensch.core.touches import Id
from mensch.models import Address, Vault
from mensch.services.prepared import prepared


class Ways(NamedTuple):
    """The first address of each kind that is not known to have failed."""

    email: str
    phone: str


def ways_to(*, vault: Vault, person: Id) -> Ways:
    """The first e-mail address and the first telephone number of a person that are still good."""
    found = dict(_good(vault=vault, person=person))
    return Ways(found.get("email", ""), found.get("phone", ""))


@prepared()
def _good(*, vault: Vault, person: Id) -> QuerySet[Any, Any]:
    good = Address.objects.filter(vault=vault, person=person, gone_at=None, bounced_at=None)
    return good.filter(kind__in=("email", "phone")).order_by("-place", "-id").values_list("kind", "value")
