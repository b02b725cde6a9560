"""What the owner asks for before somebody is proposed, and says of somebody: that they worked together."""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class Gate(Owned):
    """What the owner wants to be true before somebody is proposed (core.gates)."""

    needs = models.CharField(max_length=10, default="known")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault"], name="gate_once")]


class WorkedTogether(Owned):
    """The owner has worked with this person, and says so."""

    person = owned_key("mensch.Person")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "person"], name="worked_together_once")]
