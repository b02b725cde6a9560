"""The search for circles: asked for by a steward, done by the worker, told while it goes on, ended at any moment.

It is done in stages that each take longer; the best so far is kept after each, and proof ends it.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from mensch.core import rounds as rules
from mensch.core import rounds_planned
from mensch.core.exchange.pace import Pace
from mensch.core.groups import Act
from mensch.core.rounds import Phase
from mensch.core.rounds_planned import Plan, Wishes
from mensch.errors import InputError
from mensch.models import Member, Round, RoundMark, RoundPlan
from mensch.services import group_access, round_facts, round_matching
from mensch.services.round_facts import Known
from mensch.services.rounds import BAR, PIN

STAGES = (2.0, 8.0, 30.0)  # seconds; small groups are proved long before the first is over
_LEASE = timedelta(seconds=120)
_LONGEST = 300


@transaction.atomic
def begin(*, member: Member, round_: str, now: datetime) -> RoundPlan:
    """A steward asks for circles; one search at a time. Raises InputError when there is nothing to plan, Http404."""
    group_access.needs(member, Act.ROUND)
    whole = round_facts.locked(group_access.see(member, Round, round_))
    going = group_access.rows(member, RoundPlan).filter(round=whole.row, done_at=None).first()
    if going:
        found: RoundPlan = going
        return found
    if not _may(whole, now):
        raise InputError(_("This round is not to be planned now."))
    fields = {"wave": len(whole.facts.waves) + 1, "asked_at": now}
    plan = group_access.make(member, RoundPlan, round=whole.row, by=member, **fields)
    ring(plan.pk)
    return plan


def _may(whole: Known, now: datetime) -> bool:
    return rules.may_plan(whole.facts, now=now) or rules.phase(whole.facts, now=now) is Phase.BETWEEN


def ring(plan: int) -> None:
    """Queue the work; inside the caller's transaction."""
    async_task("mensch.jobs.plan_round", plan, timeout=_LONGEST)


def ring_again(*, now: datetime) -> int:
    """Searches whose worker is gone, or that nobody began, are rung again. Gives how many."""
    lost = group_access.waiting(RoundPlan).filter(done_at=None, due_at__lt=now)
    late = group_access.waiting(RoundPlan).filter(done_at=None, due_at=None, asked_at__lt=now - timedelta(seconds=45))
    ids = [*lost.values_list("pk", flat=True), *late.values_list("pk", flat=True)]
    for plan in ids:
        ring(plan)
    return len(ids)


@transaction.atomic
def stop(*, member: Member, round_: str, plan: str, now: datetime) -> None:
    """The steward takes the best so far. Raises Http404."""
    group_access.needs(member, Act.ROUND)
    row = group_access.see(member, Round, round_)
    found = group_access.see(member, RoundPlan, plan)
    if found.round_id != row.pk:
        raise Http404
    group_access.rows(member, RoundPlan).filter(pk=found.pk, done_at=None, stop_at=None).update(stop_at=now)


def run(*, plan_id: int) -> None:
    """The worker's part. May run twice: only one of two holds the lease, and a search that ended stays as it is."""
    now = timezone.now()
    rows = group_access.waiting(RoundPlan).filter(pk=plan_id, done_at=None)
    free = rows.filter(due_at=None) | rows.filter(due_at__lt=now)
    if not free.update(due_at=now + _LEASE):
        return
    row: RoundPlan = rows.select_related("round").get()
    with transaction.atomic():
        round_matching.match(row=row.round)
    whole = round_facts.of(row.round)
    if not _may(whole, now) or row.wave != len(whole.facts.waves) + 1:
        _write(row, done_at=now)
        return
    _write(row, of=len(rules.entering(whole.facts)))
    _search(row, whole)
    _write(row, done_at=timezone.now())


def _search(row: RoundPlan, whole: Known) -> None:
    best: Plan | None = None
    for seconds in STAGES:
        found = _once(row, whole, _until(row, seconds))
        if best is None or found.helped >= best.helped:
            best = found
            _keep(row, found)
        _write(row, due_at=timezone.now() + _LEASE)
        if found.proved or _stopped(row):
            return


def _once(row: RoundPlan, whole: Known, stop: Pace) -> Plan:
    if row.wave > 1:
        return rounds_planned.again(whole.facts, stop=stop)
    return rounds_planned.plan(whole.facts, waiting=waiting(row.round), wishes=wishes(row.round), stop=stop)


def wishes(round_: Round) -> Wishes:
    """What the steward pinned and barred."""
    marks = group_access.of(round_.group_id, RoundMark).filter(round=round_)
    steps = [
        (kind, (giver, receiver)) for kind, giver, receiver in marks.values_list("kind", "giver_id", "receiver_id")
    ]
    pinned, barred = ({step for kind, step in steps if kind == one} for one in (PIN, BAR))
    return Wishes(frozenset(pinned), frozenset(barred))


def waiting(round_: Round) -> set[int]:
    """Whose asks did not come together in the round before, and go first in this one."""
    earlier = group_access.of(round_.group_id, Round).filter(made_at__lt=round_.made_at).order_by("-made_at").first()
    return rounds_planned.carried(round_facts.of(earlier).facts) if earlier else set()


def _until(row: RoundPlan, seconds: float) -> Pace:
    """A share of the time that is over; all of it once the steward takes the best so far, asked each half second."""
    began = time.monotonic()
    asked = [began, 0.0]

    def used() -> float:
        now = time.monotonic()
        if now - asked[0] > 0.5:
            asked[:] = now, float(_stopped(row))
        return max(asked[1], (now - began) / seconds)

    return Pace(used)


def _stopped(row: RoundPlan) -> bool:
    return bool(group_access.of(row.group_id, RoundPlan).filter(pk=row.pk).exclude(stop_at=None).exists())


def _keep(row: RoundPlan, plan: Plan) -> None:
    told = {"helped": plan.helped, "most": plan.most, "one_more": plan.one_more, "proved": plan.proved}
    _write(row, parts=round_facts.kept(plan.parts), unkept=[list(step) for step in plan.unkept], **told)


def _write(row: RoundPlan, **fields: object) -> None:
    group_access.of(row.group_id, RoundPlan).filter(pk=row.pk).update(**fields)
