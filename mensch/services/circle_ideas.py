"""Circles and chains that could form among the people an owner knows, out of their asks and offers.

Only people whom the owner knows as well as the owner's gate asks for, and no help between two who know each other.
Only helps of one trade: a word in common makes an idea for two, but one weak step spoils it for three.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.http import Http404

from mensch.core.asks import SeenBy
from mensch.core.own_circles import OPEN_FOR, Found, Help, find
from mensch.models import Acquaintance, Ask, Circle, CircleAside, CircleEnd, Person, Seat, Vault
from mensch.services.access import see
from mensch.services.ideas import asks_open, gates, introduced
from mensch.services.ideas_paired import helps
from mensch.services.introduction_facts import today_of

_MOST = 6


class Step(NamedTuple):
    """`giver` helps `receiver`: what the one is glad to give, what the other looks for, in their noted words."""

    giver: Person
    receiver: Person
    gives: str
    wants: str
    ask: int


class CircleIdea(NamedTuple):
    """One that could form. `key` stands for its people and their words."""

    circle: bool
    steps: tuple[Step, ...]
    key: str

    @property
    def people(self) -> list[Person]:
        last = [] if self.circle else [self.steps[-1].receiver]
        return [*(step.giver for step in self.steps), *last]

    @property
    def gifts(self) -> list[str]:
        return [step.gives for step in self.steps]


def circle_ideas(*, vault: Vault, now: datetime) -> list[CircleIdea]:
    """A few, nobody in two of them."""
    today = today_of(vault, now)
    looking, giving = (
        [row for row in asks_open(vault, side, today) if row.seen_by == SeenBy.INTRODUCED]
        for side in ("looking", "giving")
    )
    asks = {row.pk: row for row in (*looking, *giving)}
    possible = _possible(vault, looking, giving, now)
    wishing = {row.person_id for row in looking}
    first = dict.fromkeys(row.person_id for row in giving if row.person_id not in wishing)
    found = [_idea(one, asks) for one in find(possible, tuple(first), most=3 * _MOST)]
    keys = [one.key for one in found]
    aside = set(CircleAside.objects.filter(vault=vault, key__in=keys).values_list("key", flat=True))
    return [one for one in found if one.key not in aside][:_MOST]


def _possible(vault: Vault, looking: Sequence[Ask], giving: Sequence[Ask], now: datetime) -> list[Help]:
    barred = introduced(vault)
    some = [
        Help(offer.person_id, ask.person_id, ask.pk, offer.pk, close)
        for ask, offer, close in helps(looking, giving)
        if close and frozenset((ask.person_id, offer.person_id)) not in barred
    ]
    people = {who for one in some for who in one[:2]}
    acquainted = _acquainted(vault, people) if people else set()
    shut = {*gates(vault=vault, people=people), *_seated(vault, now)}
    free = (one for one in some if not shut & {one.giver, one.receiver})
    return [one for one in free if frozenset(one[:2]) not in acquainted]


def _acquainted(vault: Vault, people: Iterable[int]) -> set[frozenset[int]]:
    ids = list(people)
    rows = Acquaintance.objects.filter(vault=vault, one__in=ids, other__in=ids)
    return {frozenset(pair) for pair in rows.values_list("one_id", "other_id")}


def _seated(vault: Vault, now: datetime) -> set[int]:
    """Who sits in a circle of the last weeks: one at a time."""
    latest = list(Circle.objects.filter(vault=vault, made_at__gte=now - 2 * OPEN_FOR).values_list("pk", flat=True))
    ended = set(CircleEnd.objects.filter(vault=vault, circle__in=latest).values_list("circle_id", flat=True))
    rows = Seat.objects.filter(vault=vault, circle__in=[pk for pk in latest if pk not in ended])
    return set(rows.values_list("person_id", flat=True))


def _idea(found: Found, asks: dict[int, Ask]) -> CircleIdea:
    steps = tuple(_step(asks[one.ask], asks[one.offer]) for one in found.helps)
    told = "\n".join(f"{step.giver.pk} {step.receiver.pk} {step.gives} {step.wants}" for step in steps)
    return CircleIdea(found.circle, steps, hashlib.sha256(told.encode()).hexdigest())


def _step(ask: Ask, offer: Ask) -> Step:
    return Step(offer.person, ask.person, offer.words, ask.words, ask.pk)


def idea_of(*, vault: Vault, key: str, now: datetime) -> CircleIdea:
    """The one with this key, as long as it stands. Raises Http404."""
    for one in circle_ideas(vault=vault, now=now):
        if one.key == key:
            return one
    raise Http404("no such circle")


@transaction.atomic
def set_aside(*, vault: Vault, key: str, now: datetime) -> CircleAside:
    """Not this one. It is not proposed again until somebody's words change."""
    row: CircleAside
    row, _new = CircleAside.objects.get_or_create(vault=vault, key=key[:64], defaults={"at": now})
    return row


@transaction.atomic
def take_up(*, vault: Vault, aside: str) -> None:
    """Undo of that. Raises Http404."""
    row = see(vault, CircleAside, aside)
    CircleAside.objects.filter(vault=vault, pk=row.pk).delete()
