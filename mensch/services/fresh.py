"""An empty database gets its tables at once, as the models say: the first page comes in a second, not in five.

The steps that lead there one by one would end at the same tables (tests/engines/test_fresh.py compares them).
"""

from __future__ import annotations

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

_RECORD = MigrationRecorder.Migration._meta.db_table


def is_empty() -> bool:
    """Whether nobody has made a table yet. The list of migrations may stand there, empty: a start cut short left it."""
    tables = set(connection.introspection.table_names())
    return tables <= {_RECORD} and not MigrationRecorder(connection).applied_migrations()


def make_tables(executor: MigrationExecutor) -> None:
    """Every table, and every migration written down as done, in one transaction."""
    executor.recorder.ensure_schema()
    with connection.schema_editor(atomic=True) as editor:
        for model in _models(executor.loader.migrated_apps):
            editor.create_model(model)
        for app, name in executor.loader.graph.nodes:
            executor.recorder.record_applied(app, name)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def _models(labels: set[str]) -> list[type[models.Model]]:
    """Tables of their own; those that tie two others together are made along with them."""
    found = (model for app in apps.get_app_configs() if app.label in labels for model in app.get_models())
    return [model for model in found if model._meta.managed and not model._meta.proxy]
