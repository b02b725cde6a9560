"""What was done, in a chain that shows tampering; and what must never come back."""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class Trail(Owned):
    """One act. Ids, verbs and keyed hashes only; `hash` = SHA-256(previous hash, canonical JSON of this row)."""

    n = models.BigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "n"], name="trail_in_order")]


class Forgotten(Owned):
    """A keyed hash of an address or record key of somebody erased, so that an import does not bring them back."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "digest"], name="forgotten_once")]


class Erasure(Owned):
    """Somebody who is erased: what was theirs is gone; what others' texts say of them is looked for, table by table.

    `who` is what is looked for, and `looked` the tables done. With the `proof`, all that is emptied.
    """

    at = models.DateTimeField()
    who = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    looked = models.JSONField(default=list)
    due_at = models.DateTimeField(null=True)
    proof = owned_key("mensch.Trail", null=True)

    class Meta:
        indexes = [models.Index(fields=["vault", "at"], name="erasure_by_time")]
