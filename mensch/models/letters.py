"""Letters the owner writes, and what happened to each. Without a mail account they open in the owner's own program."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mensch.models.base import Owned, RowId, new_id, owned_key
from mensch.models.vaults import User

_LEAVING = Q(state__in=("pressed", "sending"))
_BY_SOMEBODY = Q(state__in=("draft", "said_sent")) | Q(purpose="account") | Q(pressed_by__isnull=False)


class Letter(Owned):
    """One letter. `once`: what it is for, when there may be only one of it. `due_at`: see core.outbox.Moving.

    `opened_at`: handed to the mail program; `said_sent_at`: the owner says it went.
    """

    person = owned_key("mensch.Person", null=True, name="letters")
    kind = models.CharField(max_length=16)  # core.outbox.LetterKind
    purpose = models.CharField(max_length=8, default="outreach")  # outreach, account
    state = models.CharField(max_length=10, default="draft")  # core.outbox.LetterState
    once = models.CharField(max_length=100, blank=True)
    nudge = models.CharField(max_length=100, blank=True)
    to = models.JSONField(default=list, blank=True)
    cc = models.JSONField(default=list, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    in_reply_to = models.CharField(max_length=998, blank=True)
    message_id = models.CharField(max_length=320, blank=True)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    said_sent_at = models.DateTimeField(null=True)
    pressed_by = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    pressed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vault", "once"], name="letter_once", condition=~Q(once="")),
            models.CheckConstraint(condition=_BY_SOMEBODY, name="letter_pressed_by_somebody"),
        ]
        indexes = [
            models.Index(fields=["vault", "person", "made_at"], name="letter_of_person"),
            models.Index(fields=["vault", "state", "made_at"], name="letter_by_state"),
            models.Index(fields=["vault", "-id"], name="letter_latest"),
            models.Index(fields=["vault", "once"], name="letter_by_once"),
            models.Index(fields=["vault", "message_id"], name="letter_by_message", condition=~Q(message_id="")),
            models.Index(fields=["due_at"], name="letter_due", condition=_LEAVING),
        ]


class LetterStep(Owned):
    """One thing that happened to a letter (core.outbox.Step). `said`: a mail server's words; `why`: a reason's code."""

    letter = owned_key("mensch.Letter", name="steps")
    step = models.CharField(max_length=10)
    said = models.CharField(max_length=500, blank=True)
    why = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["vault", "letter", "at"], name="step_of_letter")]


class Suppression(models.Model):
    """Somebody said: please do not ask me again. A keyed hash of their address, for the whole installation."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()


class StopToken(models.Model):
    """A way to say no to list mail (RFC 8058): the hash of the token in the mail, the keyed hash of the address."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()


class Reached(models.Model):
    """One asking letter went to an address, from whichever vault: a keyed hash. Places are few, and used again."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64)
    place = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "place"], name="reached_place_once")]
