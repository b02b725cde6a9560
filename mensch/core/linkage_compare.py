"""How two rows compare, field by field: as outcomes, which linkage weighs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

Alike = Callable[[str, str], float]
Row = tuple[str, ...]
Pattern = tuple[int, ...]

MISSING, DIFFERS = 0, 1


class Field(NamedTuple):
    """One field to compare. `floors` are the likenesses (0 to 1, falling) of the outcomes between equal and different.

    `swap` names a field whose value may stand in this one by mistake (given and family name, two address lines).
    `digits` compares by single slips (one digit wrong, missing, added or two exchanged) instead of by likeness.
    """

    name: str
    floors: tuple[float, ...] = (0.92, 0.8)
    swap: str = ""
    digits: bool = False


def one_slip(a: str, b: str) -> bool:
    """Whether one wrong, missing, added or exchanged neighbouring sign makes the one the other (Damerau 1964)."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    exchanged = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    return a[at + 1 :] == b[at + 1 :] or exchanged


class Comparison:
    """How two rows compare, as one outcome per field."""

    def __init__(self, fields: Sequence[Field], alike: Alike) -> None:
        names = [f.name for f in fields]
        self.fields = tuple(fields)
        self._alike = alike
        self._known: dict[tuple[str, str], float] = {}
        swaps = {tuple(sorted((i, names.index(f.swap)))) for i, f in enumerate(fields) if f.swap}
        self._swaps = sorted(swaps)
        self.outcomes = tuple(2 * (len(f.floors) + 2) if f.swap else len(f.floors) + 3 for f in fields)

    def _likeness(self, field: Field, a: str, b: str) -> float:
        if a == b:
            return 1.0
        if field.digits:
            return 0.95 if one_slip(a, b) else 0.0
        key = (a, b) if a < b else (b, a)
        if key not in self._known:
            self._known[key] = self._alike(*key)
        return min(self._known[key], 0.999)

    def _outcome(self, field: Field, a: str, b: str) -> int:
        if not a or not b:
            return MISSING
        likeness = self._likeness(field, a, b)
        if likeness == 1.0:
            return len(field.floors) + 2
        return DIFFERS + sum(likeness >= floor for floor in field.floors)

    def pattern(self, a: Row, b: Row) -> Pattern:
        """The outcomes of all fields; a swap of two fields, where it agrees better, has outcomes of its own."""
        found = [self._outcome(f, x, y) for f, x, y in zip(self.fields, a, b, strict=True)]
        for i, j in self._swaps:
            one, two = self._outcome(self.fields[i], a[i], b[j]), self._outcome(self.fields[j], a[j], b[i])
            if max(one, two) > max(found[i], found[j], DIFFERS + 1):
                found[i], found[j] = (self._crossed(f, o) for f, o in ((self.fields[i], one), (self.fields[j], two)))
        return tuple(found)

    @staticmethod
    def _crossed(field: Field, outcome: int) -> int:
        return outcome if outcome <= DIFFERS else outcome + len(field.floors) + 1
