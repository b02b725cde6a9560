"""Backup while somebody writes, and back again, as an operator does it: with the command line, on both databases."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests import postgres
from tests.yours import CALENDAR, CARD, MAIL

pytestmark = pytest.mark.edge
Mensch = Callable[..., subprocess.CompletedProcess[str]]


def at(home: Path, url: str = "", key: str = "") -> Mensch:
    """The command line of an installation of its own."""

    def run(*words: str, fails: bool = False) -> subprocess.CompletedProcess[str]:
        there = {name: value for name, value in os.environ.items() if not name.startswith("MENSCH_")}
        there |= {"MENSCH_DATA_DIR": str(home), "MENSCH_DATABASE_URL": url}
        there |= {"MENSCH_SECRET_KEY": key} if key else {}
        done = subprocess.run([sys.executable, "-m", "mensch", *words], env=there, capture_output=True, text=True)
        assert bool(done.returncode) == fails, done.stderr + done.stdout
        return done

    return run


def said(done: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("given")
    for name, text in (("people.vcf", CARD), ("calendar.ics", CALENDAR), ("mail.mbox", MAIL)):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="module")
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


def people(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [name for (name,) in db.execute("SELECT full FROM mensch_person ORDER BY id")]


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


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.cluster() as url:
        if not url:
            pytest.skip("PostgreSQL is not installed")
        yield url


def test_postgresql_comes_back_and_what_was_there_is_kept(server: str, given: Path, tmp_path: Path) -> None:
    mensch, file = at(tmp_path / "home", server), tmp_path / "b.zip"
    mensch("import", str(given), "--me", "ada@example.org")
    told = said(mensch("backup", str(file), "--json"))
    assert told["tables"]["mensch_person"] > 0
    assert "not empty" in mensch("restore", str(file), fails=True).stderr
    back = said(mensch("restore", str(file), "--force", "--json"))
    assert back["tables"] == told["tables"]
    assert Path(back["aside"][0]).exists()
    assert mensch("check").stdout.strip() == "All is well."
    again = said(mensch("backup", str(tmp_path / "again.zip"), "--json"))
    own = {"django_session", "mensch_signinlink", "django_q_schedule", "django_q_ormq"}
    assert {t: n for t, n in again["tables"].items() if t not in own} == {
        t: n for t, n in told["tables"].items() if t not in own
    }
    for table in ("mensch_person", "mensch_address", "mensch_occasion", "mensch_importfile"):
        assert _rows(file, table) == _rows(tmp_path / "again.zip", table), table


def _rows(file: Path, table: str) -> list[dict[str, str]]:
    """Rows by column: tables made at once and tables grown by migrations have their columns in another order."""
    with ZipFile(file) as archive:
        names = json.loads(archive.read("manifest.json"))["columns"][table]
        lines = archive.read(f"tables/{table}.copy").decode().splitlines()
    return sorted((dict(zip(names, line.split("\t"), strict=True)) for line in lines), key=lambda row: row["id"])
