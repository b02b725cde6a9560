"""The pages behind a link: nothing is decided by looking, a no looks like no word, and every closed link is alike."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import cast

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from mensch import models
from mensch.core.introductions import Part
from mensch.services import limits
from tests import introducing, world
from tests.introducing import Pair, fresh, post
from tests.snapshot import changed, snapshot

TRIES = frozenset({"mensch_attempt"})


def test_scanners_that_open_every_link_decide_nothing(ada: world.Member) -> None:
    pair = fresh(ada)
    assert introducing.says(pair, Part.FIRST, now=timezone.now())
    assert introducing.says(pair, Part.SECOND, now=timezone.now())
    letters = models.Letter.objects.filter(vault=ada.vault)
    links = {link for letter in letters for link in re.findall(r"/i/[\w-]+", letter.body)}
    assert len(links) == 4
    before = snapshot()
    for link in sorted(links):
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE"):
            assert Client().generic(method, link).status_code in (200, 404, 405)
    assert not changed(before, snapshot())


def test_no_cookie_no_script_no_address_and_no_word_to_the_next_page(ada: world.Member) -> None:
    pair = fresh(ada)
    page = cast(HttpResponse, Client().get(f"/i/{pair.link()}"))
    html = page.content.decode()
    assert not page.cookies
    assert "<script" not in html
    assert not re.search(r"[\w.]+@[\w.]+", html)
    assert "Marin" not in html
    assert "Ada Lindqvist" in html
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert not post(pair.link()).cookies


def test_unknown_expired_used_ended_and_held_links_get_the_same_answer(ada: world.Member, ben: world.Member) -> None:
    introducing.account(ben)
    expired = introducing.pressed(ben)  # in the world's November, which may lie weeks back
    models.Letter.objects.filter(vault=ben.vault).update(pressed_at=timezone.now() - timedelta(days=15))
    pair = fresh(ada)
    held, never = pair.link(Part.SECOND), pair.link()
    assert post(never, "never").status_code == 200
    tokens = [secrets.token_urlsafe(16), "short", "ü" * 30, expired.link(), held, never]
    asked = [Client().get(f"/i/{token}") for token in tokens]
    told = [post(token) for token in tokens]
    bodies = {(one.status_code, cast(HttpResponse, one).content) for one in (*asked, *told)}
    assert len(bodies) == 1
    assert {answer.status_code for answer in asked} == {404}


def test_a_press_that_comes_from_another_site_is_refused(ada: world.Member) -> None:
    pair = fresh(ada)
    refused = Client(headers={"Sec-Fetch-Site": "cross-site"}).post(f"/i/{pair.link()}", {"says": "yes"})
    assert refused.status_code == 403
    assert not models.Answer.objects.exists()
    for site in ("none", "same-origin"):
        assert Client(headers={"Sec-Fetch-Site": site}).post(f"/i/{pair.link()}", {"says": "yes"}).status_code == 200


def test_guessing_is_slowed_down_and_a_guess_is_never_right(ada: world.Member) -> None:
    fresh(ada)
    tries, _seconds = limits.LIMITS["token"]
    found = [post(secrets.token_urlsafe(16)).status_code for _ in range(tries + 1)]
    assert found == [404] * tries + [429]


def owner_pages(pair: Pair) -> list[bytes]:
    """All that the owner can look at, without the token of the form."""
    pages = ["/today", "/people", "/introductions", "/introductions/thanks", f"/introductions/{pair.id}", "/releases"]
    pages += [f"/people/{world.public_id(one)}" for one in (pair.first, pair.second) if one]
    found = [pair.member.client.get(page).content for page in pages]
    return [re.sub(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+', b"", page) for page in found]


@pytest.mark.parametrize("days", [1, 5, 13, 14])
@pytest.mark.parametrize("word", ["not_now", "never"])
def test_after_a_no_the_owner_sees_the_same_bytes_as_after_no_word(ada: world.Member, word: str, days: int) -> None:
    pair = fresh(ada)
    models.Letter.objects.filter(state="pressed").update(pressed_at=timezone.now() - timedelta(days=days))
    silent = owner_pages(pair)
    assert post(pair.link(), word).status_code == (404 if days == 14 else 200)
    assert owner_pages(pair) == silent


def test_a_replayed_answer_is_one_answer_and_not_now_may_become_a_yes(ada: world.Member) -> None:
    pair = fresh(ada)
    for _ in range(3):
        assert post(pair.link(), "not_now").status_code == 200
    assert models.Answer.objects.count() == 1
    assert post(pair.link()).status_code == 200
    assert models.Acceptance.objects.count() == 1
    assert pair.letter(Part.SECOND, "meet").state == "pressed"
    assert post(pair.link()).status_code == 200
    assert models.Answer.objects.count() == 2


def test_the_page_after_a_yes_is_the_same_for_the_first_and_for_the_second(ada: world.Member) -> None:
    pair = fresh(ada)
    assert post(pair.link()).content == post(pair.link(Part.SECOND)).content
