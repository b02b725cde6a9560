"""Settings."""

from __future__ import annotations

from django.test import Client

from mensch.models import User, Vault
from mensch.services import ways_in
from tests import world


def test_what_a_member_says_is_kept(ada: world.Member) -> None:
    said = {"name": "Ada L.", "zone": "Europe/Vienna", "scheme": "dark"}
    assert ada.client.post("/settings", said).status_code == 302
    vault = Vault.objects.get(pk=ada.vault.pk)
    assert (vault.time_zone, vault.scheme, vault.keys_on) == ("Europe/Vienna", "dark", False)
    assert 'data-scheme="dark"' in ada.client.get("/settings").content.decode()


def test_a_time_zone_is_chosen_from_the_list_and_never_typed(ada: world.Member) -> None:
    answer = ada.client.post("/settings", {"zone": "'; drop table --", "scheme": "dark"})
    assert answer.status_code == 422
    assert Vault.objects.get(pk=ada.vault.pk).time_zone == "UTC"


def test_the_first_member_says_their_address_once(db: None) -> None:
    owner = world.signed_in(ways_in.first_member())
    assert "Your mail address" in owner.get("/settings").content.decode()
    owner.post("/settings/address", {"email": "ada@example.org"})
    owner.post("/settings/address", {"email": "dan@example.org"})
    assert User.objects.get().email == "ada@example.org"


def test_an_address_of_another_member_cannot_be_taken(ben: world.Member) -> None:
    owner = world.signed_in(User.objects.create_user(ways_in.PLACEHOLDER))
    assert owner.post("/settings/address", {"email": "BEN@example.org"}).status_code == 422


def test_settings_are_not_for_strangers(anyone: Client) -> None:
    assert anyone.get("/settings").headers["Location"] == "/account/login/?next=/settings"
