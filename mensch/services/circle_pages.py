"""What the owner's pages of circles say. Answers are not read here: a no cannot show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from mensch.core.outbox import LetterState
from mensch.core.own_circles import Phase
from mensch.models import Letter, Seat, Vault
from mensch.services import circle_facts, circle_ideas
from mensch.services.access import public
from mensch.services.circle_facts import MEET, Whole
from mensch.services.circle_ideas import CircleIdea
from mensch.services.circle_words import name_of

_MINE = (LetterState.DRAFT, LetterState.NOT_SENT, LetterState.UNKNOWN)


class Told(NamedTuple):
    """One help in words: who, to whom, what is given, what is sought."""

    giver: str
    receiver: str
    gives: str
    wants: str


class Field(NamedTuple):
    """A letter to edit. `joins`: the other one, where it joins two."""

    name: str
    to: str
    joins: str
    words: str


class Pair(NamedTuple):
    """Two of a circle that did not come together, who may meet all the same."""

    one: str
    other: str
    query: str


class Page(NamedTuple):
    """All that the page of one circle says. `drawn`: everybody is still there."""

    id: str
    whole: Whole
    drawn: bool
    steps: tuple[Told, ...]
    fields: tuple[Field, ...]
    unsent: tuple[Letter, ...]
    pairs: tuple[Pair, ...]


def page(*, vault: Vault, circle: str, now: datetime, typed: Mapping[str, str] | None = None) -> Page:
    """`typed`: what stood in the fields when they could not be taken. Raises Http404."""
    whole = circle_facts.one(vault=vault, circle=circle, now=now)
    steps = [(giver, receiver) for giver, receiver in whole.steps() if giver.gives]
    drawn = len(whole.seats) >= circle_facts.FEWEST and all(giver.gives for giver, _ in whole.steps())
    return Page(
        id=circle,
        whole=whole,
        drawn=drawn,
        steps=tuple(_told(giver, receiver) for giver, receiver in steps),
        fields=_fields(whole, typed or {}),
        unsent=_unsent(whole),
        pairs=tuple(_pair(giver, receiver) for giver, receiver in steps) if whole.phase is Phase.CLOSED else (),
    )


def ideas(*, vault: Vault, now: datetime) -> list[tuple[CircleIdea, tuple[Told, ...]]]:
    found = circle_ideas.circle_ideas(vault=vault, now=now)
    return [(one, told_of(one)) for one in found]


def told_of(idea: CircleIdea) -> tuple[Told, ...]:
    return tuple(Told(name_of(one.giver), name_of(one.receiver), one.gives, one.wants) for one in idea.steps)


def as_data(idea: CircleIdea) -> dict[str, Any]:
    """For `mensch circles --json`."""
    people = [{"id": public(one.pk), "name": one.full} for one in idea.people]
    ids = [one["id"] for one in people]
    steps = [
        {"giver": public(one.giver.pk), "receiver": public(one.receiver.pk), "gives": one.gives, "wants": one.wants}
        for one in idea.steps
    ]
    return {"kind": "circle" if idea.circle else "chain", "people": people, "order": ids, "steps": steps}


def in_words(ideas_: list[tuple[CircleIdea, tuple[Told, ...]]]) -> str:
    lines = []
    for idea, steps in ideas_:
        names = ", ".join(one.full for one in idea.people)
        lines.append(f"{'Circle' if idea.circle else 'Chain'}: {names}")
        lines += [f"  {one.giver} helps {one.receiver}: {one.gives} (looking for: {one.wants})" for one in steps]
    return "\n".join(lines or ["No circle could form yet."]) + "\n"


def _told(giver: Seat, receiver: Seat) -> Told:
    return Told(name_of(giver.person), name_of(receiver.person), giver.gives, giver.wants)


def _fields(whole: Whole, typed: Mapping[str, str]) -> tuple[Field, ...]:
    if whole.phase is not Phase.DRAFT or whole.letters:
        return ()
    asks = [Field(f"words-{one.place}", one.person.full, "", one.words) for one in whole.seats]
    joins = [
        Field(f"opening-{giver.place}", receiver.person.full, giver.person.full, giver.opening)
        for giver, receiver in whole.steps()
    ]
    return tuple(one._replace(words=typed.get(one.name, one.words)) for one in (*asks, *joins))


def _unsent(whole: Whole) -> tuple[Letter, ...]:
    """Letters that ask and wait for the owner, in whatever program."""
    letters = [whole.letter(seat, MEET) for seat in whole.seats]
    return tuple(one for one in letters if one and one.state in _MINE and whole.phase in (Phase.DRAFT, Phase.ASKING))


def _pair(giver: Seat, receiver: Seat) -> Pair:
    asked = {"first": public(receiver.person_id), "second": public(giver.person_id)}
    return Pair(receiver.person.full, giver.person.full, urlencode(asked))
