"""What a member said in rounds goes when they leave; what is kept of them in rounds is told to them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from mensch.models import (
    Member,
    Round,
    RoundAnswer,
    RoundAsking,
    RoundDoor,
    RoundEnd,
    RoundHelp,
    RoundMark,
    RoundPlan,
    RoundReply,
    RoundStep,
    RoundWord,
)
from mensch.services import group_access

_BY = (Round, RoundMark, RoundPlan, RoundAsking, RoundEnd)


def erase(member: Member) -> dict[str, int]:
    """Answers, doors, words and replies go; of what opened the words go, and that it happened stays.

    Where they are being asked, their part does not come together. Runs inside the caller's transaction.
    """
    rows, me = group_access.rows, Q(giver=member) | Q(receiver=member)
    helps = rows(member, RoundHelp).filter(me).values("pk")
    going = (
        rows(member, RoundWord).filter(Q(member=member) | Q(help__in=helps)),
        rows(member, RoundHelp).filter(me),
        rows(member, RoundMark).filter(me),
        group_access.own(member, RoundReply),
        group_access.own(member, RoundDoor),
        group_access.own(member, RoundAnswer),
    )
    counts = {found.model.__name__: count for found in going if (count := found._raw_delete(found.db))}
    rows(member, RoundStep).filter(me).update(wants="", opens="")
    for table in _BY:
        rows(member, table).filter(by=member).update(by=None)
    return counts


def told(member: Member) -> dict[str, Any]:
    """For the export: every word of this member's in rounds, and with whom it came together."""
    own = group_access.own
    answers = own(member, RoundAnswer).order_by("at", "id").values_list("looking", "first", "at")
    doors = own(member, RoundDoor).order_by("at", "id").values_list("opens", "agreed", "at")
    said = own(member, RoundReply).order_by("at", "id").values_list("yes", "at")
    words = own(member, RoundWord).order_by("at", "id").values_list("help__wants", "yes", "at")
    steps = group_access.rows(member, RoundStep).filter(Q(giver=member) | Q(receiver=member)).order_by("id")
    return {
        "answers": [{"looking": looking, "first": first, "at": at.isoformat()} for looking, first, at in answers],
        "doors": [{"opens": opens, "agreed": agreed, "at": at.isoformat()} for opens, agreed, at in doors],
        "words": [{"wants": wants, "yes": yes, "at": at.isoformat()} for wants, yes, at in words],
        "replies": [{"yes": yes, "at": at.isoformat()} for yes, at in said],
        "opened": [{"wants": wants, "opens": opens} for wants, opens in steps.values_list("wants", "opens")],
    }
