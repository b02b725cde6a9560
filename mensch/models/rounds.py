"""Rounds of help in a group. What happens is a row; how a round stands is said by core.rounds.

Members say what they look for and of which kind the doors are that they could open: never a third person's name.
Replies and the words of givers are read by the rules alone; no page, export or log shows them to anybody else.
"""

from __future__ import annotations

from django.db import models

from mensch.models.base import OfGroup, group_key


class Round(OfGroup):
    """A call of a steward to the group. `until`: when answers end. `words`: what the steward says with it."""

    by = group_key("mensch.Member", null=True)
    words = models.CharField(max_length=500, blank=True)
    until = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["group", "-made_at"], name="round_by_time")]


class RoundAnswer(OfGroup):
    """A member's answer to the call; the latest counts. `first`: gives without asking this time."""

    round = group_key("mensch.Round", name="answers")
    member = group_key("mensch.Member")
    looking = models.CharField(max_length=300, blank=True)
    first = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["group", "round", "member", "at"], name="round_answer_of")]


class RoundDoor(OfGroup):
    """Whom a member could open a door to, by kind. `agreed`: who stands behind it was asked, and would be glad."""

    round = group_key("mensch.Round", name="doors")
    member = group_key("mensch.Member")
    opens = models.CharField(max_length=200)
    agreed = models.BooleanField(default=False)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["group", "round", "member"], name="round_door_of")]


class RoundHelp(OfGroup):
    """What the matcher found: a door of the giver for the ask of the receiver. `how`: trade or word."""

    round = group_key("mensch.Round", name="helps")
    giver = group_key("mensch.Member")
    receiver = group_key("mensch.Member")
    door = group_key("mensch.RoundDoor")
    wants = models.CharField(max_length=300, blank=True)
    opens = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=5)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "round", "giver", "receiver"], name="round_help_once")]


class RoundWord(OfGroup):
    """The giver's own word on one help, before anything is planned; the latest counts."""

    help = group_key("mensch.RoundHelp", name="words")
    round = group_key("mensch.Round")
    member = group_key("mensch.Member")
    yes = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["group", "round"], name="round_word_of")]


class RoundMark(OfGroup):
    """A step the steward pinned into the plan, or barred from it."""

    round = group_key("mensch.Round", name="marks")
    giver = group_key("mensch.Member")
    receiver = group_key("mensch.Member")
    kind = models.CharField(max_length=3)  # pin, bar
    by = group_key("mensch.Member", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "round", "giver", "receiver"], name="round_mark_once")]


class RoundPlan(OfGroup):
    """A search for circles, and the best it has so far. `parts`: [circle?, [members]]; `marks`: pins that fit nowhere.

    `wave`: the first plan, or once more what is left. `due_at`: until when its worker is believed alive.
    """

    round = group_key("mensch.Round", name="plans")
    by = group_key("mensch.Member", null=True)
    wave = models.IntegerField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    stop_at = models.DateTimeField(null=True)  # the steward takes the best so far
    done_at = models.DateTimeField(null=True)
    parts = models.JSONField(default=list)
    unkept = models.JSONField(default=list)
    of = models.IntegerField(default=0)  # helps it looks through
    helped = models.IntegerField(default=0)
    most = models.IntegerField(default=0)
    one_more = models.IntegerField(default=0)
    proved = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["group", "round", "asked_at"], name="round_plan_of"),
            models.Index(fields=["due_at"], name="round_plan_due", condition=models.Q(done_at=None)),
        ]


class RoundAsking(OfGroup):
    """The steward pressed: the people of a plan are asked, all at once, until the deadline."""

    round = group_key("mensch.Round", name="askings")
    plan = group_key("mensch.RoundPlan")
    by = group_key("mensch.Member", null=True)
    at = models.DateTimeField()
    deadline = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "plan"], name="round_asking_once")]
        indexes = [
            models.Index(fields=["group", "round", "at"], name="round_asking_of"),
            models.Index(fields=["deadline"], name="round_asking_due"),
        ]


class RoundReply(OfGroup):
    """One member's word on all that is theirs; the latest counts. Read by the rules alone."""

    asking = group_key("mensch.RoundAsking", name="replies")
    member = group_key("mensch.Member")
    yes = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["group", "asking", "at"], name="round_reply_of")]


class RoundOpening(OfGroup):
    """The deadline is over, and everything that came together is open for everybody at once."""

    asking = group_key("mensch.RoundAsking", name="openings")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "asking"], name="round_opening_once")]


class RoundStep(OfGroup):
    """A help that happens: both learn the other's name and address. `wants`, `opens`: empty once one of them left."""

    opening = group_key("mensch.RoundOpening", name="steps")
    giver = group_key("mensch.Member")
    receiver = group_key("mensch.Member")
    wants = models.CharField(max_length=300, blank=True)
    opens = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "opening", "giver", "receiver"], name="round_step_once")
        ]


class RoundEnd(OfGroup):
    """The steward ended the round; nothing is asked any more."""

    round = group_key("mensch.Round", name="ends")
    by = group_key("mensch.Member", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "round"], name="round_end_once")]
