"""A member's part in a round, as their page tells it. What they may know, core.rounds_seen decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from mensch.core import rounds as rules
from mensch.core import rounds_seen
from mensch.core.rounds import Phase
from mensch.core.rounds_facts import Help
from mensch.core.rounds_seen import Seen
from mensch.models import Member, Round
from mensch.services import group_access, round_facts, round_plans
from mensch.services.access import public, vault_of
from mensch.services.round_mail import names
from mensch.services.round_result import Result, result


class Other(NamedTuple):
    """Somebody with whom it came together: name, and address when they have one here."""

    name: str
    address: str


class OpenedShown(NamedTuple):
    circle: bool
    gives: Help | None
    gives_to: Other | None
    receives: Help | None
    receives_from: Other | None
    names: tuple[str, ...]


class MemberPage(NamedTuple):
    """A member's part. `before`: what they looked for last time and did not get; it stands in the form."""

    row: Round
    id: str
    seen: Seen
    opened: tuple[OpenedShown, ...]
    doors: str
    looking: str
    told: Result | None
    zone: str


def for_member(*, member: Member, round_: str, now: datetime) -> MemberPage:
    """Only what core.rounds_seen gives. Raises Http404."""
    whole = round_facts.of(group_access.see(member, Round, round_), member)
    seen = rounds_seen.what_is_seen(whole.facts, member.pk, now=now)
    told = result(round_facts.of(whole.row)) if seen.phase is Phase.TOLD and whole.facts.waves else None
    return MemberPage(
        row=whole.row,
        id=public(whole.row.pk),
        seen=seen,
        opened=tuple(_opened(member, seen)),
        doors="\n".join(door.opens for door in seen.doors),
        looking=seen.own.looking if seen.own else _before(member, whole.row),
        told=told,
        zone=zone(whole.row),
    )


def zone(row: Round) -> str:
    """The clock by which a round's times are told: the one of the steward who called it."""
    return vault_of(row.by.user).time_zone if row.by and row.by.user else "UTC"


def _opened(member: Member, seen: Seen) -> Iterable[OpenedShown]:
    for one in seen.opened:
        called = names(member.group_id, one.members)
        whom = [
            help_.receiver if help_.giver == member.pk else help_.giver for help_ in (one.gives, one.receives) if help_
        ]
        rows = group_access.members(member.group_id).filter(pk__in=whom)
        addresses = dict(rows.values_list("pk", "address"))
        to, by = one.gives and one.gives.receiver, one.receives and one.receives.giver
        others = [Other(called[who], addresses.get(who, "")) if who else None for who in (to, by)]
        among = tuple(called[who] for who in one.members)
        yield OpenedShown(one.circle, one.gives, others[0], one.receives, others[1], among)


def _before(member: Member, row: Round) -> str:
    """What this member looked for in the round before, when it did not come together."""
    if member.pk not in round_plans.waiting(row):
        return ""
    earlier = group_access.rows(member, Round).filter(made_at__lt=row.made_at).order_by("-made_at").first()
    known = rules.answers(round_facts.of(earlier).facts).get(member.pk) if earlier else None
    return known.looking if known else ""
