"""The post of a running installation: a pressed letter leaves by itself, also while an import keeps the queue busy."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postbox
from tests.house.source import ROOT
from tests.installation import at
from tests.postgres import free_port
from tests.served import Served, wait_for

pytestmark = pytest.mark.edge
PRESS = """
import django, sys
django.setup()
from django.utils import timezone
from mensch.core.outbox import LetterKind
from mensch.services import mail_accounts, outbox, startup, ways_in
from mensch.services.access import vault_of
startup.prepare()
user = ways_in.first_member()
vault, now = vault_of(user), timezone.now()
told = {"host": "127.0.0.1", "port": int(sys.argv[1]), "user": "ada", "password": sys.argv[2]}
mail_accounts.keep(vault=vault, sender="ada@example.org", now=now, **told)
letter = outbox.draft(vault=vault, kind=LetterKind.FREE, to=("ben@example.org",), subject="Tea?", body="On Tuesday.")
outbox.press(letter=letter, by=user, now=now)
"""
STATES = """
import django
django.setup()
from mensch.models import Letter, LetterStep
print(*Letter.objects.values_list("state", flat=True), *LetterStep.objects.values_list("step", flat=True))
"""


def run(script: str, data: Path, key: Path, *words: str) -> str:
    there = {name: value for name, value in os.environ.items() if not name.startswith("MENSCH_")}
    there |= {"MENSCH_DATA_DIR": str(data), "MENSCH_KEY_FILE": str(key)}
    command = [sys.executable, "-c", script, *words]
    return subprocess.run(command, cwd=ROOT, env=there, capture_output=True, text=True, check=True).stdout


def test_a_pressed_letter_leaves_by_itself_within_seconds_of_its_ten(tmp_path: Path) -> None:
    with postbox.server() as server:
        run(PRESS, tmp_path / "data", tmp_path / "key", str(server.port), postbox.PASSWORD)
        served = Served(tmp_path, free_port(), MENSCH_OUTBOUND_ALLOW=server.place)
        try:
            assert wait_for(lambda: server.sink.mails())[0]["Subject"] == "Tea?"
        finally:
            served.end(signal.SIGTERM)
        assert len(server.sink.taken) == 1
    assert run(STATES, tmp_path / "data", tmp_path / "key").split()[0] == "sent"


def test_what_was_pressed_when_a_backup_was_made_leaves_nobody_when_it_comes_back(tmp_path: Path) -> None:
    home, key = tmp_path / "home", tmp_path / "home.key"
    run(PRESS, home, key, "2525", "x")
    at(home)("backup", str(tmp_path / "b.zip"))
    at(home)("restore", str(tmp_path / "b.zip"), "--force")
    states = run(STATES, home, key).split()
    assert states == ["unknown", "press", "restore"]
