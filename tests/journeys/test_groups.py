"""A group from its founding to thanks: a steward, a member with an account, and one with a private link, no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests import world
from tests.journeys.look import Look, opened

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada(transactional_db: None) -> world.Member:
    return world.member("ada@example.org", "Ada Lindqvist")


@pytest.fixture
def ben(transactional_db: None) -> world.Member:
    return world.member("ben@example.org", "Ben Okafor")


class WithoutScript(Look):
    """Only walks: axe itself is script."""

    def at(self, name: str, *, status: int = 200) -> None:
        """Nothing to look at with."""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def founded(look: Look) -> str:
    """Ada founds a group, describes herself, and makes a link. Returns the link."""
    page = look.page
    look.go("/groups")
    look.at("groups none yet")
    page.get_by_role("link", name="Found a group").click()
    look.at("group new")
    page.get_by_label("Its name").fill("Harbour Chapter")
    page.get_by_label("Where it meets").fill("Harbour Town")
    page.get_by_label("What it is for").fill("We meet on the last Tuesday, over breakfast.")
    press(page, "Found it")
    look.at("group home empty")
    page.get_by_role("link", name="Write my card").click()
    page.get_by_label("What you do").fill("Bookbinder")
    page.get_by_label("Town", exact=True).fill("Harbour Town")
    press(page, "Keep")
    page.get_by_role("link", name="Invite people").click()
    look.at("group invite")
    press(page, "Make a link")
    look.at("group invite link")
    return page.get_by_label("Copy it, and send it yourself").input_value()


def came_by_link(page: Page, look: Look, link: str) -> None:
    """Nan joins without an account and puts something on the board."""
    page.goto(link)
    look.at("join")
    page.get_by_label("Your name, as the group shall see it").fill("Nan Roberts")
    page.get_by_label("Your mail address, if you like").fill("nan@example.org")
    press(page, "Join")
    look.at("joined")
    page.get_by_role("link", name="I have kept it. Go in").click()
    look.at("link home")
    page.get_by_role("link", name="Glad to give").click()
    page.get_by_label("In one sentence").fill("An hour of looking through somebody’s accounts")
    press(page, "Put it on the board")
    page.get_by_role("link", name="New ask").click()
    page.get_by_label("In one sentence").fill("Our products, 20% off")
    press(page, "Put it on the board")
    look.at("ask like an advert", status=422)
    page.get_by_label("In one sentence").fill("Somebody who restores bakery ovens near Harbour Town")
    page.get_by_label("Why it would help, if you like").fill("Ours cracked, and nobody makes the tiles any more.")
    press(page, "Put it on the board")
    look.said.clear()  # the browser notes the asked-for 422, sometimes a moment late
    look.at("link home with asks")
    for name in ("card", "members", "held", "leaving"):
        look.go(f"/g/{seat(page)}/{name}")
        look.at(f"link {name}")
    assert not page.context.cookies()


def seat(page: Page) -> str:
    found = re.search(r"/g/([\w-]+)", page.url)
    assert found
    return found[1]


def test_a_group_from_its_founding_to_thanks_with_and_without_an_account(
    browser: Browser, live_server: LiveServer, ada: world.Member, ben: world.Member
) -> None:
    wrong: list[str] = []
    with opened(browser, ada, live_server.url) as hers, opened(browser, ben, live_server.url) as his:
        steward, member = (Look(one.new_page(), live_server.url) for one in (hers, his))
        link = founded(steward)
        link = live_server.url + link[link.index("/join/") :]
        with opened(browser, None, live_server.url, java_script_enabled=False) as bare:
            nan = WithoutScript(bare.new_page(), live_server.url)
            came_by_link(nan.page, nan, link)
            home = f"/g/{seat(nan.page)}"
            hinted(member, link)
            nan.go(home)
            assert nan.page.get_by_text("Ben Okafor may know someone: “a mason who knows old ovens”.").is_visible()
            nan.page.get_by_role("link", name="Close it").first.click()
            nan.page.get_by_text("Ben Okafor", exact=True).click()
            nan.page.get_by_label("A word of thanks").fill("He came the same week.")
            press(nan.page, "It is found")
        with opened(browser, None, live_server.url) as scripted:
            again = Look(scripted.new_page(), live_server.url)
            came_by_link(again.page, again, link)
            wrong += again.wrong
        thanked(member, steward)
    wrong += steward.wrong + member.wrong
    assert not wrong, "\n".join(wrong)


def hinted(look: Look, link: str) -> None:
    """Ben joins with his account and knows somebody."""
    page = look.page
    page.goto(link)
    look.at("join with account")
    press(page, "Join")
    page.get_by_role("link", name="Look in my own book").click()
    look.at("own book")
    page.get_by_role("link", name="I may know someone").click()
    look.at("hint")
    page.get_by_label("What kind of person").fill("a mason who knows old ovens")
    press(page, "Tell Nan Roberts")
    look.at("group home hinted")


def thanked(member: Look, steward: Look) -> None:
    """Ben reads the thanks; the steward looks after everybody; Ben leaves."""
    page = member.page
    member.go("/groups")
    member.at("groups")
    page.get_by_role("link", name="Harbour Chapter").click()
    assert page.get_by_text("He came the same week.").is_visible()
    member.at("group home thanked")
    page.get_by_role("link", name="My card", exact=True).click()
    member.at("group card")
    group = page.url.rsplit("/", 1)[0]
    steward.page.goto(f"{group}/members")
    steward.page.get_by_text("For Ben Okafor").click()
    steward.at("group members")
    page.get_by_role("link", name="Leave the group").click()
    press(page, "Leave")
    member.at("group left")
    assert page.goto(group).status == 404  # type: ignore[union-attr]
