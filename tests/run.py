"""`make test` and `make check`: every step in order, each with its time. `python -m tests.run [all|check]`.

A missing PostgreSQL or Chromium is said in one line; under CI=true it fails the run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
Step = tuple[str, Callable[[], bool]]


def command(*words: str, **extra: str) -> bool:
    """Runs one command with a folder of its own for whatever Mensch keeps; true when it succeeded."""
    with tempfile.TemporaryDirectory(prefix="mensch-run-") as folder:
        there = {k: v for k, v in os.environ.items() if not k.startswith("MENSCH_")}
        return subprocess.run(words, cwd=ROOT, env={**there, "MENSCH_DATA_DIR": folder, **extra}).returncode == 0


def tool(*words: str) -> Callable[[], bool]:
    return lambda: command(sys.executable, "-m", *words)


def absent(what: str, hint: str) -> bool:
    print(f"{what} was not found, so its tests did not run. {hint}")
    return os.environ.get("CI") != "true"


def djade() -> bool:
    pages = sorted(str(path) for path in (ROOT / "mensch" / "templates").rglob("*.html"))
    return command(str(Path(sys.executable).parent / "djade"), "--target-version", "5.2", "--check", *pages)


def on_sqlite() -> bool:
    return command(*PYTEST, "-n", "2", "--dist", "worksteal", "-m", "not journey")


def on_postgres() -> bool:
    with postgres.cluster() as url:
        if not url:
            return absent("PostgreSQL", "Install the package postgresql.")
        # Rules and readers cannot reach a database (tests/test_house.py); only CI runs them once more here.
        places = [] if os.environ.get("CI") == "true" else ["tests/engines", "tests/pages"]
        wanted = "not journey and not edge and not sqlite"
        return command(*PYTEST, "-n", "2", "--dist", "worksteal", "-m", wanted, *places, MENSCH_DATABASE_URL=url)


def journeys() -> bool:
    if not chromium():
        return absent("Chromium", "Install the package chromium, or name it in CHROMIUM.")
    return command(*PYTEST, "-m", "journey")


def chromium() -> str | None:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


CHECKS: list[Step] = [
    ("ruff check", tool("ruff", "check", ".")),
    ("ruff format", tool("ruff", "format", "--check", ".")),
    ("mypy", tool("mypy")),
    ("djade", djade),
]
HOUSE: list[Step] = [("house and docs", lambda: command(*PYTEST, "tests/test_house.py"))]
TESTS: list[Step] = [
    ("pytest on SQLite", on_sqlite),
    ("pytest on PostgreSQL", on_postgres),
    ("journeys in Chromium", journeys),
]


def run(steps: list[Step]) -> int:
    failed = []
    for name, work in steps:
        print(f"== {name}", flush=True)
        begun = time.monotonic()
        done = work()
        print(f"   {name}: {'done' if done else 'FAILED'} in {time.monotonic() - begun:.0f} s", flush=True)
        failed += [] if done else [name]
    print(f"== failed: {', '.join(failed)}" if failed else "== all of it passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run(CHECKS + (HOUSE if sys.argv[1:] == ["check"] else TESTS)))
