"""What happens before the first page: the database brought up to date, the minute's round registered, a way in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from mensch.planner import advise
from mensch.services import fresh, ways_in

ROUND = "mensch.jobs.sweep"


def prepare() -> None:
    """Brings the database up to date, copying a SQLite file beside itself first, and registers the minute's round."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if fresh.is_empty():
        fresh.make_tables(executor)
    elif executor.migration_plan(executor.loader.graph.leaf_nodes()):
        copy_beside()
        call_command("migrate", verbosity=0, interactive=False)
    advise(connection)
    register_round()


def copy_beside() -> Path | None:
    """A consistent copy of an existing SQLite database, next to it, before migrations touch it."""
    path = Path(str(settings.DATABASES["default"]["NAME"]))
    if connection.vendor != "sqlite" or not connection.introspection.table_names():
        return None
    copy = path.with_name(f"{path.stem}-before-{timezone.now():%Y%m%d-%H%M%S}.sqlite3")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
    copy.chmod(0o600)
    return copy


def register_round() -> None:
    """`jobs.sweep` every minute. Registering twice changes nothing."""
    from django_q.models import Schedule

    wanted = {"func": ROUND, "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1}
    Schedule.objects.update_or_create(name="sweep", defaults=wanted)


def sign_in_link() -> str:
    """A one-time way in for the owner, to be printed on their own terminal."""
    return f"{settings.URL}/in/{ways_in.make_link(user=ways_in.first_member())}"
