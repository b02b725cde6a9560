"""What the readiness page tells: database, migrations, the oldest import that waits."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from mensch.models import Import


def readiness() -> dict[str, Any]:
    try:
        executor = MigrationExecutor(connection)
        pending = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if pending:  # the tables may not be there yet
            return {"ready": False, "database": True, "migrated": False, "oldest_waiting": None}
        oldest = Import.objects.filter(state="staged").order_by("made_at").values_list("made_at", flat=True).first()
    except DatabaseError:
        return {"ready": False, "database": False}
    waiting = oldest.isoformat() if oldest else None
    return {"ready": True, "database": True, "migrated": True, "oldest_waiting": waiting}
