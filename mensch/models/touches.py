"""What has passed between the owner and a person, and between two people the owner knows."""

from __future__ import annotations

from django.db import models

from mensch.engine import BYTEWISE
from mensch.models.base import Owned, owned_key


class Touch(Owned):
    """One dated interaction. `by_me`: None where there is no direction. `direct`: to the owner, among few."""

    person = owned_key("mensch.Person", name="touches")
    at = models.DateTimeField()
    kind = models.CharField(max_length=8)  # core.touches.Kind
    by_me = models.BooleanField(null=True)
    direct = models.BooleanField(default=False)
    key = models.CharField(max_length=200, db_collation=BYTEWISE)
    thread = models.CharField(max_length=200, blank=True, db_collation=BYTEWISE)
    what = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=40, blank=True)
    made_by = owned_key("mensch.Import", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "person", "kind", "key"], name="touch_once")]
        indexes = [
            # Evidence and what waits for an answer are read off these alone, without a look at the rows themselves.
            models.Index(fields=["vault", "person", "-at", "kind", "by_me"], name="touch_of_person"),
            models.Index(fields=["vault", "at"], name="touch_by_time"),
            models.Index(fields=["vault", "at"], name="touch_met", condition=models.Q(kind="met")),
            models.Index(fields=["vault", "thread", "at", "kind"], name="touch_by_thread"),
            models.Index(fields=["vault", "key"], name="touch_undirected", condition=models.Q(by_me__isnull=True)),
            models.Index(fields=["vault", "made_by"], name="touch_by_import"),
        ]


class Acquaintance(Owned):
    """Two people known to know each other: both wrote in one thread, sat in one meeting, or the owner was told so."""

    one = owned_key("mensch.Person")
    other = owned_key("mensch.Person")
    how = models.CharField(max_length=8)  # thread, meeting, told
    key = models.CharField(max_length=200, db_collation=BYTEWISE)
    at = models.DateTimeField()
    made_by = owned_key("mensch.Import", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vault", "one", "other", "how", "key"], name="acquaintance_once")
        ]
        indexes = [
            models.Index(fields=["vault", "other"], name="acquaintance_by_other"),
            models.Index(fields=["vault", "made_by"], name="acquaintance_by_import"),
        ]


class Occasion(Owned):
    """A mail, message or meeting as told (`facts`: services.facts), so that touches can be worked out anew."""

    kind = models.CharField(max_length=8)  # mail, message, meeting
    key = models.CharField(max_length=200, db_collation=BYTEWISE)
    at = models.DateTimeField(null=True)
    thread = models.CharField(max_length=200, blank=True, db_collation=BYTEWISE)
    source = models.CharField(max_length=40, blank=True)
    facts = models.JSONField()
    made_by = owned_key("mensch.Import", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "kind", "key"], name="occasion_once")]
        indexes = [
            models.Index(fields=["vault", "made_by"], name="occasion_by_import"),
            models.Index(fields=["vault", "at"], name="occasion_by_time"),
        ]


class Party(Owned):
    """Somebody who took part in an occasion, by folded address (or by name, where a platform gives no address)."""

    occasion = owned_key("mensch.Occasion", name="parties")
    address = models.CharField(max_length=400, db_collation=BYTEWISE)
    role = models.CharField(max_length=8)  # from, to, came

    class Meta:
        indexes = [
            models.Index(fields=["vault", "address"], name="party_by_address"),
            models.Index(fields=["vault", "occasion"], name="party_of_occasion"),
        ]


class AfterMeeting(Owned):
    """The owner's answer after a meeting: again, glad or no. A no keeps the meeting and asks nothing more."""

    person = owned_key("mensch.Person")
    touch = owned_key("mensch.Touch")
    answer = models.CharField(max_length=8)
    felt = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "touch"], name="after_meeting_once")]
