"""What was done, in a chain that shows tampering; and what must never come back."""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned


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
