"""An installation of its own in a data folder, used as an operator does: with the command line."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

Mensch = Callable[..., subprocess.CompletedProcess[str]]


def at(home: Path, url: str = "", key: str = "") -> Mensch:
    """The command line of an installation of its own."""

    def run(*words: str, fails: bool = False) -> subprocess.CompletedProcess[str]:
        there = {name: value for name, value in os.environ.items() if not name.startswith("MENSCH_")}
        there |= {"MENSCH_DATA_DIR": str(home), "MENSCH_DATABASE_URL": url, "MENSCH_KEY_FILE": f"{home}.key"}
        there |= {"MENSCH_SECRET_KEY": key} if key else {}
        done = subprocess.run([sys.executable, "-m", "mensch", *words], env=there, capture_output=True, text=True)
        assert bool(done.returncode) == fails, done.stderr + done.stdout
        return done

    return run


def said(done: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)


def people(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [name for (name,) in db.execute("SELECT full FROM mensch_person ORDER BY id")]
