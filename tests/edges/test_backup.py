"""Backup while somebody writes."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.installation import at, people, said

pytestmark = pytest.mark.edge


def test_a_backup_comes_back_with_every_row_and_file(full: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "new.zip", tmp_path / "other"
    told = said(at(full)("backup", str(file), "--json"))
    assert told["tables"]["mensch_person"] == len(people(full / "mensch.sqlite3")) > 0
    assert file.stat().st_mode & 0o777 == 0o600
    back = said(at(other)("restore", str(file), "--json"))
    assert (back["files"], back["aside"]) == (1, [])
    assert people(other / "mensch.sqlite3") == people(full / "mensch.sqlite3")
    assert (other / "files" / "7" / ("a" * 64)).read_bytes() == b"BEGIN:VCARD"
    assert at(other)("check").stdout.strip() == "All is well."


def test_a_backup_under_a_writer_is_whole(full: Path, tmp_path: Path) -> None:
    """Pairs are written in one transaction each: a copy with half a pair would be no copy of any moment."""
    database, stop = full / "mensch.sqlite3", threading.Event()
    with closing(sqlite3.connect(database)) as db:
        db.execute("CREATE TABLE pairs (n INTEGER, half TEXT, filler TEXT)")
        db.commit()
    writer = threading.Thread(target=_pairs, args=(database, stop))
    writer.start()
    try:
        for n in range(2):
            at(full)("backup", str(tmp_path / f"{n}.zip"))
    finally:
        stop.set()
        writer.join()
    seen = [_counted(tmp_path / f"{n}.zip", tmp_path) for n in range(2)]
    assert all(one == other for one, other in seen)
    assert 0 < seen[0][0] < seen[-1][0] <= _written(database)


def _pairs(database: Path, stop: threading.Event) -> None:
    with closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as db:
        n = 0
        while not stop.is_set():
            n += 1
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO pairs VALUES (?, 'one', ?)", (n, "x" * 500))
            db.execute("INSERT INTO pairs VALUES (?, 'other', ?)", (n, "x" * 500))
            db.execute("COMMIT")


def _written(database: Path) -> int:
    with closing(sqlite3.connect(database)) as db:
        return int(db.execute("SELECT COUNT(*) FROM pairs WHERE half = 'one'").fetchone()[0])


def _counted(file: Path, scratch: Path) -> tuple[int, int]:
    with ZipFile(file) as archive:
        path = archive.extract("mensch.sqlite3", scratch / file.stem)
    with closing(sqlite3.connect(path)) as db:
        one, other = (
            db.execute("SELECT COUNT(*) FROM pairs WHERE half = ?", (h,)).fetchone()[0] for h in ("one", "other")
        )
    return one, other


def test_a_backup_never_writes_over_a_file_unasked(full: Path, tmp_path: Path) -> None:
    file = tmp_path / "taken.zip"
    file.write_bytes(b"precious")
    assert "already" in at(full)("backup", str(file), fails=True).stderr
    assert file.read_bytes() == b"precious"
    at(full)("backup", str(file), "--force")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_nothing_half_is_left_when_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    assert at(tmp_path / "empty")("backup", str(tmp_path / "b.zip"), fails=True).stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty"]


def test_the_key_goes_along_only_when_asked(full: Path, tmp_path: Path) -> None:
    other, key = tmp_path / "other", (full / "secret.key").read_text()
    at(full)("backup", str(tmp_path / "with.zip"), "--with-key")
    with ZipFile(tmp_path / "b.zip") as without:
        assert "secret.key" not in without.namelist()
        assert key not in without.read("manifest.json").decode()
    assert "another secret key" in at(other)("restore", str(tmp_path / "b.zip")).stdout
    at(other)("restore", str(tmp_path / "with.zip"), "--force")
    assert (other / "secret.key").read_text() == key
    assert (other / "secret.key").stat().st_mode & 0o777 == 0o600
