"""Installations to back up and restore."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.installation import at
from tests.yours import CALENDAR, CARD, MAIL


@pytest.fixture(scope="session")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("given")
    for name, text in (("people.vcf", CARD), ("calendar.ics", CALENDAR), ("mail.mbox", MAIL)):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="session")
def first(given: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with people, an uploaded file, and a key of its own; with a backup of it beside."""
    home = tmp_path_factory.mktemp("first") / "home"
    at(home)("import", str(given), "--me", "ada@example.org")
    (home / "files" / "7").mkdir(parents=True)
    (home / "files" / "7" / ("a" * 64)).write_bytes(b"BEGIN:VCARD")
    at(home)("backup", str(home.with_name("b.zip")))
    return home


@pytest.fixture
def full(first: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed as one likes."""
    shutil.copytree(first, tmp_path / "home")
    shutil.copy(first.with_name("b.zip"), tmp_path / "b.zip")
    return tmp_path / "home"
