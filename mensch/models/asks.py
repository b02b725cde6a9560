"""What somebody is looking for, or glad to give, in one sentence."""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class Ask(Owned):
    """`side` looking or giving; `person` is None for the owner's own."""

    person = owned_key("mensch.Person", null=True, name="asks")
    side = models.CharField(max_length=8)
    words = models.CharField(max_length=500)
    until = models.DateField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "person"], name="ask_of_person"),
            models.Index(fields=["vault", "side", "-made_at"], name="ask_by_side"),
        ]
