"""Whoever was erased does not come back with a backup that was made before."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.installation import at, people

pytestmark = pytest.mark.edge
CARDS = "".join(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n" for name in ("Cleo Marin", "Dan Novak"))
ERASE = """
import django
django.setup()
from django.utils import timezone
from mensch.models import Person
from mensch.services import erasing
from mensch.services.access import public
row = Person.objects.select_related("vault").get(full="Cleo Marin")
erasing.erase(vault=row.vault, person=public(row.pk), now=timezone.now())
"""


def erase(home: Path) -> None:
    there = {name: value for name, value in os.environ.items() if not name.startswith("MENSCH_")}
    there |= {"MENSCH_DATA_DIR": str(home), "DJANGO_SETTINGS_MODULE": "mensch.settings"}
    done = subprocess.run([sys.executable, "-c", ERASE], env=there, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Made while both were there; then Cleo was erased."""
    mensch, made = at(tmp_path / "home"), tmp_path / "before.zip"
    (tmp_path / "cards.vcf").write_text(CARDS)
    mensch("import", str(tmp_path / "cards.vcf"))
    mensch("backup", str(made))
    erase(tmp_path / "home")
    assert people(tmp_path / "home" / "mensch.sqlite3") == ["Dan Novak"]
    return made


def test_an_erased_person_does_not_come_back_from_an_old_backup(tmp_path: Path, backup: Path) -> None:
    home = tmp_path / "home"
    said = at(home)("restore", str(backup), "--force")
    assert "1 person who was erased since. They were erased again." in said.stdout + said.stderr
    assert people(home / "mensch.sqlite3") == ["Dan Novak"]
    with closing(sqlite3.connect(home / "mensch.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM mensch_forgotten").fetchone()[0] > 0
        assert database.execute("SELECT count(*) FROM mensch_trail WHERE verb = 'erased'").fetchone()[0] == 1
    assert at(home)("check").stdout == "All is well.\n"
    again = at(home)("restore", str(backup), "--force")
    assert "erased again" in again.stdout + again.stderr


def test_the_list_holds_keyed_hashes_only_and_is_nobody_elses_to_read(tmp_path: Path, backup: Path) -> None:
    kept = tmp_path / "home" / "erased.list"
    [line] = kept.read_text().split()
    assert len(line) == 64
    assert kept.stat().st_mode & 0o077 == 0


def test_without_the_list_the_backup_is_what_it_was(tmp_path: Path, backup: Path) -> None:
    said = at(tmp_path / "elsewhere")("restore", str(backup))
    assert people(tmp_path / "elsewhere" / "mensch.sqlite3") == ["Cleo Marin", "Dan Novak"]
    assert "erased again" not in said.stdout + said.stderr
