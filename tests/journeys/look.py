"""Looking at a page as a machine can: axe, width, focus, and what the browser complains of."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.house.source import ROOT
from tests.world import Member

WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")
NARROW = 320
_AXE = """
async (only) => {
  const found = await axe.run(document, only.length ? {runOnly: {type: "rule", values: only}} : {});
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
}
"""
_TOO_WIDE = """
(width) => document.documentElement.scrollWidth <= width ? [] :
  [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > width + 1)
    .slice(0, 5).map((e) => e.outerHTML.slice(0, 120))
"""
# After one press of Tab the browser takes the reader for somebody at the keyboard, and shows where the focus is.
_FOCUS = """
() => {
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const ringed = (e) => {
    const look = getComputedStyle(e);
    return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  };
  const seen = (e) => e !== document.body && e && (ringed(e) || seen(e.parentElement));
  return [...document.querySelectorAll(stops)].filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)
    .filter((e) => { e.focus(); return document.activeElement === e && !seen(e); })
    .map((e) => e.outerHTML.slice(0, 160));
}
"""


@cache
def axe() -> str:
    return (ROOT / "tests" / "vendor" / "axe" / "axe.min.js").read_text(encoding="utf-8")


def opened(browser: Browser, member: Member | None, url: str, **options: Any) -> BrowserContext:
    """A browser of its own, signed in as `member`."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
    context.set_default_timeout(10_000)
    if member:
        cookie = member.client.cookies["mensch_session"].value
        context.add_cookies([{"name": "mensch_session", "value": cookie, "url": url}])
    return context


class Look:
    """Collects what is wrong with the pages that `page` shows."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.said: list[str] = []
        self.wrong: list[str] = []
        page.on("console", lambda m: self.said.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)

    def at(self, name: str, *, status: int = 200) -> None:
        """The page that is shown now, in light and dark, wide and on a phone."""
        before = len(self.wrong)
        # The browser itself notes each answer that is not 200; asked-for errors are none.
        self.wrong += [text for text in self.said if status == 200 or "Failed to load resource" not in text]
        self.said.clear()
        self.page.evaluate(axe())
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                only = ["color-contrast", "link-in-text-block"] if scheme == "dark" else []
                self.wrong += [f"{width} {scheme}: {text}" for text in self.page.evaluate(_AXE, only)]
                self.picture(f"{name}-{width}-{scheme}")
        self.width()
        self.wrong[before:] = [f"{name}: {text}" for text in self.wrong[before:]]

    def picture(self, name: str) -> None:
        """Kept for a person to look at, when SHOTS names a folder."""
        if folder := os.environ.get("SHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name.replace(' ', '-')}.png", full_page=True)

    def width(self) -> None:
        self.page.set_viewport_size({"width": NARROW, "height": 568})
        self.wrong += [f"wider than {NARROW}: {html}" for html in self.page.evaluate(_TOO_WIDE, NARROW)]
        self.page.set_viewport_size({"width": 1440, "height": 900})

    def focus(self, name: str) -> None:
        """Every stop of the Tab key is seen."""
        self.page.keyboard.press("Tab")
        self.wrong += [f"{name}: no focus ring on {html}" for html in self.page.evaluate(_FOCUS)]
