"""A round of help in a group, from the call to what opened: what may happen, in which order, and what it means.

Called, members answer two questions; the matcher proposes helps, and only those enter whose giver confirmed the door
beforehand. A plan is asked about all at once, in private, until a deadline; then what everyone agreed to opens for
everybody at once. What is left is worked out once more, and goes first in the next round. A no is like no word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from mensch.core.exchange.consent import Answer, Asked, Tally, tally
from mensch.core.exchange.problem import Part
from mensch.core.rounds_facts import Help, Reply, Round, Step, Told, Wave
from mensch.core.touches import Id

WAVES = 2  # the plan, and once more what is left of it


class Phase(StrEnum):
    GATHERING = "gathering"
    PLANNING = "planning"
    ASKING = "asking"
    CLOSING = "closing"  # the deadline is over, what came together is being opened
    BETWEEN = "between"  # what is left may be asked about once more
    TOLD = "told"


def phase(one: Round, *, now: datetime) -> Phase:
    """How it stands for everybody. No reply can show here."""
    last = one.waves[-1] if one.waves else None
    if last and last.opened_at is None and not one.ended:
        return Phase.ASKING if now < last.deadline else Phase.CLOSING
    if one.ended or len(one.waves) >= WAVES:
        return Phase.TOLD
    if last:
        return Phase.BETWEEN
    return Phase.GATHERING if now < one.until else Phase.PLANNING


def answers(one: Round) -> dict[Id, Told]:
    """The latest answer of each member."""
    return {told.member: told for told in sorted(one.told, key=lambda told: told.at)}


def givers(one: Round) -> set[Id]:
    """Who begins a chain: whoever gives first asks for nothing this time."""
    return {member for member, told in answers(one).items() if told.first}


def entering(one: Round) -> list[Help]:
    """The helps that may enter a plan: the giver confirmed this one, or the door and not the contrary of this one.

    Asks of those who give first are set aside.
    """
    words = {said.help: said.yes for said in sorted(one.confirmed, key=lambda said: said.at)}
    standing = {door.id for door in one.doors if door.agreed}
    first = givers(one)
    return [help_ for help_ in one.helps if words.get(help_.id, help_.door in standing) and help_.receiver not in first]


def may_answer(one: Round, *, now: datetime) -> bool:
    return phase(one, now=now) is Phase.GATHERING


def may_confirm(one: Round, member: Id, help_: Id, *, now: datetime) -> bool:
    """Doors are confirmed by their own giver, until the plan is asked about."""
    early = phase(one, now=now) in (Phase.GATHERING, Phase.PLANNING)
    return early and any(known.id == help_ and known.giver == member for known in one.helps)


def may_plan(one: Round, *, now: datetime) -> bool:
    """Planning tells nobody anything, so it may be done at any time before the members are asked."""
    return phase(one, now=now) in (Phase.GATHERING, Phase.PLANNING)


def ask(one: Round, parts: Sequence[Part], *, now: datetime, deadline: datetime) -> Round | None:
    """The members of these parts are asked. None where that cannot be: it has its time, and each stands in one part.

    Only confirmed helps take part; nobody gives without receiving but who said they would give first.
    """
    fits = phase(one, now=now) in (Phase.GATHERING, Phase.PLANNING, Phase.BETWEEN) and now < deadline
    members = [member for part in parts for member in part.members]
    may = {(help_.giver, help_.receiver) for help_ in entering(one)} - declined(one)
    known = all(step in may for part in parts for step in part.steps())
    begins = all(part.circle or part.members[0] in givers(one) for part in parts)
    once = len(set(members)) == len(members) and not set(members) & busy(one)
    if not (parts and fits and known and begins and once):
        return None
    return replace(one, waves=(*one.waves, Wave(tuple(parts), now, deadline)))


def part_of(wave: Wave, member: Id) -> Part | None:
    return next((part for part in wave.parts if member in part.members), None)


def reply(one: Round, member: Id, *, yes: bool, now: datetime) -> Round | None:
    """Takes a word of somebody who is asked; None when it comes too late, or from whoever was not asked.

    The same word twice is said once.
    """
    if phase(one, now=now) is not Phase.ASKING or part_of(one.waves[-1], member) is None:
        return None
    last = one.waves[-1]
    known = latest(last.replies).get(member)
    said = last.replies if known == yes else (*last.replies, Reply(member, yes, now))
    return replace(one, waves=(*one.waves[:-1], last._replace(replies=said)))


def latest(replies: Iterable[Reply]) -> dict[Id, bool]:
    return {said.member: said.yes for said in sorted(replies, key=lambda said: said.at)}


def tallies(wave: Wave, *, now: datetime) -> list[Tally]:
    """What the replies mean for each part of the wave."""
    out = []
    for part in wave.parts:
        steps = [(said, step) for said in wave.replies for step in part.steps() if said.member in step]
        words = [Answer(said.member, *step, said.yes, said.at) for said, step in steps]
        out.append(tally(Asked(part, wave.since, wave.deadline), words, now=now))
    return out


def open_(one: Round, *, now: datetime) -> Round | None:
    """At the deadline: everything that came together opens at once. None before, and once that is done."""
    if phase(one, now=now) is not Phase.CLOSING:
        return None
    last = one.waves[-1]
    steps = tuple(step for told in tallies(last, now=now) for step in told.opened)
    return replace(one, waves=(*one.waves[:-1], last._replace(opened_at=now, happens=steps)))


def opened(wave: Wave) -> list[tuple[Step, ...]]:
    """The steps of each part that happen; nothing before it is opened."""
    there = set(wave.happens)
    return [tuple(step for step in part.steps() if step in there) for part in wave.parts]


def happens(one: Round) -> set[Step]:
    return {step for wave in one.waves for step in wave.happens}


def busy(one: Round) -> set[Id]:
    """Who has their place in what opened."""
    return {member for step in happens(one) for member in step}


def declined(one: Round) -> set[Step]:
    """Steps that somebody did not want, or had no word on: they are asked about once only. Nobody is told which."""
    done = [wave for wave in one.waves if wave.opened_at]
    broken = {step for wave in done for told in tallies(wave, now=wave.deadline) for step in told.broken}
    return broken - happens(one)
