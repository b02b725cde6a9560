"""What parts of a card mean, as vectors: worked out of its words, gone with them, never taken along."""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class Meaning(Owned):
    """One part of a person's card. `digest` names the words and the weights; `vector` is int8 and a scale, base 64."""

    person = owned_key("mensch.Person")
    part = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    vector = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "person", "part"], name="meaning_once")]
