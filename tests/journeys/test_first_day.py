"""The first day: the link, three files, the honest reveal, Today, a letter. By keyboard, then without script."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.files import written
from tests.postgres import free_port
from tests.served import Served

pytestmark = pytest.mark.journey
_DROP = """
(files) => {
  const data = new DataTransfer();
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  for (const [name, text] of files) data.items.add(new File([bytes(text)], name));
  document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
}
"""
_HERE = """
() => {
  const e = document.activeElement;
  return [e.textContent, e.getAttribute("aria-label"), e.labels?.[0]?.textContent, e.name].filter(Boolean).join(" ");
}
"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path, free_port())
    yield one
    one.process.terminate()
    one.process.wait(30)


def tab_to(page: Page, words: str) -> None:
    """The Tab key until the focus stands on what is called so."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate(_HERE):
            return
    raise AssertionError(f"the keyboard never came to {words!r} on {page.url}")


def press(page: Page, words: str) -> None:
    """To what is called so, and into it: the next page."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def yesterday() -> str:
    return (datetime.now(UTC) - timedelta(days=1)).date().isoformat()


def test_the_first_day_by_keyboard_from_the_link_to_a_thank_you_letter(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on(
        "console",
        lambda message: said.append(message.text) if message.type == "error" and "422" not in message.text else None,
    )
    page.goto(served.link())
    press(page, "Sign in")
    press(page, "Bring your files")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring what you have")
    files = [[file.name, base64.b64encode(file.read_bytes()).decode()] for file in written(tmp_path)]
    page.evaluate(_DROP, files)
    expect(page.get_by_text("Connections.csv").first).to_be_visible()
    press(page, "Read them")
    expect(page.get_by_text("3 people are new")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("ada@example.org")).to_be_visible()
    press(page, "Mine")  # the way of every letter depends on it; leads to the reveal
    expect(page.get_by_role("heading", level=1)).to_contain_text("We cannot tell yet whom you have met.")
    worked_out(page)
    press(page, "Start with today")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Good")
    page.keyboard.press("c")
    note_a_meeting(page)
    expect(page.get_by_text("Kept: you met Lena Fischer")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("t")
    write_the_letter(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Did it go?")).to_be_visible()
    page.keyboard.press("d")
    expect(page.get_by_text("Lena Fischer").first).to_be_visible()
    assert not said
    page.close()


def worked_out(page: Page) -> None:
    """Once Ada's address is hers, the letters have a direction; the job that turns them takes a moment."""
    both = page.get_by_role("listitem").filter(has_text="Write both ways")
    for _ in range(60):
        if "2" in both.inner_text():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(both.inner_text())


def note_a_meeting(page: Page) -> None:
    expect(page.get_by_label("Who was it?")).to_be_focused()
    page.keyboard.type("Lena Fischer")
    page.get_by_label("When?", exact=True).fill(yesterday())
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Is it the same person?")).to_be_visible()
    tab_to(page, "Buyer, Avon Mills")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")


def write_the_letter(page: Page) -> None:
    """A reply that is owed comes before thanks; when it is done, the thanks are next."""
    expect(page.get_by_role("heading", name="Ruth Adeyemi")).to_be_visible()
    page.wait_for_load_state()  # keys are listened to from then on
    page.keyboard.press("d")
    expect(page.get_by_role("heading", name="Lena Fischer")).to_be_visible()
    expect(page.get_by_text("Say thank you").first).to_be_visible()
    tab_to(page, "Draft of a letter to Lena")
    page.keyboard.press("Control+End")
    page.keyboard.type(" The lease guide helped.")


def test_the_first_day_without_script_leads_to_the_same_letter(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(served.link())
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Bring your files").click()
    page.get_by_label("Drop files here").set_input_files(written(tmp_path))
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("3 people are new")).to_be_visible(timeout=60_000)  # the page reloads itself
    mine = page.get_by_role("listitem").filter(has_text="ada@example.org")
    mine.get_by_role("button", name="Mine", exact=True).click()
    worked_out(page)
    page.get_by_role("link", name="Start with today").click()
    page.get_by_role("button", name="Already done").click()
    page.get_by_role("link", name="Met", exact=True).click()
    page.get_by_label("Who was it?").fill("Lena Fischer")
    page.get_by_label("When?", exact=True).fill(yesterday())
    page.get_by_role("button", name="Keep", exact=False).first.click()
    page.get_by_label("Buyer, Avon Mills").check()
    page.get_by_role("button", name="Keep", exact=False).first.click()
    page.goto(f"{served.url}/today")
    page.get_by_label("Draft of a letter to Lena Fischer").fill("Thank you, Lena.")
    page.get_by_role("button", name="Open in my mail program").click()
    expect(page.get_by_role("link", name="Open in my mail program")).to_have_attribute("href", re.compile("^mailto:"))
    page.get_by_role("button", name="It went").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()
