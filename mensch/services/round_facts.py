"""A round as the rules see it, gathered from its rows; and the lock for whoever changes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from mensch.core import rounds_facts
from mensch.core.exchange.problem import Part
from mensch.core.rounds_facts import Confirmed, Door, Help, Reply, Told, Wave
from mensch.core.rounds_matched import SAME_TRADE, SAME_WORD
from mensch.models import (
    Member,
    Round,
    RoundAnswer,
    RoundAsking,
    RoundDoor,
    RoundEnd,
    RoundHelp,
    RoundOpening,
    RoundReply,
    RoundStep,
    RoundWord,
)
from mensch.services import group_access

TRADE, WORD = "trade", "word"
_FIT = {TRADE: SAME_TRADE, WORD: SAME_WORD}


class Known(NamedTuple):
    """A round's row, and all that happened in it."""

    row: Round
    facts: rounds_facts.Round
    askings: tuple[RoundAsking, ...] = ()


def of(row: Round, member: Member | None = None) -> Known:
    """Everything of one round; with `member` only what is theirs, and what everybody is asked about."""
    group = row.group_id
    askings = tuple(group_access.of(group, RoundAsking).filter(round=row).select_related("plan").order_by("at"))
    own = Q(member=member) if member else Q()
    both = Q(giver=member) | Q(receiver=member) if member else Q()
    facts = rounds_facts.Round(
        until=row.until,
        told=tuple(told_in(row, own)),
        doors=tuple(doors_in(row, own)),
        helps=tuple(_helps(row, both)),
        confirmed=tuple(_confirmed(row, own)),
        waves=tuple(_waves(group, askings)),
        ended=group_access.of(group, RoundEnd).filter(round=row).exists(),
    )
    return Known(row, facts, askings)


def seen(member: Member, public_id: str) -> Known:
    """A round of the member's group. Raises Http404."""
    return of(group_access.see(member, Round, public_id))


def locked(row: Round, member: Member | None = None) -> Known:
    """The same for a change: of two who come at once, the second waits and sees what the first did."""
    group_access.of(row.group_id, Round).select_for_update().get(pk=row.pk)
    return of(row, member)


def told_in(row: Round, own: Q) -> Iterable[Told]:
    """Answers of a round, in the order in which they came."""
    rows = group_access.of(row.group_id, RoundAnswer).filter(own, round=row).order_by("at", "id")
    for member, looking, first, at in rows.values_list("member_id", "looking", "first", "at"):
        yield Told(member, looking, first, at)


def doors_in(row: Round, own: Q) -> Iterable[Door]:
    """Doors of a round that stand."""
    rows = group_access.of(row.group_id, RoundDoor).filter(own, round=row, closed_at=None).order_by("id")
    for one in rows.values_list("id", "member_id", "opens", "agreed"):
        yield Door(*one)


def _helps(row: Round, own: Q) -> Iterable[Help]:
    rows = group_access.of(row.group_id, RoundHelp).filter(own, round=row).order_by("id")
    for one in rows.values_list("id", "giver_id", "receiver_id", "door_id", "wants", "opens", "how"):
        yield Help(*one[:-1])._replace(fit=_FIT[one[-1]])


def _confirmed(row: Round, own: Q) -> Iterable[Confirmed]:
    rows = group_access.of(row.group_id, RoundWord).filter(own, round=row).order_by("at", "id")
    for one in rows.values_list("help_id", "yes", "at"):
        yield Confirmed(*one)


def _waves(group: int, askings: Iterable[RoundAsking]) -> Iterable[Wave]:
    ids = [one.pk for one in askings]
    if not ids:
        return
    replies: dict[int, list[Reply]] = defaultdict(list)
    rows = group_access.of(group, RoundReply).filter(asking__in=ids).order_by("at", "id")
    for asking, *said in rows.values_list("asking_id", "member_id", "yes", "at"):
        replies[asking].append(Reply(*said))
    openings = dict(group_access.of(group, RoundOpening).filter(asking__in=ids).values_list("asking_id", "at"))
    steps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    happened = group_access.of(group, RoundStep).filter(opening__asking__in=ids).order_by("id")
    for asking, giver, receiver in happened.values_list("opening__asking_id", "giver_id", "receiver_id"):
        steps[asking].append((giver, receiver))
    for one in askings:
        yield _wave(one, replies[one.pk], openings.get(one.pk), steps[one.pk])


def _wave(asking: RoundAsking, replies: list[Reply], opened: datetime | None, steps: list[tuple[int, int]]) -> Wave:
    return Wave(parts_of(asking.plan.parts), asking.at, asking.deadline, tuple(replies), opened, tuple(steps))


def parts_of(kept: Iterable[Any]) -> tuple[Part, ...]:
    """Parts as a plan's row keeps them."""
    return tuple(Part(bool(circle), tuple(members)) for circle, members in kept)


def kept(parts: Iterable[Part]) -> list[Any]:
    """Parts as a row keeps them."""
    return [[part.circle, list(part.members)] for part in parts]
