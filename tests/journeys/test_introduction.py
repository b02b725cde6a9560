"""From a captured note to a thank-you: one who uses Mensch, two who do not, three mailboxes, a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import postbox
from tests.mailroom import Mailroom, mailroom
from tests.postgres import free_port
from tests.served import Served

pytestmark = [pytest.mark.journey, pytest.mark.edge]
ADA, LENA, JOAN = "ada@example.org", "lena@mills.example", "joan@law.example"


@pytest.fixture
def post() -> Iterator[Mailroom]:
    with mailroom() as one:
        yield one


@pytest.fixture
def served(tmp_path: Path, post: Mailroom) -> Iterator[Served]:
    port = free_port()
    one = Served(tmp_path, port, MENSCH_OUTBOUND_ALLOW=post.allowed, MENSCH_URL=f"http://127.0.0.1:{port}")
    yield one
    one.process.terminate()
    one.process.wait(30)


def test_from_a_captured_note_to_a_thank_you_with_three_mailboxes(
    browser: Browser, served: Served, post: Mailroom
) -> None:
    page = browser.new_page()
    page.goto(served.link())
    page.get_by_role("button", name="Sign in").click()
    mail_account(page, served, post)
    note(page, served, "Joan Perry", JOAN, works_on="Reviews contracts for small firms")
    note(page, served, "Lena Fischer", LENA, would_help="Needs a contract review")
    write_the_letters(page)
    asked = post.arrives(LENA)
    assert JOAN not in str(asked)
    assert "Perry" not in str(asked)
    assert asked["From"] == f"Ada Lindqvist <{ADA}>"
    say_yes(browser, asked)
    other = post.arrives(JOAN)
    assert LENA not in str(other)
    say_yes(browser, other)
    joined = post.arrives(LENA, 2)
    assert {LENA, JOAN} <= set(re.findall(r"[\w.]+@[\w.]+\w", str(joined["To"])))
    assert post.arrives(JOAN, 2)["Message-ID"] == joined["Message-ID"]
    tell(browser, joined)
    hear(page, served)
    page.close()


def mail_account(page: Page, served: Served, post: Mailroom) -> None:
    page.goto(f"{served.url}/settings/mail")
    page.get_by_text("Your mailbox, to see what came back").click()
    told = {"sender": ADA, "host": "127.0.0.1", "port": str(post.server.port), "user": postbox.USER}
    inbox = {"imap_host": "127.0.0.1", "imap_port": str(post.imap_port), "imap_user": "ada"}
    for name, value in {**told, "password": postbox.PASSWORD, **inbox}.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text(f"Letters leave as {ADA}")).to_be_visible()


def note(page: Page, served: Served, name: str, address: str, *, works_on: str = "", would_help: str = "") -> None:
    """“Whom did you meet?”: one page, one press."""
    page.goto(f"{served.url}/met")
    page.get_by_text("More: their work").click()
    told = {"Who was it?": name, "What do they work on?": works_on, "How to reach them": address}
    for label, value in {**told, "What would help them?": would_help}.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Keep", exact=False).first.click()
    expect(page.get_by_text(f"Kept: you met {name}")).to_be_visible()


def write_the_letters(page: Page) -> None:
    """What Lena needs has become an ask; it says who may help, and why. From there to letters, read and pressed."""
    page.get_by_role("link", name="Asks", exact=True).first.click()
    page.get_by_role("main").get_by_role("link", name="a contract review").click()
    expect(page.get_by_text("Reviews contracts for small firms")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name=re.compile("Introduce them.*Joan Perry")).or_(
        page.get_by_role("button", name=re.compile("Introduce them.*Joan Perry"))
    ).click()
    page.get_by_label("Why it is good for Lena Fischer").fill("Joan reviews contracts for small firms.")
    page.get_by_label("Why it is good for Joan Perry").fill("Lena has a lease to be read.")
    page.get_by_role("button", name="Write the letters").click()
    page.get_by_label("How are you called?").fill("Ada Lindqvist")
    page.get_by_role("button", name="Sign the letters").click()
    expect(page.get_by_label("To Lena", exact=True)).to_have_value(re.compile("reviews contracts"))
    page.get_by_role("button", name="Press: let it begin").click()


def say_yes(browser: Browser, mail: EmailMessage) -> None:
    """By the link in the mail: a browser that has never been here, and keeps no cookie."""
    answer(browser, link(mail), lambda page: page.get_by_role("button", name="Yes, please").click())


def link(mail: EmailMessage) -> str:
    return str(re.findall(r"http://\S+/i/[\w-]{22}", mail.get_content())[0])


def answer(browser: Browser, url: str, press: Callable[[Page], None]) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(url)
    press(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    assert not context.cookies()
    context.close()


def tell(browser: Browser, joined: EmailMessage) -> None:
    def press(page: Page) -> None:
        page.locator("label.chip").filter(has_text=re.compile("^Yes$")).click()
        page.get_by_label("Help", exact=True).check()
        page.get_by_label("In a sentence").fill("The lease is signed.")
        page.get_by_role("button", name="Tell").click()

    answer(browser, link(joined), press)


def hear(page: Page, served: Served) -> None:
    """After the thanks for both talks the giver reads on Today what came of it; it is kept among the thanks."""
    page.goto(f"{served.url}/today")
    for name in ("Joan Perry", "Lena Fischer"):
        expect(page.get_by_role("textbox", name=f"Draft of a letter to {name}")).to_be_visible()
        page.get_by_role("button", name="Already done").click()
    expect(page.get_by_text("The lease is signed.").first).to_be_visible()
    page.goto(f"{served.url}/introductions/thanks")
    expect(page.get_by_text("Lena Fischer").first).to_be_visible()
