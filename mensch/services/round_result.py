"""What came of a round, in figures of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from mensch.core import rounds as rules
from mensch.core import rounds_planned
from mensch.core.rounds_facts import Told
from mensch.services.round_facts import Known


class Result(NamedTuple):
    """A round in figures of the whole: nobody stands in it."""

    asks: int
    helped: int
    circles: int
    chains: int
    carried: int
    one_more: int


def asks_of(told: Iterable[Told]) -> int:
    """How many look for something; whoever gives first does not."""
    return sum(bool(one.looking) and not one.first for one in told)


def result(whole: Known) -> Result:
    """What came of a round, as everybody may hear it."""
    facts = whole.facts
    pairs = [pair for wave in facts.waves for pair in zip(wave.parts, rules.opened(wave), strict=True)]
    kinds = [part.circle for part, steps in pairs if steps]
    helped = len({receiver for _, receiver in rules.happens(facts)})
    carried = len(rounds_planned.carried(facts))
    one_more = whole.askings[0].plan.one_more
    asks = asks_of(rules.answers(facts).values())
    return Result(asks, helped, sum(kinds), len(kinds) - sum(kinds), carried, one_more)
