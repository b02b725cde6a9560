"""An empty database made at once is the database that the migrations make one by one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.house.source import ROOT

POSTGRES = os.environ.get("MENSCH_DATABASE_URL", "")
# Django's own migrations give this table, which nobody uses here, a wider id on PostgreSQL than its models do.
ASIDE = {"auth_group_permissions"}
FACTS = """
import django, json, sys
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from mensch.services import startup
if sys.argv[1] == "steps":
    call_command("migrate", verbosity=0)
startup.prepare()
found = {"migrations": sorted(map(list, MigrationRecorder(connection).applied_migrations()))}
with connection.cursor() as cursor:
    tables = [t for t in connection.introspection.table_names(cursor) if not t.startswith("sqlite_")]
    for table in tables:
        columns = [
            [c.name, connection.introspection.get_field_type(c.type_code, c), c.internal_size, c.null_ok, c.collation]
            for c in connection.introspection.get_table_description(cursor, table)
        ]
        rules = connection.introspection.get_constraints(cursor, table).values()
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        found[table] = [sorted(columns, key=str), sorted((sorted(r.items(), key=str) for r in rules), key=str)]
        found[table] += [cursor.fetchone()[0]]
print(json.dumps(found, default=str))
"""


def made(how: str, folder: Path) -> dict[str, Any]:
    """What stands in a database made this way: migrations, columns, rules and counts of rows."""
    folder.mkdir()
    there = {**os.environ, "MENSCH_DATA_DIR": str(folder), "MENSCH_DATABASE_URL": database(how)}
    run = subprocess.run([sys.executable, "-c", FACTS, how], cwd=ROOT, env=there, capture_output=True, text=True)
    assert not run.returncode, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def database(name: str) -> str:
    """A new, empty database of this name; '' for SQLite, which keeps it in the folder."""
    if not POSTGRES:
        return ""
    import psycopg

    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "fresh_{name}"')
        server.execute(f'CREATE DATABASE "fresh_{name}"')
    return urlsplit(POSTGRES)._replace(path=f"/fresh_{name}").geturl()


def test_tables_made_at_once_are_those_that_the_migrations_make_step_by_step(tmp_path: Path) -> None:
    steps, once = made("steps", tmp_path / "steps"), made("once", tmp_path / "once")
    assert len(once) > 40
    assert sorted(once) == sorted(steps)
    different = [table for table in once if table not in ASIDE and once[table] != steps[table]]
    assert not different, [(table, once[table], steps[table]) for table in different[:3]]


CUT = """
import django, os
django.setup()
from django.apps import apps
from mensch.services import fresh, startup
def cut(labels):
    yield from list(apps.get_models())[:9]
    os._exit(7)
fresh._models = cut
startup.prepare()
"""


def test_a_start_cut_short_is_made_good_by_the_next_one(tmp_path: Path) -> None:
    there = {**os.environ, "MENSCH_DATA_DIR": str(tmp_path), "MENSCH_DATABASE_URL": database("cut")}
    assert subprocess.run([sys.executable, "-c", CUT], cwd=ROOT, env=there).returncode == 7
    again = subprocess.run([sys.executable, "-m", "mensch", "today"], cwd=ROOT, env=there, capture_output=True)
    assert not again.returncode, again.stderr
