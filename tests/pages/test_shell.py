"""The frame of every page."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.world import Member

pytestmark = pytest.mark.django_db


def page(ada: Member) -> str:
    return ada.client.get("/today").content.decode()


def test_the_page_has_one_skip_link_one_main_and_one_status_region_for_what_happened(ada: Member) -> None:
    html = page(ada)
    assert html.count('href="#main"') == 1
    assert html.count('id="main"') == 1
    assert '<div class="toasts" id="toasts" role="status"' in html


def test_nothing_is_inline_so_that_the_policy_can_be_strict(ada: Member) -> None:
    html = page(ada)
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son[a-z]+=", html)


def test_the_menu_shows_only_places_that_exist(ada: Member) -> None:
    for url in set(re.findall(r"<nav.*?</nav>", page(ada), re.S)):
        for link in re.findall(r'href="([^"]+)"', url):
            assert ada.client.get(link, follow=True).status_code == 200, link


def test_the_demo_vault_says_so_on_the_page(ada: Member) -> None:
    assert "Everybody here is invented" not in page(ada)
    ada.vault.kind = "demo"
    ada.vault.save()
    assert "Everybody here is invented" in page(ada)


def test_the_owners_colours_and_keys_stand_on_the_page(ada: Member) -> None:
    ada.vault.scheme, ada.vault.keys_on = "dark", False
    ada.vault.save()
    assert 'data-scheme="dark" data-keys="off"' in page(ada)


def test_the_style_sheets_stay_under_12_kilobytes_and_the_script_under_300_lines(ada: Member) -> None:
    css = [Path(str(finders.find(name))) for name in re.findall(r"/static/(css/[a-z]+\.css)", page(ada))]
    assert sum(len(gzip.compress(file.read_bytes())) for file in css) < 12 * 1024
    script = Path(str(finders.find("js/mensch.js"))).parent
    names = ("mensch", "toast", "keys", "palette", "focus", "time")
    assert sum(len((script / f"{name}.js").read_text().splitlines()) for name in names) <= 300
