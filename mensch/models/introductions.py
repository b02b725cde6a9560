"""Introductions. What happens is a row; no row holds how it stands (core.introductions says that).

`Answer` and `AnswerLink` belong to those who were asked: what they say is shown to nobody and is in no export. What
moves an introduction on (an acceptance, the opening, an outcome) has rows of its own.
"""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class Introduction(Owned):
    """Two people who might gain from each other. `opening`: the words that join them.

    `ask` and `through` (the introduction that led here) are ids that may outlive their rows.
    """

    ask = models.BigIntegerField(null=True)
    through = models.BigIntegerField(null=True)
    opening = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["vault", "-made_at"], name="introduction_by_time")]


class Side(Owned):
    """One of the two, or the connector where that is not the owner. `person` is None for the owner.

    `because`: why they gain. `known`: how well the connector knows them, truthfully; both read it.
    """

    introduction = owned_key("mensch.Introduction", name="sides")
    part = models.CharField(max_length=9)  # core.introductions.Part
    person = owned_key("mensch.Person", null=True, name="sides")
    because = models.CharField(max_length=500, blank=True)
    known = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "introduction", "part"], name="side_once")]
        indexes = [models.Index(fields=["vault", "person"], name="side_of_person")]


class Invitation(Owned):
    """A letter with a link (its row is found by Letter.once). `at`: when it left, None while it waits.

    `recipient`: keyed hash of the address. One letter that asks for each person and introduction: here it is held to.
    """

    introduction = owned_key("mensch.Introduction", name="invitations")
    side = owned_key("mensch.Side", name="invitations")
    purpose = models.CharField(max_length=8)  # meet, check, met, again
    recipient = models.CharField(max_length=64)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vault", "side", "purpose"], name="invitation_once"),
            models.UniqueConstraint(
                fields=["vault", "introduction", "recipient"],
                condition=models.Q(purpose__in=("meet", "check")),
                name="outreach_once",
            ),
        ]
        indexes = [models.Index(fields=["vault", "introduction"], name="invitation_of")]


class AnswerLink(Owned):
    """The hash of a link's token: 128 random bits, for one purpose. It is looked up without knowing whose it is."""

    invitation = owned_key("mensch.Invitation", name="links")
    token_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["vault", "invitation"], name="answer_link_of")]


class Answer(Owned):
    """One word of one side; the latest counts. `how`: by the link, or told to the owner, who wrote it down."""

    side = owned_key("mensch.Side", name="answers")
    says = models.CharField(max_length=8)  # core.introductions.Says
    words = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=320, blank=True)
    lets_know = models.BooleanField(default=False)
    how = models.CharField(max_length=5)  # link, told
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["vault", "side", "at"], name="answer_of")]


class Acceptance(Owned):
    """A yes that moved the introduction on. `address`: where the letter should go, when they said so."""

    side = owned_key("mensch.Side", name="acceptances")
    words = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=320, blank=True)
    how = models.CharField(max_length=5)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "side"], name="acceptance_once")]


class Opening(Owned):
    """Both said yes."""

    introduction = owned_key("mensch.Introduction", name="openings")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "introduction"], name="opening_once")]


class Release(Owned):
    """A contact detail that was given to somebody: whose, to whom, what, when; revoked for what is sent later."""

    introduction = owned_key("mensch.Introduction", name="releases")
    of = owned_key("mensch.Side")
    to = owned_key("mensch.Side")
    kind = models.CharField(max_length=8)
    value = models.CharField(max_length=320)
    at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "of", "to", "kind"], name="release_once")]
        indexes = [
            models.Index(fields=["vault", "introduction"], name="release_of"),
            models.Index(fields=["vault", "-at"], name="release_by_time"),
        ]


class Outcome(Owned):
    """One side's word on how it went; the latest counts. `came_of`: core.outcomes.CameOf, none, one or more."""

    side = owned_key("mensch.Side", name="outcomes")
    met = models.CharField(max_length=8)
    came_of = models.JSONField(default=list)
    words = models.CharField(max_length=500, blank=True)
    how = models.CharField(max_length=5)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["vault", "side", "at"], name="outcome_of")]


class Told(Owned):
    """A giver has heard: of this outcome, or that no word came."""

    introduction = owned_key("mensch.Introduction", name="tellings")
    to = models.CharField(max_length=9)  # owner, connector
    outcome = owned_key("mensch.Outcome", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vault", "introduction", "to", "outcome"], name="told_once"),
            models.UniqueConstraint(
                fields=["vault", "introduction", "to"], condition=models.Q(outcome=None), name="told_of_silence_once"
            ),
        ]


class IntroductionEnd(Owned):
    """It goes no further: the owner ended it, or a side wished the owner to know that it is not this time."""

    introduction = owned_key("mensch.Introduction", name="ends")
    side = owned_key("mensch.Side", null=True)  # None: the owner
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "introduction"], name="introduction_end_once")]


class Concern(Owned):
    """What somebody who was written to wants of the owner: what is kept about them, or that it was not for them."""

    side = owned_key("mensch.Side", name="concerns")
    kind = models.CharField(max_length=6)  # held, not_me
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "side", "kind"], name="concern_once")]
