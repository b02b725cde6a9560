"""The page behind a circle's link: no account, no cookie, nobody's address, and a no that nobody can see."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from mensch import models
from mensch.services import erasing, suppressions
from tests import circling, world
from tests.pages.test_circles import ADDRESSES


def bare(page: bytes) -> bytes:
    return re.sub(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+', b"", page)


def test_looking_decides_nothing_and_shows_nobodys_name_or_address(ada: world.Member) -> None:
    one = circling.fresh(ada)
    anyone = Client()
    for verb in (anyone.get, anyone.head):
        answer = verb(f"/i/{one.link('Owen')}")
        assert answer.status_code == 200
        assert not answer.cookies
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    page = anyone.get(f"/i/{one.link('Owen')}").content.decode()
    for hidden in ("Whitlow", "Brandt", "<script", *ADDRESSES):
        assert hidden not in page
    assert not models.SeatAnswer.objects.exists()


@pytest.mark.parametrize("word", ["not_now", "never", "not_me"])
def test_after_a_no_the_owner_and_the_others_see_the_same_bytes_as_after_no_word(ada: world.Member, word: str) -> None:
    one = circling.fresh(ada)
    Client().post(f"/i/{one.link('Joan')}", {"says": "yes"})
    pages = (f"/introductions/circles/{one.id}", "/introductions/circles", "/introductions", "/today")
    before = [bare(ada.client.get(path).content) for path in pages]
    others = [bare(Client().get(f"/i/{one.link(name)}").content) for name in ("Joan", "Felix")]
    assert Client().post(f"/i/{one.link('Owen')}", {"says": word}).status_code == 200
    assert [bare(ada.client.get(path).content) for path in pages] == before
    assert [bare(Client().get(f"/i/{one.link(name)}").content) for name in ("Joan", "Felix")] == others
    assert suppressions.suppressed(address="owen@grant.example") == (word == "never")


def test_the_last_yes_gets_the_same_page_as_the_first(ada: world.Member) -> None:
    one = circling.fresh(ada)
    said = [Client().post(f"/i/{one.link(name)}", {"says": "yes"}).content for name in ("Joan", "Owen", "Felix")]
    assert said[0] == said[1] == said[2]
    assert models.Opening.objects.filter(vault=ada.vault).count() == 3
    assert Client().get("/i/" + "x" * 22).status_code == 404


def test_a_yes_may_be_taken_back_until_everybody_agreed(ada: world.Member) -> None:
    one = circling.fresh(ada)
    for name, word in (("Joan", "yes"), ("Owen", "yes"), ("Joan", "not_now"), ("Felix", "yes")):
        assert Client().post(f"/i/{one.link(name)}", {"says": word}).status_code == 200
    assert not models.Opening.objects.filter(vault=ada.vault).exists()
    assert Client().post(f"/i/{one.link('Joan')}", {"says": "yes"}).status_code == 200
    assert models.Opening.objects.filter(vault=ada.vault).count() == 3


def test_not_for_me_is_a_last_word_and_closes_the_link(ada: world.Member) -> None:
    one = circling.fresh(ada)
    token = one.link("Owen")
    assert Client().post(f"/i/{token}", {"says": "not_me"}).status_code == 200
    assert Client().get(f"/i/{token}").status_code == 404
    assert Client().post(f"/i/{token}", {"says": "yes"}).status_code == 404


def test_what_is_none_of_the_answers_is_said_and_keeps_nothing(ada: world.Member) -> None:
    one = circling.fresh(ada)
    assert Client().post(f"/i/{one.link('Owen')}", {"says": "maybe"}).status_code == 422
    assert not models.SeatAnswer.objects.exists()


def test_whoever_is_erased_leaves_no_word_in_the_letters_of_the_others(ada: world.Member) -> None:
    one = circling.fresh(ada)
    erasing.erase(vault=ada.vault, person=world.public_id(one.three.people["Owen"]), now=world.NOW)
    told = [*models.Letter.objects.values_list("body", "subject"), *models.Seat.objects.values_list("words", "opening")]
    assert not any("Owen" in part for row in told for part in row)
