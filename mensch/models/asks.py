"""What somebody is looking for, or glad to give, in one sentence; who found it, and who was set aside for it."""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class Ask(Owned):
    """`side` looking or giving; `person` is None for the owner's own.

    `kind`, `town` and `without` (what is not meant) are the owner's own choice; empty: as the sentence says.
    `ended`: how it ended, once `ended_at` stands. The words of these columns: core.asks.
    """

    person = owned_key("mensch.Person", null=True, name="asks")
    side = models.CharField(max_length=8)
    words = models.CharField(max_length=500)
    kind = models.CharField(max_length=9, blank=True)
    town = models.CharField(max_length=100, blank=True)
    without = models.JSONField(default=list)
    seen_by = models.CharField(max_length=10, default="introduced")
    until = models.DateField(null=True)
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=9, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "person"], name="ask_of_person"),
            models.Index(fields=["vault", "side", "-made_at"], name="ask_by_side"),
        ]


class Finding(Owned):
    """Somebody found what an ask was for."""

    ask = owned_key("mensch.Ask", name="findings")
    person = owned_key("mensch.Person")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "ask", "person"], name="finding_once")]
        indexes = [models.Index(fields=["vault", "-at"], name="finding_by_time")]


class Aside(Owned):
    """The owner set somebody aside for one ask: not for this. It says nothing about any other ask."""

    ask = owned_key("mensch.Ask", name="asides")
    person = owned_key("mensch.Person")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "ask", "person"], name="aside_once")]
