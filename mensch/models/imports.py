"""Imports: the files kept, how far each was read, what was set aside, and every change that can be undone."""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class Import(Owned):
    """One drop of files. States and moves: core.imports."""

    state = models.CharField(max_length=10, default="staged")
    tries = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    cancel_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "made_at"], name="import_by_time"),
            models.Index(fields=["state", "due_at"], name="import_due"),
        ]


class ImportFile(Owned):
    """One file of an import. `cursor` counts items taken; it moves in the same transaction as the rows they made."""

    parent = owned_key("mensch.Import", name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    format = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, default="staged")
    cursor = models.BigIntegerField(default=0)
    found = models.BigIntegerField(default=0)
    read = models.BigIntegerField(default=0)
    repaired = models.BigIntegerField(default=0)
    set_aside = models.BigIntegerField(default=0)
    created = models.BigIntegerField(default=0)
    attached = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    suggested = models.BigIntegerField(default=0)
    touches_created = models.BigIntegerField(default=0)
    touches_known = models.BigIntegerField(default=0)
    no_touch = models.BigIntegerField(default=0)
    ignored = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    seconds = models.FloatField(default=0)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "parent"], name="file_of_import"),
            models.Index(fields=["vault", "sha256"], name="file_by_hash"),
        ]


class ImportFault(Owned):
    """One line a reader repaired or set aside, with its reason and, when set aside, exactly its bytes."""

    file = owned_key("mensch.ImportFile", name="faults")
    line = models.BigIntegerField()
    code = models.CharField(max_length=60)
    done = models.CharField(max_length=10)
    where = models.CharField(max_length=200, blank=True)
    excerpt = models.CharField(max_length=80, blank=True)
    raw = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["vault", "file", "done", "id"], name="fault_of_file")]


class Change(Owned):
    """A value an import changed on a row that was already there; undo puts `before` back unless it was edited since."""

    made_by = owned_key("mensch.Import", name="changes")
    table = models.CharField(max_length=20)
    row = models.BigIntegerField()
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["vault", "made_by"], name="change_by_import"),
            models.Index(fields=["vault", "row"], name="change_of_row"),
        ]
