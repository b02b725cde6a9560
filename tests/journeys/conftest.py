"""One Chromium for all journeys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.run import chromium

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    if program is None:
        pytest.skip("Chromium was not found. Install the package chromium, or name it in CHROMIUM.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        # Playwright keeps an event loop in this thread; the rows made here are made while nobody awaits anything.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        one = play.chromium.launch(executable_path=program, args=QUIET)
        yield one
        one.close()
