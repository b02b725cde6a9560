"""The tenant matrix: every route, every method, as owner, other member, stranger and nobody (seeds row 84)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mensch.models.base import new_id
from mensch.services.access import public
from tests import world
from tests.makers import KEYS, MAKERS, populate
from tests.routes import METHODS, Route, routes
from tests.snapshot import changed, snapshot

ROUTES = routes()
WITH_IDS = [route for route in ROUTES if route.names and not KEYS & set(route.names)]
# Pages for people who have not signed in. Everything else leads nobody anywhere but to the sign-in page.
PUBLIC = {
    *("home", "healthz", "readyz", "way_in", "invitation", "answer", "stop"),
    *("account_login", "account_request_login_code", "account_confirm_login_code", "account_logout"),
    *("account_signup", "account_inactive", "account_email_verification_sent"),
    *("mfa_authenticate", "mfa_login_webauthn", "mfa_signup_webauthn"),
}
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|"X-CSRFToken": ")\w+')
# Counting tries is what limits are for; they are no part of anybody's vault.
TRIES = frozenset({"mensch_attempt"})


def made(route: Route, vault: Any) -> dict[str, str]:
    return {name: MAKERS[name](vault) for name in route.names}


def nowhere(route: Route) -> dict[str, str]:
    return {name: "999999999" if name == "pk" else public(new_id()) for name in route.names}


def answer(client: Client, method: str, path: str) -> tuple[int, bytes, int]:
    """Status, body without the CSRF token, number of queries."""
    with CaptureQueriesContext(connection) as queries:
        response = client.generic(method, path)
    body = b"".join(response) if response.streaming else response.content
    return response.status_code, TOKEN.sub(b"", body), len(queries)


def allowed(route: Route, method: str) -> set[int]:
    """What a stranger may get: not found, no such method; account pages first ask again who is there."""
    again = {302} if route.shape.startswith("account/") else set()
    return {404, 405} | ({400, 422} if method == "POST" else set()) | again | ({200} if method == "OPTIONS" else set())


def test_every_name_in_a_url_has_a_maker_of_rows() -> None:
    missing = {f"{route}: {name}" for route in ROUTES for name in route.names if name not in MAKERS}
    assert not missing, f"add these to tests/makers.py: {sorted(missing)}"


@pytest.mark.parametrize("route", WITH_IDS, ids=str)
def test_a_stranger_learns_nothing_from_an_id_and_changes_nothing(
    route: Route, ada: world.Member, ben: world.Member, eve: world.Member
) -> None:
    populate(eve)
    hers = route.path(**made(route, ada.vault))
    none = route.path(**nowhere(route))
    before = snapshot(aside=TRIES)
    for other in (eve, ben):
        for method in METHODS:
            foreign = answer(other.client, method, hers)
            assert foreign[0] in allowed(route, method), (method, foreign[0])
            assert foreign == answer(other.client, method, none), method
    assert not changed(before, snapshot(aside=TRIES))


@pytest.mark.parametrize("route", [r for r in ROUTES if r.name not in PUBLIC], ids=str)
def test_nobody_is_led_to_the_sign_in_page_and_changes_nothing(route: Route, ada: world.Member, anyone: Client) -> None:
    path = route.path(**made(route, ada.vault))
    before = snapshot(aside=TRIES)
    for method in METHODS:
        response = anyone.generic(method, path)
        led = response.status_code == 302 and response.headers["Location"].startswith("/account/login/")
        assert led or response.status_code == 405, (method, response.status_code)
    assert not changed(before, snapshot(aside=TRIES))


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_the_owner_may_look_and_looking_changes_nothing(route: Route, ada: world.Member) -> None:
    populate(ada)
    path = route.path(**made(route, ada.vault))
    before = snapshot()
    for method in ("GET", "HEAD", "OPTIONS"):
        status = answer(ada.client, method, path)[0]
        # account pages about what is not set up yet (codes, an app) are not there
        assert status in (200, 204, 301, 302, 403, 405) or (status == 404 and "2fa/" in route.shape), (method, status)
    assert not changed(before, snapshot())


@pytest.mark.parametrize("route", [r for r in ROUTES if r.name in PUBLIC], ids=str)
def test_looking_as_nobody_changes_nothing(route: Route, ada: world.Member, anyone: Client) -> None:
    path = route.path(**made(route, ada.vault))
    before = snapshot()
    for method in ("GET", "HEAD"):
        assert anyone.generic(method, path).status_code < 500
    assert not changed(before, snapshot())
