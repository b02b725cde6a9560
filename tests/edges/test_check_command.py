"""What `mensch check` says of a whole installation, as an operator asks it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.installation import at, said

pytestmark = pytest.mark.edge
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cleo Marin\r\nEND:VCARD\r\n"


def test_an_installation_that_was_never_started_is_empty_and_not_ill(tmp_path: Path) -> None:
    mensch = at(tmp_path / "home")
    facts = said(mensch("check", "--json"))
    assert (facts["well"], facts["ready"], facts["empty"], facts["problems"]) == (True, False, True, [])
    assert mensch("check").stdout == "Nothing is here yet. Mensch makes its tables when it is started.\n"


def test_one_that_was_used_is_well_and_one_that_lost_a_migration_is_not(tmp_path: Path) -> None:
    mensch = at(tmp_path / "home")
    (tmp_path / "cleo.vcf").write_text(CARD)
    mensch("import", str(tmp_path / "cleo.vcf"))
    assert mensch("check").stdout == "All is well.\n"
    with closing(sqlite3.connect(tmp_path / "home" / "mensch.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'mensch' AND name >= '0002'")
    facts = said(mensch("check", "--json", fails=True))
    assert (facts["well"], facts["empty"]) == (False, False)
    assert facts["problems"] == ["Migrations are waiting. They run when Mensch is started."]


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "mensch.sqlite3").write_bytes(b"no database at all" * 500)
    assert "The database does not answer." in at(tmp_path / "home")("check", fails=True).stdout
