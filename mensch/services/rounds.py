"""A group's round: called by a steward, answered by its members. Planning and asking stand in files of their own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from mensch.core import rounds as rules
from mensch.core.groups import Act
from mensch.core.rounds import Phase
from mensch.errors import InputError
from mensch.models import Member, Round, RoundAnswer, RoundDoor, RoundEnd, RoundHelp, RoundMark, RoundWord
from mensch.services import group_access, round_facts, round_matching
from mensch.services.access import private, public
from mensch.services.said import line

LONGEST = timedelta(days=60)
MOST_DOORS = 5
PIN, BAR = "pin", "bar"


class Said(NamedTuple):
    """A member's answer. `doors`: one kind of people a line; `agreed`: those behind them were asked and would."""

    looking: str = ""
    doors: str = ""
    agreed: bool = False
    first: bool = False


@transaction.atomic
def call(*, member: Member, until: datetime, words: str, now: datetime) -> Round:
    """A steward calls a round. Raises InputError for a time that is no time for it, Http404."""
    group_access.needs(member, Act.ROUND)
    if not now < until <= now + LONGEST:
        raise InputError(_("Choose until when answers are taken: a time to come, within two months."))
    made = {"until": until, "words": line(words, 500), "made_at": now}
    return group_access.make(member, Round, by=member, **made)


@transaction.atomic
def end(*, member: Member, round_: str, now: datetime) -> None:
    """No more is asked in this round. Ending twice is ending once. Not while people are being asked."""
    group_access.needs(member, Act.ROUND)
    whole = round_facts.locked(group_access.see(member, Round, round_))
    if rules.phase(whole.facts, now=now) in (Phase.ASKING, Phase.CLOSING):
        raise InputError(_("People are being asked. It ends by itself at the deadline."))
    if not whole.facts.ended:
        group_access.make(member, RoundEnd, round=whole.row, by=member, at=now)


@transaction.atomic
def answer(*, member: Member, round_: str, said: Said, now: datetime) -> None:
    """A member's answer, instead of an earlier one. Raises InputError when it is late or says nothing, Http404."""
    whole = round_facts.locked(group_access.see(member, Round, round_), member)
    if not rules.may_answer(whole.facts, now=now):
        raise InputError(_("Answers to this round have ended."))
    looking, doors = line(said.looking, 300), _doors(said.doors)
    if not (looking or doors or said.first):
        raise InputError(_("There was nothing written. A few words are enough."))
    if said.first and looking:
        raise InputError(_("Whoever gives first asks for nothing this time. Take the tick away, or empty the line."))
    told = {"looking": looking, "first": said.first, "at": now}
    group_access.make(member, RoundAnswer, round=whole.row, member=member, **told)
    _keep(member, whole.row, doors, said.agreed, now)
    round_matching.match(row=whole.row, member=member)


def _doors(text: str) -> list[str]:
    found = [line(one, 200) for one in text.replace("\r", "\n").split("\n")]
    kinds = list(dict.fromkeys(one for one in found if one))
    if len(kinds) > MOST_DOORS:
        raise InputError(_("Five doors are enough for one round. Keep those that would help most."))
    return kinds


def _keep(member: Member, row: Round, doors: list[str], agreed: bool, now: datetime) -> None:
    """Doors that are no longer named close; one that stays keeps what was said of it, unless more is said now."""
    live = group_access.own(member, RoundDoor).filter(round=row, closed_at=None)
    live.exclude(opens__in=doors).update(closed_at=now)
    if agreed:
        live.filter(opens__in=doors).update(agreed=True)
    known = set(live.values_list("opens", flat=True))
    made = {"round": row, "member": member, "agreed": agreed, "at": now}
    group_access.make_many(member, RoundDoor, [{**made, "opens": one} for one in doors if one not in known])


@transaction.atomic
def vouch(*, member: Member, round_: str, door: str, agreed: bool, now: datetime) -> None:
    """Whether those behind one's own door were asked and would be glad. Raises InputError when it is late, Http404."""
    whole = round_facts.locked(group_access.see(member, Round, round_), member)
    row = group_access.see_own(member, RoundDoor, door)
    if row.round_id != whole.row.pk or row.closed_at:
        raise Http404
    if not rules.may_plan(whole.facts, now=now):
        raise InputError(_("The plan of this round is made already."))
    group_access.own(member, RoundDoor).filter(pk=row.pk).update(agreed=agreed)


@transaction.atomic
def word(*, member: Member, round_: str, help_: str, yes: bool, now: datetime) -> None:
    """The giver's own word on one help. Raises InputError when it is late, Http404 for a help of others."""
    whole = round_facts.locked(group_access.see(member, Round, round_), member)
    number = private(help_)
    if not any(one.id == number and one.giver == member.pk for one in whole.facts.helps):
        raise Http404
    if not rules.may_confirm(whole.facts, member.pk, number, now=now):
        raise InputError(_("The plan of this round is made already."))
    row = group_access.one(member, RoundHelp, number)
    group_access.make(member, RoundWord, round=whole.row, help=row, member=member, yes=yes, at=now)


@transaction.atomic
def mark(*, member: Member, round_: str, help_: str, kind: str, now: datetime) -> None:
    """The steward pins a step into the next search, or bars it; another mark on the same step takes its place."""
    group_access.needs(member, Act.ROUND)
    whole = round_facts.locked(group_access.see(member, Round, round_))
    row = group_access.see(member, RoundHelp, help_)
    if row.round_id != whole.row.pk or kind not in (PIN, BAR):
        raise Http404
    if not rules.may_plan(whole.facts, now=now):
        raise InputError(_("The members have been asked already."))
    step = {"round": whole.row, "giver": row.giver_id, "receiver": row.receiver_id}
    group_access.rows(member, RoundMark).filter(**step).delete()
    ids = {"round": whole.row, "giver_id": row.giver_id, "receiver_id": row.receiver_id}
    group_access.make(member, RoundMark, **ids, kind=kind, by=member, at=now)


@transaction.atomic
def unmark(*, member: Member, round_: str, mark: str) -> None:
    """The steward takes a mark away. Taking it away twice is taking it away once. Raises Http404."""
    group_access.needs(member, Act.ROUND)
    row = group_access.see(member, Round, round_)
    marks = group_access.rows(member, RoundMark).filter(round=row)
    marks.filter(pk__in=[one.pk for one in marks if public(one.pk) == mark]).delete()


def of_group(member: Member, most: int = 24) -> list[Round]:
    """The rounds of the member's group, the latest first."""
    return list(group_access.rows(member, Round).order_by("-made_at", "-id")[:most])
