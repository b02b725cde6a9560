"""Every page, with and without data, and what is said when something is wrong: axe, width, focus, console."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests import world
from tests.journeys.look import Look, opened
from tests.journeys.walk import at_home, pages
from tests.makers import populate

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada(transactional_db: None) -> world.Member:
    one = world.member("ada@example.org", "Ada Lindqvist")
    at_home(one)
    return one


@pytest.fixture
def look(browser: Browser, live_server: LiveServer, ada: world.Member) -> Iterator[Look]:
    with opened(browser, ada, live_server.url) as context:
        yield Look(context.new_page(), live_server.url)


def test_every_page_with_data_can_be_read_by_everybody(look: Look, ada: world.Member) -> None:
    populate(ada)
    shown = list(pages(ada.client, ada.vault, with_ids=True))
    assert len(shown) > 15
    for name, path in shown:
        look.go(path)
        look.at(f"{name} with data")
        look.focus(name)
    assert not look.wrong, "\n".join(look.wrong)


def test_every_page_without_data_can_be_read_by_everybody(look: Look, ada: world.Member) -> None:
    for name, path in pages(ada.client, ada.vault, with_ids=False):
        if not path.startswith("/account/"):  # the same with and without data
            look.go(path)
            look.at(f"{name} empty")
    assert not look.wrong, "\n".join(look.wrong)


def test_every_page_before_signing_in_can_be_read_by_everybody(
    browser: Browser, live_server: LiveServer, ada: world.Member
) -> None:
    with opened(browser, None, live_server.url) as context:
        look = Look(context.new_page(), live_server.url)
        shown = list(pages(Client(), ada.vault, with_ids=True))
        assert {"account_login", "way_in", "invitation"} <= {name for name, _ in shown}
        for name, path in shown:
            look.go(path)
            look.at(f"{name} before signing in")
            look.focus(name)
        look.go("/account/login/")
        look.page.get_by_label("Email").fill("ada@example.org")
        look.page.get_by_role("button", name="Mail me a code").click()
        look.at("code to type")
        look.page.get_by_label("Code").fill("WRONG-1")
        with look.page.expect_navigation():
            look.page.keyboard.press("Enter")
        look.at("wrong code")
    assert not look.wrong, "\n".join(look.wrong)


def test_what_is_said_when_something_is_wrong_can_be_read_by_everybody(look: Look, ada: world.Member) -> None:
    populate(ada)
    for name, path, status in (("unknown", "/nowhere", 404), ("used link", "/in/used", 404)):
        look.go(path)
        look.at(name, status=status)
    look.go("/import")
    look.page.get_by_role("button", name="Read them").click()
    look.at("import without a file", status=422)
    look.go("/settings")
    look.page.evaluate("document.querySelector('select[name=zone]').value = ''")
    with look.page.expect_navigation():
        look.page.evaluate("document.querySelector('form[action$=\"/settings\"]').submit()")
    look.at("settings not understood", status=422)
    assert not look.wrong, "\n".join(look.wrong)


def test_what_is_wrong_with_a_page_is_found(browser: Browser) -> None:
    with opened(browser, None, "") as context:
        look = Look(context.new_page(), "")
        look.page.set_content(
            "<html lang='en'><title>a</title><main><h1>a</h1><p style='color:#ccc;width:900px'>pale and wide</p>"
            "<a href='#' style='outline:none'>unseen</a><img src='data:,'></main>"
        )
        look.page.evaluate("console.error('planted')")
        look.at("bad")
        look.focus("bad")
    for planted in ("color-contrast", "image-alt", "wider than 320", "no focus ring", "planted"):
        assert any(planted in wrong for wrong in look.wrong), planted
