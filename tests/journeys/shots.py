"""Pictures of every page of a running Mensch, to be looked at: python -m tests.journeys.shots SIGN-IN-LINK FOLDER.

Follows the links of each page, one page of a kind, in light and dark, wide and on a phone.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page, sync_playwright

from tests.run import chromium

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_LINKS = "() => [...document.querySelectorAll('a[href]:not([download])')].map((a) => a.href)"


def kind(url: str) -> str:
    """Two pages of one kind differ only in the id, or in what is asked of them."""
    return re.sub(r"[^/]*\b[0-9a-z]{13}\b", "id", urlsplit(url).path).strip("/").replace("/", "-") or "home"


def pictures(page: Page, name: str, folder: Path) -> None:
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light")
        page.screenshot(path=folder / f"{name}-{width}-light.png", full_page=width == 390)
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=folder / f"{name}-{width}-dark.png", full_page=width == 390)
    page.emulate_media(color_scheme="light")


def walk(page: Page, start: str, folder: Path) -> None:
    waiting, seen = [start], {kind(start)}
    while waiting:
        url = waiting.pop(0)
        answer = page.goto(url)
        if answer is None or answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
            continue
        pictures(page, kind(url), folder)
        for link in page.evaluate(_LINKS):
            there = urljoin(url, link)
            if urlsplit(there).netloc == urlsplit(start).netloc and kind(there) not in seen:
                seen.add(kind(there))
                waiting.append(there)


def main(link: str, out: str) -> None:
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium() or os.environ["CHROMIUM"], args=QUIET)
        page = browser.new_page()
        page.goto(link)
        page.locator("form button").first.click()
        walk(page, urljoin(link, "/today"), folder)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
