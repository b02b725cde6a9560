"""What a step between two people stands on: met, spoke, wrote both ways, sat in one meeting, one thread, or told so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from mensch.core.reasons import Code, Reason, because
from mensch.core.ties.why import Why
from mensch.core.touches import Evidence

_HALF = 730  # days after which a ground carries half as far
_UNDATED = 0.7
_LEAST = 0.2
WEIGHS = timedelta(days=math.ceil(_HALF * math.log2(1 / _LEAST)))  # what is older carries as little as any
MOST_LIKELY = 0.95


class How(StrEnum):
    """What a step stands on. Nothing else is one."""

    MET = "met"  # the owner met them
    SPOKE = "spoke"
    WRITE = "write"  # the owner and they wrote both ways
    MEETING = "meeting"  # the two sat in one meeting
    THREAD = "thread"  # both wrote in one thread
    TOLD = "told"  # the owner was told that they know each other


_CARRIES = {How.MET: 0.5, How.SPOKE: 0.4, How.WRITE: 0.4, How.MEETING: 0.4, How.THREAD: 0.3, How.TOLD: 0.6}


class Ground(NamedTuple):
    """One kind of evidence of a step: the last day, if it has one, and how often."""

    how: How
    on: date | None = None
    times: int = 1


def own_grounds(known: Evidence) -> tuple[Ground, ...]:
    """The grounds of the owner's own tie: met, spoke, or wrote both ways. One way, or a list, is none."""
    said = known.corrected
    found = []
    if known.met or (said and said.met):
        found.append(Ground(How.MET, known.met[-1] if known.met else None, max(len(known.met), 1)))
    if known.spoke:
        found.append(Ground(How.SPOKE, known.spoke))
    if known.wrote and known.answered:
        found.append(Ground(How.WRITE, min(known.wrote, known.answered)))
    elif said and said.write:
        found.append(Ground(How.WRITE))
    return tuple(found)


def carried(grounds: Sequence[Ground], today: date) -> float:
    """How likely a word travels over these grounds: more of them carry further, old ones less far."""
    stays = 1.0
    for how, on, times in grounds:
        fresh = _UNDATED if on is None else max(math.pow(0.5, max((today - on).days, 0) / _HALF), _LEAST)
        stays *= math.pow(1 - _CARRIES[how] * fresh, min(times, 4))
    return min(1 - stays, MOST_LIKELY)


def told(grounds: Sequence[Ground]) -> tuple[Reason, ...]:
    """The evidence as reasons, the freshest first."""
    fresh = sorted(grounds, key=lambda ground: ground.on or date.min, reverse=True)
    return tuple(because(_SAID[how, on is not None], times=times, last=on) for how, on, times in fresh)


_SAID = {
    (How.MET, True): Code.MET,
    (How.MET, False): Code.YOU_SAID_MET,
    (How.SPOKE, True): Code.SPOKE,
    (How.WRITE, True): Why.WRITE_TO_EACH_OTHER,
    (How.WRITE, False): Code.YOU_SAID_WE_WRITE,
    (How.MEETING, True): Why.SAT_TOGETHER,
    (How.THREAD, True): Why.WROTE_IN_THREAD,
    (How.TOLD, True): Why.TOLD_SO,
}
