"""Circles and chains an owner brings about among the people they know: who sits where, what each was asked and said.

When everybody agreed, each help becomes an introduction that is open from its first moment (models.introductions).
`SeatAnswer` and `SeatLink` belong to those who were asked: shown to nobody, and in no export.
"""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class Circle(Owned):
    """`chain`: it begins with somebody who gives and asks for nothing; else the last gives to the first."""

    chain = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["vault", "-made_at"], name="circle_by_time"),
            models.Index(fields=["made_at"], name="circle_chain_due", condition=models.Q(chain=True)),
        ]


class Seat(Owned):
    """One of them. `gives` to the next, who looks for `wants`; `words` ask them, `opening` joins them to the next.

    `ask`, the next one's, is an id that may outlive its row.
    """

    circle = owned_key("mensch.Circle", name="seats")
    place = models.CharField(max_length=1)  # 0 to 4, in giving order
    person = owned_key("mensch.Person", name="seats")
    gives = models.CharField(max_length=500, blank=True)
    wants = models.CharField(max_length=500, blank=True)
    ask = models.BigIntegerField(null=True)
    words = models.TextField(blank=True)
    opening = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "circle", "place"], name="seat_once")]
        indexes = [models.Index(fields=["vault", "person"], name="seat_of_person")]


class SeatLink(Owned):
    """The hash of the token in a seat's letter: 128 random bits. It is looked up without knowing whose it is."""

    seat = owned_key("mensch.Seat", name="links")
    token_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["vault", "seat"], name="seat_link_of")]


class SeatAnswer(Owned):
    """One word of one of them; the latest counts."""

    seat = owned_key("mensch.Seat", name="answers")
    says = models.CharField(max_length=8)  # core.introductions.Says
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["vault", "seat", "at"], name="seat_answer_of")]


class CircleOpening(Owned):
    """It opened: a circle whole, a chain as far as everybody agreed."""

    circle = owned_key("mensch.Circle", name="openings")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "circle"], name="circle_opening_once")]


class CircleEnd(Owned):
    """The owner ended it before it opened."""

    circle = owned_key("mensch.Circle", name="ends")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "circle"], name="circle_end_once")]


class CircleAside(Owned):
    """Not this one: `key` stands for its people and their words, so that it comes back when something changed."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "key"], name="circle_aside_once")]
