"""Letters the owner writes. For now drafts that open in the owner's own mail program."""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class Letter(Owned):
    """A draft. `opened_at`: handed to the mail program; `said_sent_at`: the owner says it went."""

    person = owned_key("mensch.Person", name="letters")
    kind = models.CharField(max_length=16)  # thank_you, reply, promise, rhythm, free
    nudge = models.CharField(max_length=100, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    said_sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["vault", "person", "made_at"], name="letter_of_person")]
