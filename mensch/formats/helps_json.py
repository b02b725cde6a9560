"""The JSON instance: people, first givers, helps, and whatever limits a round has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from mensch.core.exchange.problem import ORDER, Ints, Part, Problem, flags, pairs, seats
from mensch.formats.helps import Faults, Reading, Rows, finished, known

NEEDED = ("people", "first_givers", "helps")
MOST_PEOPLE = 50_000_000


def read_json(data: bytes) -> Reading:
    faults = Faults()
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        faults.add("the file", f"it is no JSON ({error})")
        return faults.reading()
    lacking = [key for key in NEEDED if not isinstance(raw, dict) or key not in raw]
    for key in lacking:
        faults.add("the file", f"it has no {key!r}")
    return faults.reading() if lacking else _Instance(raw, faults).reading()


class _Instance:
    def __init__(self, raw: dict[str, Any], faults: Faults) -> None:
        self.raw, self.faults = raw, faults
        self.names = self._people()
        self.people = {name: at for at, name in enumerate(self.names)}
        self.by_text = {str(name): at for at, name in enumerate(self.names)} if raw.keys() & {"give", "receive"} else {}

    def _people(self) -> list[Any] | range:
        given = self.raw["people"]
        if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= MOST_PEOPLE:
            return range(given)
        if isinstance(given, list) and all(isinstance(who, int | str) and not isinstance(who, bool) for who in given):
            twice = len(given) - len({str(who) for who in given})
            if twice:
                self.faults.add("people", f"{twice} stand twice")
            return given
        self.faults.add("people", "it is neither a number nor a list of ids")
        return []

    def reading(self) -> Reading:
        caps = self._caps("connectors")
        rows = Rows(self.people, self.faults, {name: at for at, name in enumerate(caps)})
        for number, row in enumerate(self._list("helps")):
            rows.add(f"help {number}", row if isinstance(row, list) else [row])
        locked = tuple(self._locked(rows.seen))
        first = flags(self.people, self._known("first_givers"))
        self._shapes(locked, first)
        made = Problem(
            *(self.names, first, *rows.helps(), np.array([*caps.values()], np.int32)),
            *(self._seats("give"), self._seats("receive"), flags(self.people, self._known("waiting"))),
            vetoes=self._pairs("vetoes"),
            met=self._pairs("met"),
            locked=locked,
            order=self._order(),
            max_circle=self._length("max_circle", 3),
            max_chain=self._length("max_chain", 4),
        )
        self._together(made)
        return finished(made, self.faults)

    def _list(self, key: str) -> list[Any]:
        given = self.raw.get(key, [])
        if not isinstance(given, list):
            self.faults.add(key, "it is no list")
            return []
        return given

    def _known(self, key: str) -> Iterator[Any]:
        for who in self._list(key):
            if known(who, self.people):
                yield who
            else:
                self.faults.add(key, f"nobody is called {who!r}")

    def _caps(self, key: str) -> dict[str, int]:
        given = self.raw.get(key, {})
        if not isinstance(given, dict):
            self.faults.add(key, "it is no object")
            return {}
        for name, cap in given.items():
            if not isinstance(cap, int) or isinstance(cap, bool) or cap < 0:
                self.faults.add(key, f"{name!r} has {cap!r}, which is no number of seats")
        return {name: cap for name, cap in given.items() if isinstance(cap, int) and cap >= 0}

    def _seats(self, key: str) -> Ints:
        caps = self._caps(key)
        for name in caps.keys() - self.by_text.keys():
            self.faults.add(key, f"nobody is called {name!r}")
        return seats(
            self.people, {self.names[self.by_text[who]]: cap for who, cap in caps.items() if who in self.by_text}
        )

    def _pairs(self, key: str) -> tuple[tuple[int, int], ...]:
        good = []
        for pair in self._list(key):
            if isinstance(pair, list) and len(pair) == 2 and all(known(who, self.people) for who in pair):
                good.append((pair[0], pair[1]))
            else:
                self.faults.add(key, f"{pair!r} are not two people")
        return pairs(self.people, good)

    def _length(self, key: str, missing: int) -> int:
        given = self.raw.get(key, missing)
        if not isinstance(given, int) or isinstance(given, bool) or given < 0:
            self.faults.add(key, f"{given!r} is no length")
            return missing
        return given

    def _order(self) -> tuple[str, ...]:
        given = self.raw.get("order", ["value"])
        if not isinstance(given, list) or not given or not set(map(str, given)) <= set(ORDER):
            self.faults.add("order", f"it is made of {', '.join(ORDER)}")
            return ("value",)
        return tuple(dict.fromkeys(given))

    def _locked(self, seen: set[tuple[int, int]]) -> Iterator[Part]:
        given = self.raw.get("locked", {})
        for key in ("circles", "chains"):
            parts = given.get(key, []) if isinstance(given, dict) else None
            for members in parts if isinstance(parts, list) else [parts]:
                if not isinstance(members, list) or not all(known(who, self.people) for who in members):
                    self.faults.add("locked", f"{members!r} names somebody who is not there")
                    continue
                part = Part(key == "circles", tuple(self.people[who] for who in members))
                if len(members) < 2 or not seen.issuperset(part.steps()):
                    self.faults.add("locked", f"{members!r} is not made of helps")
                else:
                    yield part

    def _shapes(self, locked: tuple[Part, ...], first: Any) -> None:
        for part in locked:
            begun = part.circle or first[part.members[0]]
            received = part.members if part.circle else part.members[1:]
            if not begun or first[list(received)].any() or len(set(part.members)) < len(part.members):
                self.faults.add("locked", f"{[self.names[who] for who in part.members]!r} is no circle and no chain")

    def _together(self, made: Problem) -> None:
        """Locked parts against seats, vetoes and pairs that met."""
        gives, receives = made.give.copy(), made.receive.copy()
        for giver, receiver in (step for part in made.locked for step in part.steps()):
            gives[giver] -= 1
            receives[receiver] -= 1
        for at in np.nonzero((gives < 0) | (receives < 0))[0]:
            self.faults.add("locked", f"{self.names[at]!r} stands in more parts than there are seats")
        for part in made.locked:
            inside = set(part.members)
            for a, b in made.vetoes:
                if {a, b} <= inside:
                    self.faults.add("locked", f"{self.names[a]!r} and {self.names[b]!r} never stand together")
