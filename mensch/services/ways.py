"""Where a person can be reached."""

from __future__ import annotations

from typing import NamedTuple

from mensch.core.touches import Id
from mensch.models import Address, Vault


class Ways(NamedTuple):
    """The first address of each kind that is not known to have failed."""

    email: str
    phone: str


def ways_to(*, vault: Vault, person: Id) -> Ways:
    """The first e-mail address and the first telephone number of a person that are still good."""
    good = Address.objects.filter(
        vault=vault, person=person, gone_at=None, bounced_at=None, kind__in=("email", "phone")
    )
    found = dict(good.order_by("-place", "-id").values_list("kind", "value"))
    return Ways(found.get("email", ""), found.get("phone", ""))
