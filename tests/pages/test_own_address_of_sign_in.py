"""The address a member signs in with is theirs, also when a mailbox only suggests it."""

from __future__ import annotations

from mensch.models import OwnAddress
from mensch.services.own_addresses import own_keys
from tests import world


def test_an_unsure_guess_about_the_address_of_sign_in_does_not_take_it_away(ada: world.Member) -> None:
    row = OwnAddress.objects.create(
        vault=ada.vault, kind="email", key="ada@example.org", value="ada@example.org", why={"sure": False}
    )
    assert own_keys(vault=ada.vault) == {"ada@example.org"}
    row.standing = "not_mine"
    row.save()
    assert own_keys(vault=ada.vault) == frozenset()
