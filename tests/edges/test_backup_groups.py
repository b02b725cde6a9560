"""A drill: an installation with a group, a round that asks and a circle comes back, and private links open again."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.installation import at

pytestmark = pytest.mark.edge
MAKE = """
import django
django.setup()
from mensch.services import ways_in
from mensch.services.access import vault_of
from tests import circling, rounding, world
me = world.of(vault_of(ways_in.first_member()))
one = rounding.answered(me)
rounding.asked(one)
print(one.link("ben"))
print("/i/" + circling.fresh(me).link("Joan"))
"""
HELD = ("member", "memberlink", "roundasking", "roundanswer", "circle", "seat", "seatlink")
WAITING = {"mensch_letter", "mensch_letterstep"}
OPEN = """
import sys
import django
django.setup()
from django.test import Client
for path in sys.argv[1:]:
    print(Client().get(path, HTTP_HOST="localhost").status_code)
"""


def python(home: Path, script: str, *words: str) -> list[str]:
    there = {name: value for name, value in os.environ.items() if not name.startswith("MENSCH_")}
    there |= {"MENSCH_DATA_DIR": str(home), "MENSCH_KEY_FILE": f"{home}.key"}
    there["DJANGO_SETTINGS_MODULE"] = "mensch.settings"
    done = subprocess.run([sys.executable, "-c", script, *words], env=there, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours."""
    with closing(sqlite3.connect(home / "mensch.sqlite3")) as db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'mensch!_%' ESCAPE '!'")
        return {name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr) for (name,) in names.fetchall()}  # noqa: S608


def states(home: Path) -> set[str]:
    """Where the letters stand."""
    with closing(sqlite3.connect(home / "mensch.sqlite3")) as db:
        return {state for (state,) in db.execute("SELECT DISTINCT state FROM mensch_letter")}


def test_groups_rounds_and_circles_come_back_and_their_links_open(tmp_path: Path) -> None:
    home, other, file = tmp_path / "home", tmp_path / "other", tmp_path / "b.zip"
    at(home)("groups")
    links = python(home, MAKE)
    assert python(home, OPEN, *links) == ["200", "200"]
    at(home)("backup", str(file))
    before = rows(home)
    at(other)("restore", str(file))
    after = rows(other)
    for name in WAITING:  # what was pressed and had not left is held, so that a restore sends nothing
        assert len(after[name]) >= len(before[name]) > 0
    assert "pressed" in states(home)
    assert "pressed" not in states(other)
    assert {name: after[name] for name in after.keys() - WAITING} == {
        name: before[name] for name in before.keys() - WAITING
    }
    assert all(before[f"mensch_{name}"] for name in HELD)
    assert python(other, OPEN, *links) == ["200", "200"]
    assert "Harbour Chapter" in at(other)("groups").stdout
    assert at(other)("check").stdout == "All is well.\n"
