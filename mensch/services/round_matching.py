"""The matcher of a round: doors that fit asks become helps, which their givers look at before anything is planned."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Q

from mensch.core.rounds_matched import SAME_TRADE, Fit, Signs, fits, signs_of
from mensch.models import Member, Round, RoundHelp, RoundWord
from mensch.services import group_access, knowledge, round_facts
from mensch.services.round_facts import TRADE, WORD


@lru_cache(maxsize=20_000)
def _signs(text: str) -> frozenset[str]:
    return signs_of(text, knowledge.trades())


def signs() -> Signs:
    return Signs(_signs, knowledge.trades().below)


def match(*, row: Round, member: Member | None = None) -> None:
    """Helps are proposed anew: of everybody, or what one member could give and be given. Words on what stays, stay.

    Runs inside the caller's transaction.
    """
    told = list({one.member: one for one in round_facts.told_in(row, Q())}.values())
    doors = list(round_facts.doors_in(row, Q()))
    if member is None:
        found = list(fits(told, doors, signs()))
    else:
        own = [one for one in told if one.member == member.pk]
        found = [*fits(own, doors, signs()), *fits(told, [one for one in doors if one.member == member.pk], signs())]
    _keep(row, found, member)


def _keep(row: Round, found: Iterable[Fit], member: Member | None) -> None:
    wanted = {(one.door.member, one.told.member): one for one in found}
    before = group_access.of(row.group_id, RoundHelp).filter(round=row)
    if member is not None:
        before = before.filter(Q(giver=member) | Q(receiver=member))
    gone, known = [], set()
    for help_, *step, door, wants in before.values_list("id", "giver_id", "receiver_id", "door_id", "wants"):
        fit = wanted.get((step[0], step[1]))
        if fit and (fit.door.id, fit.told.looking) == (door, wants):
            known.add((step[0], step[1]))
        else:
            gone.append(help_)
    for at in range(0, len(gone), 500):
        drop(row.group_id, gone[at : at + 500])
    new = [_row(row, fit) for step, fit in wanted.items() if step not in known]
    group_access.make_many_in(row.group_id, RoundHelp, new)


def _row(row: Round, fit: Fit) -> dict[str, object]:
    ids = {"round": row, "giver_id": fit.door.member, "receiver_id": fit.told.member, "door_id": fit.door.id}
    how = TRADE if fit.fit == SAME_TRADE else WORD
    return {**ids, "wants": fit.told.looking, "opens": fit.door.opens, "how": how}


def drop(group: int, helps: Iterable[int]) -> None:
    """These helps go, and what their givers said of them. Runs inside the caller's transaction."""
    for rows in (
        group_access.of(group, RoundWord).filter(help__in=list(helps)),
        group_access.of(group, RoundHelp).filter(pk__in=list(helps)),
    ):
        rows._raw_delete(rows.db)
