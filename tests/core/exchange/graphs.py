"""Small graphs of help for tests, a plan found by trying everything, and a checker that knows nothing of the engine."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from random import Random
from typing import Any

from mensch.core.exchange.clearing import Clearing
from mensch.core.exchange.problem import Arc, Limits, Part

People = tuple[Any, ...]


def random_case(seed: int, *, people: int = 8, fancy: bool = True) -> tuple[list[Arc], set[int], Limits]:
    """Up to nine people, some helps, and any of seats, vetoes, pairs that met, chances and connectors."""
    dice = Random(seed)
    size = dice.randint(3, people)
    first = {who for who in range(size) if dice.random() < 0.2}
    through: list[Any] = [None, "zoe", "yan"] if fancy and dice.random() < 0.4 else [None]
    unsure = fancy and dice.random() < 0.5
    arcs = [
        Arc(a, b, None, dice.randint(0, 9), dice.choice((0.5, 0.7, 1.0)) if unsure else 1.0, dice.choice(through))
        for a in range(size)
        for b in range(size)
        if a != b and dice.random() < 0.4
    ]
    limits = Limits(circle=dice.randint(2, 4), chain=dice.randint(0, 4))
    return arcs, first, _fancy(limits, dice, size) if fancy else limits


def _fancy(limits: Limits, dice: Random, size: int) -> Limits:
    def few(chance: float) -> list[tuple[int, int]]:
        return [pair for pair in combinations(range(size), 2) if dice.random() < chance]

    give = {who: dice.randint(0, 2) for who in range(size) if dice.random() < 0.3}
    receive = {who: dice.randint(0, 2) for who in range(size) if dice.random() < 0.3}
    zoe = {"zoe": dice.randint(0, 2)}
    return replace(limits, give=give, receive=receive, connectors=zoe, vetoes=few(0.1), met=few(0.1))


def structures(arcs: Sequence[Arc], first: set[Any], limits: Limits) -> Iterator[tuple[Part, float]]:
    """Every circle and chain there is, with its worth."""
    help_of = {(arc.giver, arc.receiver): arc for arc in arcs}
    apart = {frozenset(pair) for pair in limits.vetoes}
    met = {frozenset(pair) for pair in limits.met}
    everyone = sorted({who for arc in arcs for who in (arc.giver, arc.receiver)})

    def grown(members: People, longest: int) -> Iterator[People]:
        yield members
        if len(members) < longest:
            for who in everyone:
                step = (members[-1], who)
                fits = step in help_of and who not in members and who not in first and frozenset(step) not in met
                if fits and not any(frozenset((one, who)) in apart for one in members):
                    yield from grown((*members, who), longest)

    for who in everyone:
        longest = limits.chain + 1 if who in first else limits.circle
        for members in grown((who,), longest):
            back = (members[-1], who)
            if len(members) < 2:
                continue
            if who in first:
                yield Part(False, members), worth(Part(False, members), help_of)
            elif who == min(members) and back in help_of and frozenset(back) not in met:
                yield Part(True, members), worth(Part(True, members), help_of)


def worth(part: Part, help_of: dict[tuple[Any, Any], Arc]) -> float:
    helps = [help_of[step] for step in part.steps()]
    if part.circle:
        return math.prod(arc.chance for arc in helps) * sum(arc.fit for arc in helps)
    return sum(arc.fit * math.prod(other.chance for other in helps[: at + 1]) for at, arc in enumerate(helps))


def most(arcs: Sequence[Arc], first: set[Any], limits: Limits) -> float:
    """The best worth of any plan, by trying all of them."""
    via = {(arc.giver, arc.receiver): arc.connector for arc in arcs}
    found = []
    for part, value in structures(arcs, first, limits):
        used: Counter[Any] = Counter()
        for a, b in part.steps():
            used.update([("gives", a), ("receives", b), ("help", a, b)])
            used.update([("via", via[a, b])] if via[a, b] in limits.connectors else [])
        found.append((frozenset(used.items()), value))
    room: dict[Any, int] = {("via", name): cap for name, cap in limits.connectors.items()}
    for verb, caps in (("gives", limits.give), ("receives", limits.receive)):
        room.update({(verb, who): cap for who, cap in caps.items()})

    @cache
    def rest(at: int, spent: frozenset[tuple[Any, int]]) -> float:
        if at == len(found):
            return 0.0
        uses, value = found[at]
        without = rest(at + 1, spent)
        now = Counter(dict(spent)) + Counter(dict(uses))
        if all(now[what] <= room.get(what, 1) for what, _ in uses):
            return max(without, value + rest(at + 1, frozenset(now.items())))
        return without

    return rest(0, frozenset())


def faults(done: Clearing, arcs: Sequence[Arc], first: set[Any], limits: Limits) -> list[str]:
    """What is wrong with a plan, by its own words and those of the instance only."""
    help_of = {(arc.giver, arc.receiver): arc for arc in arcs}
    parts = done.parts()
    steps = [step for part in parts for step in part.steps()]
    found = [f"no help {step}" for step in steps if step not in help_of]
    found += [f"{step} twice" for step, times in Counter(steps).items() if times > 1]
    found += [f"{who} gives {n}" for who, n in Counter(a for a, _ in steps).items() if n > limits.give.get(who, 1)]
    received = Counter(b for _, b in steps)
    found += [f"{who} receives {n}" for who, n in received.items() if n > limits.receive.get(who, 1)]
    found += [f"first giver {who} receives" for who in first if who in received]
    via = Counter(help_of[step].connector for step in steps if step in help_of)
    found += [f"{name} connects {via[name]}" for name, cap in limits.connectors.items() if via[name] > cap]
    for part in parts:
        size = len(part.steps())
        fits = 2 <= size <= limits.circle if part.circle else 1 <= size <= limits.chain
        fits = fits and len(set(part.members)) == len(part.members)
        found += [] if fits and (part.circle or part.members[0] in first) else [f"shape of {part}"]
        apart = [pair for pair in limits.vetoes if set(pair) <= set(part.members)]
        apart += [pair for pair in limits.met if tuple(pair) in part.steps() or tuple(pair[::-1]) in part.steps()]
        found += [f"{apart} in {part}"] if apart else []
    total = sum(worth(part, help_of) for part in parts)
    found += [] if math.isclose(total, done.value, abs_tol=1e-6) else [f"value {done.value}, steps {total}"]
    return found + ([] if done.bound >= done.value - 1e-6 else ["bound below value"])
