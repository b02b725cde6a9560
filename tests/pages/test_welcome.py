"""The first run: an empty book leads to what to bring, and the member says who they are."""

from __future__ import annotations

import pytest
from django.test import Client

from mensch.models import OwnAddress, User, Vault
from mensch.services import places
from tests import world

SAID = {"name": "Ada Lindqvist", "addresses": "ada@old.example\nlinkedin.com/in/ada", "zone": "Europe/Vienna"}


def test_an_empty_book_leads_home_to_what_to_bring(ada: world.Member) -> None:
    assert ada.client.get("/").headers["Location"] == "/welcome"
    page = ada.client.get("/welcome").content.decode()
    for word in ("LinkedIn", "three days", "Google contacts", "Apple contacts", "Outlook contacts", "mbox", "calendar"):
        assert word in page, word
    assert page.count("<li>") // 3 >= 6


def test_once_somebody_is_in_the_book_home_is_today(ada: world.Member) -> None:
    world.person(ada.vault)
    assert ada.client.get("/").headers["Location"] == "/today"


def test_while_files_are_read_home_is_today(ada: world.Member) -> None:
    world.importing(ada.vault)
    assert ada.client.get("/").headers["Location"] == "/today"


def test_people_of_others_do_not_count(ada: world.Member, ben: world.Member) -> None:
    world.person(ben.vault)
    assert ada.client.get("/").headers["Location"] == "/welcome"


def test_what_the_member_says_is_kept_and_leads_to_the_files(ada: world.Member) -> None:
    assert ada.client.post("/welcome", {**SAID, "region": "AT"}).headers["Location"] == "/import"
    vault = Vault.objects.get(owner=ada.user)
    assert (vault.time_zone, vault.region) == ("Europe/Vienna", "AT")
    assert User.objects.get(pk=ada.user.pk).name == "Ada Lindqvist"
    mine = OwnAddress.objects.filter(vault=vault, standing="mine")
    assert set(mine.values_list("key", flat=True)) == {"ada@old.example", "linkedin.com/in/ada"}


def test_an_address_taken_out_is_not_theirs_any_more(ada: world.Member) -> None:
    ada.client.post("/welcome", SAID)
    ada.client.post("/welcome", {**SAID, "addresses": "ada@old.example"})
    standings = dict(OwnAddress.objects.filter(vault=ada.vault).values_list("key", "standing"))
    assert standings == {"ada@old.example": "mine", "linkedin.com/in/ada": "not_mine"}


@pytest.mark.parametrize("wrong", [{"addresses": "not an address"}, {"zone": "Mars/Olympus"}, {"region": "XX"}])
def test_what_cannot_be_is_said_kindly_and_nothing_is_kept(ada: world.Member, wrong: dict[str, str]) -> None:
    answer = ada.client.post("/welcome", {**SAID, **wrong})
    assert answer.status_code == 422
    assert "Your text is still here" in answer.content.decode()
    assert Vault.objects.get(owner=ada.user).time_zone == "UTC"


def test_the_country_is_offered_from_the_time_zone(ada: world.Member) -> None:
    Vault.objects.filter(pk=ada.vault.pk).update(time_zone="Europe/Vienna")
    assert '<option value="AT" selected>Austria</option>' in ada.client.get("/welcome").content.decode()
    assert places.country_of("UTC") == ""


def test_a_country_left_open_is_that_of_the_time_zone(ada: world.Member) -> None:
    ada.client.post("/welcome", SAID)
    assert Vault.objects.get(owner=ada.user).region == "AT"


def test_the_countries_are_those_of_the_time_zone_database() -> None:
    assert {"DE", "GB", "JP"} <= places.countries().keys()


def test_welcome_is_not_for_strangers(anyone: Client) -> None:
    assert anyone.get("/welcome").headers["Location"] == "/account/login/?next=/welcome"
    assert anyone.get("/").headers["Location"] == "/today"
