"""PostgreSQL: out and back by COPY."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests import postgres
from tests.installation import at, said

pytestmark = pytest.mark.edge


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
