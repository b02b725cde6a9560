"""Every page is light: HTML under 15 KB, style sheets under 12 KB, script under 25 KB, as they travel (gzip)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests import world
from tests.journeys.walk import at_home, pages
from tests.makers import populate

HTML, CSS, SCRIPT = 15 * 1024, 12 * 1024, 25 * 1024
_IMPORT = re.compile(r"""import\s+(?:[\w{},\s]+from\s+)?["'](\./[\w.-]+)["']""")


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def file(name: str) -> Path:
    return Path(str(finders.find(name)))


def with_imports(script: Path, seen: set[Path]) -> set[Path]:
    """The script and every module it asks for."""
    if script not in seen:
        seen.add(script)
        for name in _IMPORT.findall(script.read_text(encoding="utf-8")):
            with_imports((script.parent / name).resolve(), seen)
    return seen


def too_heavy(name: str, html: str) -> Iterator[str]:
    sheets = {file(href) for href in re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', html)}
    scripts: set[Path] = set()
    for src in re.findall(r'<script[^>]*\bsrc="/static/([^"]+)"', html):
        with_imports(file(src), scripts)
    loads = {"HTML": (packed(html.encode()), HTML)}
    loads["CSS"] = sum(packed(sheet.read_bytes()) for sheet in sheets), CSS
    loads["script"] = sum(packed(script.read_bytes()) for script in scripts), SCRIPT
    yield from (f"{name}: {size} bytes of {what}" for what, (size, most) in loads.items() if size > most)


@pytest.fixture
def full(ada: world.Member) -> world.Member:
    at_home(ada)
    populate(ada)
    for number in range(120):  # more than any list shows at once
        one = world.person(ada.vault, f"Person Number-{number}", org=f"Firm of many words {number}", title="Baker")
        world.touch(one, at=world.days_ago(number), key=f"met-{number}")
        world.twin(ada.vault)
    return ada


def test_every_page_of_a_full_book_is_light(full: world.Member) -> None:
    shown = list(pages(full.client, full.vault, with_ids=True))
    assert len(shown) > 25
    heavy = [bad for name, path in shown for bad in too_heavy(name, full.client.get(path).content.decode())]
    assert not heavy, "\n".join(heavy)


def test_every_page_before_signing_in_is_light(ada: world.Member, anyone: Client) -> None:
    shown = list(pages(anyone, ada.vault, with_ids=True))
    assert len(shown) > 4
    heavy = [bad for name, path in shown for bad in too_heavy(name, anyone.get(path).content.decode())]
    assert not heavy, "\n".join(heavy)


def test_a_heavy_page_is_found(ada: world.Member) -> None:
    html = ada.client.get("/today").content.decode()
    assert not list(too_heavy("today", html))
    noise = "".join(f"{number * 7919 % 99991:x}" for number in range(9000))
    assert next(too_heavy("today", html + noise)).endswith("bytes of HTML")
    more = '<script src="/static/django_htmx/htmx-2.js"></script>'
    more += '<link rel="stylesheet" href="/static/django_htmx/htmx-4.js">'
    assert [bad.split()[-1] for bad in too_heavy("today", html + more)] == ["CSS", "script"]
