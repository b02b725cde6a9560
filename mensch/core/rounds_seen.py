"""What a member may see of a round at any moment, and what is told of it to everybody. No page decides this itself.

Before the opening there is nobody in it but the member: what they would give and receive is told in the words of the
ask and of the door. Replies of others are looked at for one thing only: how many said yes, as of the last two minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from mensch.core import rounds
from mensch.core.exchange.problem import Part
from mensch.core.rounds import Phase
from mensch.core.rounds_facts import Door, Help, Round, Told, Wave
from mensch.core.touches import Id


class ToConfirm(NamedTuple):
    """A help that this member could give: what somebody looks for, through which door, and the member's own word."""

    help: Id
    wants: str
    opens: str
    yes: bool | None
    standing: bool


class Asking(NamedTuple):
    """What this member is asked. `gives`: what somebody looks for; `receives`: the door that is open to the member.

    `shown`: how many of the `size` said yes so far; None of two people.
    """

    circle: bool
    size: int
    gives: Help | None
    receives: Help | None
    deadline: datetime
    own: bool | None
    shown: int | None
    open: bool


class Opened(NamedTuple):
    """What came together for this member: with whom, and who else is in the circle or chain."""

    circle: bool
    gives: Help | None
    receives: Help | None
    members: tuple[Id, ...]


class Seen(NamedTuple):
    """A member's page. `fell`: they were asked, and it did not come together, whoever did not want it."""

    phase: Phase
    own: Told | None
    doors: tuple[Door, ...]
    may_answer: bool
    to_confirm: tuple[ToConfirm, ...]
    asking: Asking | None
    opened: tuple[Opened, ...]
    fell: bool


def what_is_seen(one: Round, member: Id, *, now: datetime) -> Seen:
    """Everything this member may know now. Law: nobody's id but in `opened`, and no reply of another anywhere."""
    now_is = rounds.phase(one, now=now)
    early = now_is in (Phase.GATHERING, Phase.PLANNING)
    asked = _asking(one, member, now) if now_is in (Phase.ASKING, Phase.CLOSING) else None
    opened = tuple(found for wave in one.waves for found in _opened(one, wave, member))
    was_asked = any(wave.opened_at and rounds.part_of(wave, member) for wave in one.waves)
    return Seen(
        phase=now_is,
        own=rounds.answers(one).get(member),
        doors=tuple(door for door in one.doors if door.member == member),
        may_answer=rounds.may_answer(one, now=now),
        to_confirm=tuple(_to_confirm(one, member)) if early else (),
        asking=asked,
        opened=opened,
        fell=was_asked and not opened and asked is None,
    )


def _to_confirm(one: Round, member: Id) -> Iterable[ToConfirm]:
    words = {said.help: said.yes for said in sorted(one.confirmed, key=lambda said: said.at)}
    standing = {door.id for door in one.doors if door.agreed}
    for help_ in one.helps:
        if help_.giver == member:
            yield ToConfirm(help_.id, help_.wants, help_.opens, words.get(help_.id), help_.door in standing)


def _asking(one: Round, member: Id, now: datetime) -> Asking | None:
    wave = one.waves[-1]
    part = rounds.part_of(wave, member)
    if part is None:
        return None
    gives, receives = _steps(one, part.steps(), member)
    return Asking(
        circle=part.circle,
        size=len(part.members),
        gives=_unnamed(gives),
        receives=_unnamed(receives),
        deadline=wave.deadline,
        own=rounds.latest(wave.replies).get(member),
        shown=so_far(wave, part, now=now),
        open=now < wave.deadline,
    )


def _unnamed(help_: Help | None) -> Help | None:
    """Before the opening a help is its words: neither who gives nor who receives."""
    return help_ and help_._replace(giver=0, receiver=0, door=0)


def _steps(one: Round, steps: Iterable[tuple[Id, Id]], member: Id) -> tuple[Help | None, Help | None]:
    by_step = {(help_.giver, help_.receiver): help_ for help_ in one.helps}
    own = [by_step[step] for step in steps if member in step and step in by_step]
    gives = next((help_ for help_ in own if help_.giver == member), None)
    return gives, next((help_ for help_ in own if help_.receiver == member), None)


def _opened(one: Round, wave: Wave, member: Id) -> Iterable[Opened]:
    for part, steps in zip(wave.parts, rounds.opened(wave), strict=True):
        gives, receives = _steps(one, steps, member)
        if gives or receives:
            among = {who for step in steps for who in step}
            yield Opened(part.circle, gives, receives, tuple(who for who in part.members if who in among))


def so_far(wave: Wave, part: Part, *, now: datetime) -> int | None:
    """How many of the part have said yes, as of the last batch; None of two people, and once the deadline is over."""
    return rounds.tallies(wave._replace(parts=(part,)), now=now)[0].shown
