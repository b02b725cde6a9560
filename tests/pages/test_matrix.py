"""The tenant matrix: every route, every method, as owner, other member, stranger and nobody (seeds row 84)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from mensch import models
from mensch.models.base import new_id
from mensch.services.access import public
from tests import world
from tests.fixtures import shared_rows
from tests.makers import KEYS, MAKERS, populate
from tests.routes import METHODS, Route, routes
from tests.snapshot import changed, snapshot, writes

ROUTES = routes()
WITH_IDS = [route for route in ROUTES if route.names and not KEYS & set(route.names)]
# Pages for people who have not signed in. Everything else leads nobody anywhere but to the sign-in page.
PUBLIC = {
    *("home", "healthz", "readyz", "way_in", "invitation", "answer", "stop"),
    *("account_login", "account_request_login_code", "account_confirm_login_code", "account_logout"),
    *("account_signup", "account_inactive", "account_email_verification_sent"),
    *("round_by_link", "round_answers_by_link", "round_doors_by_link", "round_words_by_link", "round_replies_by_link"),
    *("mfa_authenticate", "mfa_login_webauthn", "mfa_signup_webauthn"),
    *(route.name for route in ROUTES if route.shape.startswith(("g/", "join/"))),
}
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|"X-CSRFToken": ")\w+')
# Counting tries is what limits are for; they are no part of anybody's vault.
TRIES = frozenset({"mensch_attempt"})


Snapshot = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Town:
    """Ada and Eve have one of everything, Ben has nothing; `made` are rows of Ada's, by their names in URLs."""

    ada: world.Member
    ben: world.Member
    eve: world.Member
    made: dict[str, str]
    before: Snapshot

    def path(self, route: Route) -> str:
        return route.path(**{name: self.made[name] for name in route.names})

    def changed(self, written: int, aside: frozenset[str] = frozenset()) -> list[str]:
        """The tables that are not as they were, if anything was written since the counter stood at `written`."""
        if writes() == written:
            return []
        return [table for table in changed(self.before, snapshot()) if table not in aside]


@pytest.fixture(scope="module")
def shared(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """Made once, for every route."""
    with shared_rows(django_db_blocker):
        with django_db_blocker.unblock():
            ada, ben, eve = (world.member(f"{name}@example.org", name) for name in ("ada", "ben", "eve"))
            populate(ada)
            populate(eve)
            made = {name: make(ada.vault) for name, make in MAKERS.items()}
            town = Town(ada, ben, eve, made, snapshot())
        yield town


@pytest.fixture
def town(shared: Town, db: None) -> Town:
    """Everybody in a browser of their own that has seen nothing yet."""
    ada, ben, eve = map(world.in_a_new_browser, (shared.ada, shared.ben, shared.eve))
    return replace(shared, ada=ada, ben=ben, eve=eve)


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
def test_a_stranger_learns_nothing_from_an_id_and_changes_nothing(route: Route, town: Town) -> None:
    hers, none = town.path(route), route.path(**nowhere(route))
    written = writes()
    for other in (town.eve, town.ben):
        for method in METHODS:
            foreign = answer(other.client, method, hers)
            assert foreign[0] in allowed(route, method), (method, foreign[0])
            assert foreign == answer(other.client, method, none), method
    assert not town.changed(written, TRIES)


@pytest.mark.parametrize("route", [r for r in ROUTES if r.name not in PUBLIC], ids=str)
def test_nobody_is_led_to_the_sign_in_page_and_changes_nothing(route: Route, town: Town, anyone: Client) -> None:
    path, written = town.path(route), writes()
    for method in METHODS:
        response = anyone.generic(method, path)
        led = response.status_code == 302 and response.headers["Location"].startswith("/account/login/")
        assert led or response.status_code == 405, (method, response.status_code)
    assert not town.changed(written, TRIES)


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_the_owner_may_look_and_looking_changes_nothing(route: Route, town: Town) -> None:
    path, written = town.path(route), writes()
    for method in ("GET", "HEAD", "OPTIONS"):
        status = answer(town.ada.client, method, path)[0]
        # account pages about what is not set up yet (codes, an app) are not there
        assert status in (200, 204, 301, 302, 403, 405) or (status == 404 and "2fa/" in route.shape), (method, status)
    assert not town.changed(written)


@pytest.mark.parametrize("route", [r for r in ROUTES if r.name in PUBLIC], ids=str)
def test_looking_as_nobody_changes_nothing(route: Route, town: Town, anyone: Client) -> None:
    path, written = town.path(route), writes()
    for method in ("GET", "HEAD"):
        assert anyone.generic(method, path).status_code < 500
    assert not town.changed(written)


def test_a_change_in_any_vault_is_seen(town: Town) -> None:
    written = writes()
    assert not town.changed(written)
    models.Person.objects.filter(vault=town.eve.vault).update(nickname="Cle")
    assert town.changed(written) == ["mensch_person"]
    assert not town.changed(written, frozenset({"mensch_person"}))
