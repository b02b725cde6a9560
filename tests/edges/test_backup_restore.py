"""A backup or an export comes back, and what stood there before is not lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.installation import at, people, said

pytestmark = pytest.mark.edge


def test_a_restore_refuses_to_overwrite_and_keeps_the_old_when_forced(full: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    with closing(sqlite3.connect(full / "mensch.sqlite3")) as db:
        db.execute("UPDATE mensch_person SET full = 'Changed Since'")
        db.commit()
    refused = at(full)("restore", str(file), fails=True)
    assert "not empty" in refused.stderr
    assert set(people(full / "mensch.sqlite3")) == {"Changed Since"}
    back = said(at(full)("restore", str(file), "--force", "--json"))
    assert "Changed Since" not in people(full / "mensch.sqlite3")
    assert set(people(Path(back["aside"][0]))) == {"Changed Since"}
    assert Path(back["aside"][1], "7", "a" * 64).exists()


def test_a_restore_refuses_while_mensch_is_running(full: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    with closing(sqlite3.connect(full / "mensch.sqlite3")) as running:
        running.execute("SELECT COUNT(*) FROM mensch_person").fetchone()
        refused = at(full)("restore", str(file), "--force", fails=True)
    assert "Stop it first" in refused.stderr
    assert people(full / "mensch.sqlite3")


def test_a_damaged_backup_changes_nothing(full: Path, tmp_path: Path) -> None:
    file, before = tmp_path / "b.zip", people(full / "mensch.sqlite3")
    whole = file.read_bytes()
    middle = len(whole) // 2
    for damaged in (whole[:middle], whole[:middle] + b"\x00\xff\x00\xff" + whole[middle + 4 :], b"no zip at all"):
        file.write_bytes(damaged)
        assert at(full)("restore", str(file), "--force", fails=True).stderr
        assert people(full / "mensch.sqlite3") == before


def test_looking_through_a_file_changes_nothing(full: Path, tmp_path: Path) -> None:
    at(full)("export", str(tmp_path / "e.zip"))
    before = people(full / "mensch.sqlite3")
    for name in ("b.zip", "e.zip"):
        assert "is whole" in at(full)("restore", str(tmp_path / name), "--dry-run").stdout
    assert people(full / "mensch.sqlite3") == before


def test_an_export_comes_back_on_another_machine(full: Path, tmp_path: Path) -> None:
    at(full)("export", str(tmp_path / "e.zip"))
    back = said(at(tmp_path / "other")("restore", str(tmp_path / "e.zip"), "--json"))
    assert back["tables"]["person"] == len(people(full / "mensch.sqlite3"))
    assert people(tmp_path / "other" / "mensch.sqlite3") == people(full / "mensch.sqlite3")
    assert "not empty" in at(full)("restore", str(tmp_path / "e.zip"), fails=True).stderr


def test_a_row_that_a_file_cannot_tell_is_said_by_the_command_and_comes_back(full: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(full / "mensch.sqlite3")) as db:
        db.execute("UPDATE mensch_person SET kind = 'robot' WHERE id = (SELECT MIN(id) FROM mensch_person)")
        db.commit()
    assert "left-out.txt in it says which" in at(full)("export", str(tmp_path / "e.zip")).stdout
    assert said(at(full)("export", str(tmp_path / "f.zip"), "--json"))["left_out"] == 2
    assert "is whole" in at(full)("restore", str(tmp_path / "e.zip"), "--dry-run").stdout
