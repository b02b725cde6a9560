"""What a round's pages show: to the steward the plan, to a member their own part. Who sees what, core decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from mensch.core import rounds as rules
from mensch.core import rounds_seen
from mensch.core.exchange.problem import Part
from mensch.core.groups import Act
from mensch.core.rounds import Phase
from mensch.core.rounds_facts import Help
from mensch.models import Member, Round, RoundMark, RoundPlan
from mensch.services import group_access, round_facts
from mensch.services.access import public
from mensch.services.round_facts import Known
from mensch.services.round_mail import names
from mensch.services.round_result import Result, asks_of, result

SOME = 24  # parts on a page


class StepShown(NamedTuple):
    """One help of a plan, as the steward reads it. `mark`: pinned or barred."""

    id: str
    giver: str
    receiver: str
    wants: str
    opens: str
    mark: str
    first: bool


class Drawn(NamedTuple):
    """Somebody in a picture, as a row of a person has it."""

    id: int
    full: str
    given: str
    family: str


class PartShown(NamedTuple):
    """A circle or a chain; `people` and what each gives (`gifts`) in giving order.

    `shown` of `size` said yes so far; `opened`: None before the deadline.
    """

    circle: bool
    steps: tuple[StepShown, ...]
    size: int
    people: tuple[Drawn, ...]
    gifts: tuple[str, ...]
    shown: int | None = None
    opened: bool | None = None


class PlanShown(NamedTuple):
    """A search: how long it goes on, and the best so far. `lost`: pins that fit into no circle or chain."""

    id: str
    going: bool
    elapsed: int
    row: RoundPlan
    all: tuple[Part, ...]
    parts: tuple[PartShown, ...]
    asks: int
    lost: int


class MarkShown(NamedTuple):
    id: str
    kind: str
    giver: str
    receiver: str


class More(NamedTuple):
    """Which parts the page shows, of how many; where the ones before and after begin (None: there are none)."""

    first: int
    last: int
    of: int
    before: int | None
    after: int | None


class StewardPage(NamedTuple):
    """The steward's page. `asks`, `doors`: how many were told; `agreed`: of how many doors somebody was asked."""

    row: Round
    id: str
    phase: Phase
    asks: int
    first: int
    doors: int
    agreed: int
    helps: int
    plan: PlanShown | None
    marks: tuple[MarkShown, ...]
    asked: tuple[PartShown, ...]
    more: More
    deadline: datetime | None
    result: Result | None
    wave: int


def for_steward(*, member: Member, round_: str, now: datetime, start: int = 0) -> StewardPage:
    """`start`: the first part that is shown, of SOME. Raises Http404 for anybody who is no steward."""
    group_access.needs(member, Act.ROUND)
    whole = round_facts.seen(member, round_)
    facts = whole.facts
    phase, told = rules.phase(facts, now=now), rules.answers(facts).values()
    last = facts.waves[-1] if facts.waves else None
    plan = _plan(member, whole, now, start) if phase in (Phase.GATHERING, Phase.PLANNING, Phase.BETWEEN) else None
    return StewardPage(
        row=whole.row,
        id=public(whole.row.pk),
        phase=phase,
        asks=asks_of(told),
        first=sum(one.first for one in told),
        doors=len(facts.doors),
        agreed=sum(door.agreed for door in facts.doors),
        helps=len(rules.entering(facts)),
        plan=plan,
        marks=tuple(_marks(member, whole)),
        asked=tuple(_asked(whole, now, start)) if last else (),
        more=_more(plan.all if plan else last.parts if last else (), start),
        deadline=last.deadline if last else None,
        result=result(whole) if last and last.opened_at else None,
        wave=len(facts.waves),
    )


def _marks(member: Member, whole: Known) -> Iterable[MarkShown]:
    rows = list(group_access.rows(member, RoundMark).filter(round=whole.row).order_by("at", "id"))
    called = names(member.group_id, (who for row in rows for who in (row.giver_id, row.receiver_id)))
    for row in rows:
        yield MarkShown(public(row.pk), row.kind, called[row.giver_id], called[row.receiver_id])


def _more(parts: Sequence[Part], start: int) -> More:
    end, of = min(start + SOME, len(parts)), len(parts)
    before = max(start - SOME, 0) if start else None
    return More(start + 1, end, of, before, end if end < of else None)


def _plan(member: Member, whole: Known, now: datetime, start: int) -> PlanShown | None:
    rows = group_access.rows(member, RoundPlan).filter(round=whole.row, wave=len(whole.facts.waves) + 1)
    row: RoundPlan | None = rows.order_by("-asked_at", "-id").first()
    if row is None:
        return None
    marks = group_access.rows(member, RoundMark).filter(round=whole.row)
    kinds = {(giver, receiver): kind for giver, receiver, kind in marks.values_list("giver_id", "receiver_id", "kind")}
    all_ = round_facts.parts_of(row.parts)
    parts = tuple(_parts(whole, all_[start : start + SOME], kinds))
    elapsed = int(((row.done_at or now) - row.asked_at).total_seconds())
    asks = asks_of(rules.answers(whole.facts).values())
    return PlanShown(public(row.pk), row.done_at is None, elapsed, row, all_, parts, asks, len(row.unkept))


def _parts(whole: Known, parts: Iterable[Part], kinds: dict[tuple[int, int], str]) -> Iterable[PartShown]:
    parts = list(parts)
    called = names(whole.row.group_id, (who for part in parts for who in part.members))
    helps = {(one.giver, one.receiver): one for one in whole.facts.helps}
    for part in parts:
        steps = []
        for at, step in enumerate(part.steps()):
            one = helps.get(step) or Help(0, *step, 0, "", "")
            first = not part.circle and at == 0
            told = (public(one.id), called[step[0]], called[step[1]], one.wants, one.opens, kinds.get(step, ""))
            steps.append(StepShown(*told, first))
        people = tuple(_drawn(who, called[who]) for who in part.members)
        yield PartShown(part.circle, tuple(steps), len(people), people, tuple(one.opens for one in steps))


def _drawn(member: int, name: str) -> Drawn:
    given, _, family = name.partition(" ")
    return Drawn(member, name, given, family)


def _asked(whole: Known, now: datetime, start: int) -> Iterable[PartShown]:
    """The parts that are or were asked about last: how many agreed so far, and at the end whether it opened."""
    wave = whole.facts.waves[-1]
    opened = rules.opened(wave)
    some = wave.parts[start : start + SOME]
    for at, shown in enumerate(_parts(whole, some, {}), start):
        so_far = rounds_seen.so_far(wave, wave.parts[at], now=now)
        steps = shown.steps[: len(opened[at])] if opened[at] else shown.steps
        yield shown._replace(shown=so_far, opened=bool(opened[at]) if wave.opened_at else None, steps=steps)
