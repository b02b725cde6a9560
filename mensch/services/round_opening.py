"""The deadline: in one transaction everything that came together opens for everybody, and the joining letters go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mensch.core import rounds as rules
from mensch.models import RoundAsking, RoundOpening, RoundStep
from mensch.services import group_access, outbox_many, round_facts
from mensch.services.access import vault_of
from mensch.services.round_mail import once_of


def due(*, now: datetime) -> int:
    """Opens every round whose deadline is over. Gives how many; may run twice."""
    over = group_access.waiting(RoundAsking).filter(deadline__lte=now, openings=None).order_by("deadline")
    rows = list(over.select_related("round"))
    for asking in rows:
        open_(asking=asking, now=now)
    return len(rows)


@transaction.atomic
def open_(*, asking: RoundAsking, now: datetime) -> bool:
    """False when it is not due, or was done."""
    whole = round_facts.locked(asking.round)
    after = rules.open_(whole.facts, now=now)
    if after is None:
        return False
    last, group = whole.askings[-1], asking.group_id
    opening = group_access.make_in(group, RoundOpening, asking=last, at=now)
    steps = after.waves[-1].happens
    helps = {(one.giver, one.receiver): one for one in whole.facts.helps}
    for giver, receiver in steps:
        found = helps.get((giver, receiver))
        words = {"wants": found.wants, "opens": found.opens} if found else {}
        ids = {"opening": opening, "giver_id": giver, "receiver_id": receiver}
        group_access.make_in(group, RoundStep, **ids, **words)
    _letters(last, set(steps), now)
    return True


def _letters(asking: RoundAsking, steps: set[tuple[int, int]], now: datetime) -> None:
    """The letters that join go; those of what did not come together are as if never written."""
    if asking.by is None or asking.by.user is None:
        return
    vault = vault_of(asking.by.user)
    parts = round_facts.parts_of(asking.plan.parts)
    all_steps = [step for part in parts for step in part.steps()]
    outbox_many.let_go(vault=vault, once=[once_of(asking, step) for step in all_steps if step in steps], now=now)
    outbox_many.drop(vault=vault, once=[once_of(asking, step) for step in all_steps if step not in steps])
