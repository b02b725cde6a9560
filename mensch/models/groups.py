"""Groups, and what their members publish about themselves. Nothing here names a third person or points into a vault.

Who may reach a row stands in services.group_access, the one door to all of these.
"""

from __future__ import annotations

from django.db import models

from mensch.models.base import OfGroup, RowId, group_key, new_id


class Group(models.Model):
    """A chapter, a chamber, a community. Its rows belong to it, not to a vault; it goes when its last steward goes."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=9)  # core.groups.Kind
    place = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"group {self.pk}"


class Member(OfGroup):
    """Somebody who joined, with an account or without. `left_at`: the row is bare from then on (no user, no address).

    `address`: where mail of the group reaches them; empty when they wish for none. Only stewards send there.
    """

    user = models.ForeignKey("mensch.User", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    role = models.CharField(max_length=7)  # core.groups.Role
    address = models.CharField(max_length=320, blank=True)
    joined_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"], condition=models.Q(left_at=None, user__isnull=False), name="member_once"
            )
        ]
        indexes = [
            models.Index(fields=["group", "joined_at"], name="member_by_time"),
            models.Index(fields=["user"], name="member_of_user"),
        ]


class MemberStep(OfGroup):
    """What happened to a membership: core.groups.Step, when, and who did it (None: they themself)."""

    member = group_key("mensch.Member", name="steps")
    step = models.CharField(max_length=9)
    by = group_key("mensch.Member", null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["group", "member", "at"], name="member_step_of")]


class MemberLink(OfGroup):
    """The hash of a private link: 128 random bits, for one member. `ended`: revoked, or "not me"."""

    member = group_key("mensch.Member", name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=7, blank=True)  # revoked, not_me

    class Meta:
        indexes = [models.Index(fields=["group", "member"], name="member_link_of")]


class GroupInvite(OfGroup):
    """A link by which people join, as `role`. `places`: how many may use it; `taken`: how many did."""

    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=7)
    places = models.IntegerField()
    taken = models.IntegerField(default=0)
    by = group_key("mensch.Member", null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["group", "expires_at"], name="group_invite_by_time")]


class Card(OfGroup):
    """What a member shows of themself to the group: no more than they wrote."""

    member = group_key("mensch.Member", name="cards")
    name = models.CharField(max_length=120)
    trade = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "member"], name="card_once")]


class KnownKind(OfGroup):
    """A kind of people this member can introduce ("owners of dental practices"). Never a name."""

    member = group_key("mensch.Member", name="kinds")
    words = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["group", "member"], name="known_kind_of")]


class GroupAsk(OfGroup):
    """On the board of the group: what a member is looking for, or glad to give (`side`). `because`: why it helps."""

    member = group_key("mensch.Member", name="asks")
    side = models.CharField(max_length=8)  # looking, giving
    words = models.CharField(max_length=300)
    because = models.CharField(max_length=300, blank=True)
    until = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["group", "-made_at"], name="group_ask_by_time"),
            models.Index(fields=["group", "member"], name="group_ask_of"),
        ]


class GroupAskEnd(OfGroup):
    """It is found (`thanks`: to whom), or over."""

    ask = group_key("mensch.GroupAsk", name="ends")
    how = models.CharField(max_length=5)  # found, over
    thanks = group_key("mensch.Member", null=True)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "ask"], name="group_ask_end_once")]
        indexes = [models.Index(fields=["group", "thanks"], name="group_ask_thanks_to")]


class MayKnow(OfGroup):
    """ "I may know someone": of what kind. Read by whoever asked, and by whoever wrote it; counted nowhere.

    `reach`: how whoever asked may reach them, when they said so.
    """

    ask = group_key("mensch.GroupAsk", name="hints")
    member = group_key("mensch.Member")
    kind = models.CharField(max_length=200)
    reach = models.CharField(max_length=320, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "ask", "member"], name="may_know_once")]
        indexes = [models.Index(fields=["group", "member"], name="may_know_of")]
