"""Promises, thanks, rhythms, rest, and what the owner did with a nudge."""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class Promise(Owned):
    """Something said would be done, in words. `by_me`: the owner promised; else the person did."""

    person = owned_key("mensch.Person", name="promises")
    by_me = models.BooleanField()
    words = models.CharField(max_length=500)
    due = models.DateField(null=True)
    maybe = models.BooleanField(default=False)
    touch = owned_key("mensch.Touch", null=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["vault", "person"], name="promise_of_person"),
            models.Index(fields=["vault", "due"], name="promise_by_due"),
        ]


class PromiseEnd(Owned):
    """A promise kept, or kindly released."""

    promise = models.OneToOneField(Promise, on_delete=models.CASCADE, related_name="end")
    how = models.CharField(max_length=8)  # kept, released
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["vault", "promise"], name="promise_end_of")]


class ThankYou(Owned):
    """The owner thanked somebody (for a meeting, when `touch` is given)."""

    person = owned_key("mensch.Person")
    touch = owned_key("mensch.Touch", null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["vault", "person", "at"], name="thank_you_of_person")]


class Rhythm(Owned):
    """How often the owner would like to be in touch. Counted from the last touch of any kind; no deadline."""

    person = owned_key("mensch.Person")
    days = models.IntegerField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "person"], name="rhythm_once")]


class Rest(Owned):
    """It rests: no nudges until it ends, by the owner or because they write."""

    person = owned_key("mensch.Person")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["vault", "person"], name="rest_of_person")]


class Chosen(Owned):
    """One of the few people the owner chose to look after."""

    person = owned_key("mensch.Person")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "person"], name="chosen_once")]


class Laid(Owned):
    """What the owner did with one nudge: done, later (until a date) or not this one."""

    person = owned_key("mensch.Person")
    nudge = models.CharField(max_length=100)  # kind:subject
    how = models.CharField(max_length=8)  # done, later, not_this
    until = models.DateField(null=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["vault", "nudge"], name="laid_by_nudge"),
            models.Index(fields=["vault", "person"], name="laid_of_person"),
            models.Index(fields=["vault", "at"], name="laid_by_time"),
        ]
