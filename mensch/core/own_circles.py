"""Circles and chains among the people one owner knows: found from asks and offers, opened only by everybody's yes.

In a circle each gives to the next and the last to the first; a chain begins with somebody who gives and asks for
nothing. A circle of two is an ordinary introduction and no matter of this module. What is found is a handful of ideas
to choose from, nobody in two of them, and not a plan: core.exchange plans a round.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from mensch.core.touches import Id

CIRCLE, CHAIN, SHORTEST_CHAIN = 3, 4, 2  # people in a circle; helps in a chain
OPEN_FOR = timedelta(days=14)
_LOOKS = 50_000


class Help(NamedTuple):
    """What `giver` is glad to give (`offer`) beside what `receiver` looks for (`ask`). `close`: of one trade."""

    giver: Id
    receiver: Id
    ask: Id
    offer: Id
    close: bool = True


class Found(NamedTuple):
    """Helps in giving order: each receives before giving, but for the first of a chain."""

    circle: bool
    helps: tuple[Help, ...]

    @property
    def members(self) -> tuple[Id, ...]:
        last = () if self.circle else (self.helps[-1].receiver,)
        return (*(one.giver for one in self.helps), *last)


_Next = Mapping[Id, Sequence[Help]]


def find(helps: Sequence[Help], first_givers: Collection[Id], *, most: int = 6) -> tuple[Found, ...]:
    """A few circles of three, then chains, nobody in two of them. Earlier and closer helps are taken first.

    `first_givers`: who gives and looks for nothing. The work is bounded, whatever the number of helps.
    """
    after = _after(helps)
    taken: set[Id] = set()
    kept = [one for one in sorted(_circles(after), key=_far) if _free(one, taken)]
    for giver in first_givers:
        chain = _chain(after, giver, taken) if giver not in taken else None
        if chain and len(kept) < most:
            kept.append(chain)
            taken.update(chain.members)
    return tuple(kept[:most])


def _after(helps: Sequence[Help]) -> _Next:
    """Of two helps between the same two people one: the close one, else the first."""
    best: dict[tuple[Id, Id], Help] = {}
    for one in helps:
        known = best.get((one.giver, one.receiver))
        if one.giver != one.receiver and (known is None or (one.close and not known.close)):
            best[one.giver, one.receiver] = one
    found: dict[Id, list[Help]] = {}
    for one in sorted(best.values(), key=lambda one: not one.close):
        found.setdefault(one.giver, []).append(one)
    return found


def _circles(after: _Next) -> Iterator[Found]:
    """Circles of three, each once: it is written from whom it was found first."""
    looks, done = 0, set[Id]()
    for start, first in after.items():
        for one in first:
            for two in after.get(one.receiver, ()):
                looks += 1
                if looks > _LOOKS:
                    return
                if two.receiver == start or done & {one.receiver, two.receiver}:
                    continue
                back = next((three for three in after.get(two.receiver, ()) if three.receiver == start), None)
                if back:
                    yield Found(True, (one, two, back))
        done.add(start)


def _far(one: Found) -> int:
    return sum(not step.close for step in one.helps)


def _free(one: Found, taken: set[Id]) -> bool:
    if taken & set(one.members):
        return False
    taken.update(one.members)
    return True


def _chain(after: _Next, giver: Id, taken: Collection[Id]) -> Found | None:
    """The longest from here, up to the cap; a single help is an ordinary introduction."""
    best: tuple[Help, ...] = ()
    waiting: list[tuple[Help, ...]] = [(one,) for one in after.get(giver, ())]
    for _ in range(_LOOKS // 50):
        if not waiting or len(best) == CHAIN:
            break
        path = waiting.pop()
        here = {giver, *(one.receiver for one in path)}
        if len(here) != len(path) + 1 or here & set(taken):
            continue
        best = max(best, path, key=len)
        if len(path) < CHAIN:
            waiting += [(*path, one) for one in reversed(after.get(path[-1].receiver, ()))]
    return Found(False, best) if len(best) >= SHORTEST_CHAIN else None


class Phase(StrEnum):
    """How it stands for everybody who looks. A no shows in none of them before the deadline, nor whose it was after."""

    DRAFT = "draft"
    ASKING = "asking"
    OPENED = "opened"
    CLOSED = "closed"


def phase(*, asked: date | None, opened: bool, ended: bool, gone: bool, today: date) -> Phase:
    """`asked`: the day the last letter left, None while none has. `gone`: somebody in it was erased."""
    if opened:
        return Phase.OPENED
    if ended or gone or (asked and today >= asked + OPEN_FOR):
        return Phase.CLOSED
    return Phase.ASKING if asked else Phase.DRAFT


def opens(yes: Sequence[bool], *, circle: bool, over: bool) -> int:
    """How many helps, from the first on, happen now. `yes`: by seat, in giving order; `over`: the deadline is here.

    A circle opens whole or not at all. A chain opens as far as everybody said yes, so that each has received before
    giving; before the deadline only when that is all of it.
    """
    if all(yes):
        return len(yes) if circle else len(yes) - 1
    if circle or not over:
        return 0
    agreed = next(at for at, one in enumerate(yes) if not one)
    return max(agreed - 1, 0)
