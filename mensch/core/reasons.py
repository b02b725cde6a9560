"""Why: the rules answer with a code and its facts, templates/reasons/<code> holds the sentence. No sentence is ever built here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple


class Reason(NamedTuple):
    """A code and the named facts its sentence needs, in the order they were given. Facts are text; dates are ISO 8601."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str, missing: str = "") -> str:
        """The fact of that name, else `missing`."""
        return next((value for key, value in self.facts if key == name), missing)

    def names(self) -> tuple[str, ...]:
        """The names of the facts, in order."""
        return tuple(key for key, _ in self.facts)


Plain = str | int | date | datetime | None


def because(code: str, **facts: Plain) -> Reason:
    """A reason with its facts written as text. Facts that are None are left out; dates become ISO 8601."""
    return Reason(str(code), tuple(_written(facts)))


def _written(facts: dict[str, Plain]) -> Iterator[tuple[str, str]]:
    for name, value in facts.items():
        if value is not None:
            yield name, value.isoformat() if isinstance(value, date) else str(value)
