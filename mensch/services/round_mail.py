"""The letters of a round, in the steward's name: the call, the question, and the letter that joins two people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from mensch.core import rounds as rules
from mensch.core.groups import Act
from mensch.core.outbox import LetterKind
from mensch.core.rounds_facts import Help, Step
from mensch.errors import InputError
from mensch.models import Card, Member, Round, RoundAsking, User
from mensch.services import group_access, group_links, outbox_many, round_facts
from mensch.services.access import public, vault_of
from mensch.services.outbox_many import Mail


def link_of(token: str, round_: Round) -> str:
    """Where a member without an account finds their part of the round."""
    return settings.URL + reverse("round_by_link", args=[token, public(round_.pk)])


def names(group: int, members: Iterable[int]) -> dict[int, str]:
    """What these members call themselves, on their cards."""
    ids = sorted(set(members))
    found: dict[int, str] = {}
    for at in range(0, len(ids), 500):
        rows = group_access.of(group, Card).filter(member__in=ids[at : at + 500])
        found.update(rows.values_list("member_id", "name"))
    return {one: found.get(one) or _("somebody who left") for one in ids}


def reached(member: Member, among: Iterable[int] | None = None) -> list[Member]:
    """Members who are here, not paused, and have an address for the group's mail."""
    rows = group_access.members(member.group_id).filter(paused_at=None).exclude(address="")
    chosen = None if among is None else set(among)
    return [one for one in rows if chosen is None or one.pk in chosen]


@transaction.atomic
def call(*, member: Member, by: User, round_: str, now: datetime) -> int:
    """The steward sends the call. Gives to how many; whoever has it already gets no second. Raises InputError."""
    group_access.needs(member, Act.ROUND)
    whole = round_facts.seen(member, round_)
    if not rules.may_answer(whole.facts, now=now):
        raise InputError(_("Answers to this round have ended."))
    said = {"until": whole.row.until, "words": whole.row.words}
    subject = _("%(group)s: two questions, one minute") % {"group": member.group.name}
    return _ask(member, by, whole.row, "call", reached(member), subject, said, now)


def invite(member: Member, by: User, row: Round, asking: RoundAsking, members: Iterable[int], now: datetime) -> int:
    """The question to all who are asked. Runs inside the caller's transaction."""
    subject = _("%(group)s: would you?") % {"group": member.group.name}
    said = {"deadline": asking.deadline}
    return _ask(member, by, row, f"ask-{public(asking.pk)}", reached(member, members), subject, said, now)


def _ask(
    member: Member,
    by: User,
    row: Round,
    what: str,
    to: Sequence[Member],
    subject: str,
    said: Mapping[str, Any],
    now: datetime,
) -> int:
    tokens = group_links.make_many(members=to, now=now)
    called = names(member.group_id, (one.pk for one in to))
    facts = {**said, "group": member.group.name, "owner": by.name, "zone": vault_of(by).time_zone}
    kind = what.split("-", 1)[0]
    mails = []
    for one in to:
        words = {**facts, "name": called[one.pk].split()[0], "link": link_of(tokens[one.pk], row)}
        body = render_to_string(f"letters/round/{kind}.txt", words)
        mails.append(Mail(f"round:{public(row.pk)}:{what}:{public(one.pk)}", (one.address,), subject, body))
    return outbox_many.press_all(vault=vault_of(by), by=by, kind=LetterKind.ROUND, mails=mails, now=now)


def once_of(asking: RoundAsking, step: Step) -> str:
    """What the letter that joins the two of a step is for."""
    return f"round:{public(asking.pk)}:join:{public(step[0])}:{public(step[1])}"


def join(member: Member, by: User, asking: RoundAsking, helps: Sequence[Help], now: datetime) -> int:
    """A letter for each step, pressed now and held until everybody agreed. Runs inside the caller's transaction."""
    ids = {who for one in helps for who in (one.giver, one.receiver)}
    addresses = {one.pk: one.address for one in reached(member, ids)}
    called = names(member.group_id, ids)
    mails = []
    for one in helps:
        to = tuple(dict.fromkeys(addresses.get(who, "") for who in (one.giver, one.receiver)))
        if len(to) == 2 and all(to):
            facts = {"giver": called[one.giver], "receiver": called[one.receiver], "wants": one.wants}
            facts |= {"opens": one.opens, "group": member.group.name, "owner": by.name}
            subject = _("%(giver)s, meet %(receiver)s") % facts
            body = render_to_string("letters/round/join.txt", facts)
            mails.append(Mail(once_of(asking, (one.giver, one.receiver)), to, subject, body))
    return outbox_many.press_all(vault=vault_of(by), by=by, kind=LetterKind.OPENING, mails=mails, now=now, hold=True)
