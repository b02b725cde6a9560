"""When to end: after counted work, the same each time, or by a share of time that somebody else measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Stop = Callable[[], bool]
PRICING, BEFORE = 0.3, 0.12


@dataclass(frozen=True)
class Pace:
    """`used` says how much of the time is over, from 0 to 1. Asked like any other stop, it is true at the end."""

    used: Callable[[], float]

    def __call__(self) -> bool:
        return self.used() >= 1


def pricing(stop: Stop, part: float = PRICING) -> Stop:
    """Prices may take a part of the time; the rest is for the plan."""
    return (lambda: stop.used() >= part) if isinstance(stop, Pace) else stop
