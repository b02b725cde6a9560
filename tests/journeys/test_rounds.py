"""A round in a browser: the steward's pages from the call to the result, a member's by link, paper and wall."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from mensch.models import RoundAsking
from mensch.services import group_access, round_opening, rounds
from tests import rounding, world
from tests.journeys.look import Look, opened
from tests.journeys.shots import pictures
from tests.journeys.walk import at_home
from tests.rounding import Circle

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


def shown(look: Look, name: str, path: str) -> None:
    if path:
        look.go(path)
    look.at(name)
    look.focus(name)
    if folder := os.environ.get("SHOTS"):
        pictures(look.page, name, Path(folder))


def test_a_round_from_the_call_to_the_result(look: Look, ada: world.Member) -> None:
    one = rounding.called(ada)
    shown(look, "rounds", one.path.rpartition("/")[0])
    shown(look, "called", one.path)
    shown(look, "questions", one.link("nan"))
    look.page.get_by_label("What are you looking for?").fill("Violin lessons for my niece")
    look.page.get_by_label("Whom could you open a door to?").fill("a printer")
    look.page.get_by_role("button", name="Answer").click()
    assert "Your answer is kept" in look.page.content()
    for name, said in rounding.SAID.items():
        rounds.answer(member=one.members[name], round_=one.id(), said=said, now=timezone.now())
    _asked(look, one)
    _opened(look, one)
    assert not look.wrong, "\n".join(look.wrong)


def _asked(look: Look, one: Circle) -> None:
    shown(look, "doors", one.link("ben"))
    rounding.planned(one)
    shown(look, "planned", one.path)
    look.page.get_by_label("By mail, too").uncheck()
    look.page.get_by_role("button", name="Send the invitations").click()
    look.page.wait_for_url(f"**{one.path}")
    shown(look, "asked", "")
    shown(look, "wall", f"{one.path}/screen")
    look.go(one.path)
    look.page.get_by_role("button", name="Print answer slips").click()
    shown(look, "slips", "")
    shown(look, "would-you", one.link("ben"))
    look.page.get_by_role("button", name="Yes, please").click()
    assert "Your word is kept" in look.page.content()


def _opened(look: Look, one: Circle) -> None:
    rounding.reply(one, "ada", "cleo", no=("dan",))
    asking: RoundAsking = group_access.rows(one.members["ada"], RoundAsking).get()
    round_opening.due(now=asking.deadline)
    shown(look, "result", one.path)
    shown(look, "opened", one.link("ben"))
    shown(look, "fell", one.link("nan"))
    shown(look, "mine", f"{one.path}/mine")
