"""Who of my people should meet: an open ask of one beside what another is glad to give. A reason for both, or no idea.

Nobody is proposed whom the owner does not know as well as the owner's gate asks for: instead, the smaller step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from mensch.core.called import called
from mensch.core.gates import Gate, proposable, step_first
from mensch.core.reasons import Reason
from mensch.core.touches import NOTHING, Kind
from mensch.errors import InputError
from mensch.models import Ask, Person, Side, Touch, Vault, WorkedTogether
from mensch.models import Gate as GateRow
from mensch.services.access import public, see
from mensch.services.ideas_paired import pair_of, paired
from mensch.services.introduction_choice import why
from mensch.services.introduction_facts import today_of
from mensch.services.standings import evidence_of

_MOST = 300
_SHOWN = 12


class Idea(NamedTuple):
    """Two people, why it is good for each of them, and the smaller step where a gate is shut."""

    first: Person
    second: Person
    because_first: str
    because_second: str
    ask: Ask
    steps: tuple[Reason, ...]

    @property
    def query(self) -> dict[str, str]:
        return {"first": public(self.first.pk), "second": public(self.second.pk), "ask": public(self.ask.pk)}


def ideas(*, vault: Vault, now: datetime) -> list[Idea]:
    """A few, of the latest asks first."""
    today = today_of(vault, now)
    looking, giving = (asks_open(vault, side, today) for side in ("looking", "giving"))
    taken = introduced(vault)
    pairs = [(one, other) for one, other in paired(looking, giving) if pair_of(one, other) not in taken][:_SHOWN]
    people = {row.person_id for pair in pairs for row in pair}
    shut = gates(vault=vault, people=people)
    found = []
    for one, other in pairs:
        because = why(vault=vault, first=one.person, second=other.person)
        if proposable(*because):
            steps = tuple(step for pk in (one.person_id, other.person_id) if (step := shut.get(pk)))
            found.append(Idea(one.person, other.person, *because, one, steps))
    return found


def asks_open(vault: Vault, side: str, today: date) -> list[Ask]:
    rows = Ask.objects.filter(vault=vault, side=side, ended_at=None).exclude(person=None)
    rows = rows.filter(Q(until=None) | Q(until__gte=today)).select_related("person")
    return list(rows.order_by("-made_at")[:_MOST])


def introduced(vault: Vault) -> set[frozenset[int]]:
    """Whom the owner has introduced to each other before, or is about to."""
    found: dict[int, set[int]] = {}
    rows = Side.objects.filter(vault=vault, part__in=("first", "second")).exclude(person=None)
    for introduction, person in rows.order_by("-id").values_list("introduction_id", "person_id")[: _MOST * 2]:
        found.setdefault(introduction, set()).add(person)
    return {frozenset(pair) for pair in found.values()}


def gate_of(*, vault: Vault) -> Gate:
    row = GateRow.objects.filter(vault=vault).first()
    return Gate(row.needs) if row and row.needs in set(Gate) else Gate.KNOWN


@transaction.atomic
def set_gate(*, vault: Vault, needs: str) -> Gate:
    """What must be true before somebody is proposed. Raises InputError."""
    if needs not in set(Gate):
        raise InputError("That is no gate.")
    GateRow.objects.update_or_create(vault=vault, defaults={"needs": needs})
    return Gate(needs)


def gates(*, vault: Vault, people: Iterable[int]) -> dict[int, Reason]:
    """The smaller step for each of these people for whom the owner's gate is shut."""
    ids = list(people)
    gate, known = gate_of(vault=vault), evidence_of(vault=vault, people=ids)
    alone = _one_to_one(vault, ids) if gate is Gate.ONE_TO_ONE else set()
    worked = set(WorkedTogether.objects.filter(vault=vault, person__in=ids).values_list("person_id", flat=True))
    found = {}
    for row in Person.objects.filter(vault=vault, pk__in=ids):
        facts, name = known.get(row.pk, NOTHING), called(row.full, row.given)
        step = step_first(gate, name, facts, one_to_one=row.pk in alone, worked=row.pk in worked)
        if step:
            found[row.pk] = step
    return found


def _one_to_one(vault: Vault, people: Sequence[int]) -> set[int]:
    """Whom the owner met with nobody else there: no other touch is of the same meeting."""
    mine = list(
        Touch.objects.filter(vault=vault, person__in=people, kind=Kind.MET.value).values_list("person_id", "key")
    )
    keys = {key for _person, key in mine}
    rows = Touch.objects.filter(vault=vault, kind=Kind.MET.value, key__in=keys).values_list("person_id", "key")
    there: dict[str, set[int]] = {}
    for person, key in rows:
        there.setdefault(key, set()).add(person)
    return {person for person, key in mine if there.get(key) == {person}}


@transaction.atomic
def worked_together(*, vault: Vault, person: str, now: datetime) -> WorkedTogether:
    """The owner says so; said twice it is one."""
    row: WorkedTogether
    row, _new = WorkedTogether.objects.get_or_create(
        vault=vault, person=see(vault, Person, person), defaults={"made_at": now}
    )
    return row


@transaction.atomic
def never_worked(*, vault: Vault, person: str) -> Person:
    row = see(vault, Person, person)
    WorkedTogether.objects.filter(vault=vault, person=row).delete()
    return row
