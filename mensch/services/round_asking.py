"""The people of a plan are asked, all at once, and answer in private until the deadline."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core import rounds as rules
from mensch.core.groups import Act
from mensch.errors import InputError
from mensch.models import Member, Round, RoundAsking, RoundPlan, RoundReply, User
from mensch.services import group_access, round_facts, round_mail

SHORTEST, LONGEST = timedelta(minutes=4), timedelta(days=30)


@transaction.atomic
def ask(*, member: Member, by: User, plan: str, deadline: datetime, mails: bool, now: datetime) -> RoundAsking:
    """The steward presses: everybody in the plan is asked. `mails`: by letter, too, and the joining letters are held.

    Pressing twice is pressing once. Raises InputError where it cannot be, Http404.
    """
    group_access.needs(member, Act.ROUND)
    row = group_access.see(member, RoundPlan, plan)
    whole = round_facts.locked(row.round)
    if not now + SHORTEST <= deadline <= now + LONGEST:
        raise InputError(_("Choose a deadline between four minutes and a month from now."))
    if there := group_access.rows(member, RoundAsking).filter(plan=row).first():
        found: RoundAsking = there
        return found
    latest = group_access.rows(member, RoundPlan).filter(round=whole.row).order_by("-asked_at", "-id").first()
    parts = round_facts.parts_of(row.parts)
    if latest != row or row.done_at is None or not rules.ask(whole.facts, parts, now=now, deadline=deadline):
        raise InputError(_("This plan no longer fits what the members said. Find circles again."))
    asking = group_access.make(member, RoundAsking, round=whole.row, plan=row, by=member, at=now, deadline=deadline)
    if mails:
        steps = {step for part in parts for step in part.steps()}
        helps = [one for one in rules.entering(whole.facts) if (one.giver, one.receiver) in steps]
        round_mail.join(member, by, asking, helps, now)
        round_mail.invite(member, by, whole.row, asking, {who for step in steps for who in step}, now)
    return asking


@transaction.atomic
def reply(*, member: Member, round_: str, yes: bool, now: datetime) -> bool:
    """A member's yes or not now. False when it comes too late, or nobody asked them. The same word twice is one."""
    whole = round_facts.locked(group_access.see(member, Round, round_), member)
    before = whole.facts.waves[-1].replies if whole.facts.waves else ()
    after = rules.reply(whole.facts, member.pk, yes=yes, now=now)
    if after is None:
        return False
    if after.waves[-1].replies != before:
        group_access.make(member, RoundReply, asking=whole.askings[-1], member=member, yes=yes, at=now)
    return True
