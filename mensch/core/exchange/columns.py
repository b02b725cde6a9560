"""Every circle and chain of a small graph, written out. Large graphs never are (mensch/core/exchange/fast)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from mensch.core.exchange.graph import Graph, worth


class Column(NamedTuple):
    """One circle or chain: its people, its helps, what it uses up, and what it is worth."""

    circle: bool
    members: tuple[int, ...]
    helps: tuple[int, ...]
    rows: tuple[int, ...]
    worth: float
    embedded: bool


class TooManyError(Exception):
    """More columns than were asked for."""


class Columns:
    """Walks a graph. `out[v]` are the helps v could give."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.receiver = [int(v) for v in graph.receiver]
        self.out = [range(int(graph.start[v]), int(graph.start[v + 1])) for v in range(graph.n)]
        self.into: list[list[int]] = [[] for _ in range(graph.n)]
        for giver, receiver in zip(graph.giver.tolist(), self.receiver, strict=True):
            self.into[receiver].append(giver)
        self.pairs = set(zip(graph.giver.tolist(), self.receiver, strict=True))

    def all(self, most: int, people: list[int] | None = None) -> list[Column]:
        """The best column for every set of people and rows; raises TooManyError beyond `most`."""
        best: dict[tuple[bool, frozenset[int], tuple[int, ...]], Column] = {}
        for seen, column in enumerate(self._walk(range(self.graph.n) if people is None else people), 1):
            if seen > 4 * most or len(best) > most:
                raise TooManyError
            key = (column.circle, frozenset(column.members), tuple(sorted(column.rows)))
            if key not in best or (column.worth, column.embedded) > (best[key].worth, best[key].embedded):
                best[key] = column
        return list(best.values())

    def _walk(self, people: list[int] | range) -> Iterator[Column]:
        for person in people:
            if self.graph.first[person]:
                yield from self._chains(person)
            else:
                yield from self._circles(person)

    def _apart(self, members: list[int], person: int) -> bool:
        return any(person in self.graph.vetoes.get(member, ()) for member in members)

    def _column(self, members: list[int], helps: list[int], *, circle: bool) -> Column:
        rows = tuple(int(row) for at in helps for row in self.graph.rows[at] if row >= 0)
        embedded = circle and len(members) > 2 and any(self._shorter(members))
        here = tuple(helps)
        return Column(circle, tuple(members), here, rows, worth(self.graph, here, circle=circle), embedded)

    def _shorter(self, members: list[int]) -> Iterator[bool]:
        """A help back across the circle closes a shorter one."""
        size = len(members)
        for i in range(size):
            yield from ((members[i], members[(i - k) % size]) in self.pairs for k in range(1, size - 1))

    def _circles(self, root: int) -> Iterator[Column]:
        """Those whose smallest number is `root`, depth first; people too far from coming back are not walked to."""
        cap = self.graph.max_circle
        far = self._back(root, cap)
        stack = [(at, 1) for at in self.out[root]]
        members, helps = [root], list[int]()
        while stack:
            at, depth = stack.pop()
            del members[depth:], helps[depth - 1 :]
            person = self.receiver[at]
            if person == root and depth > 1:
                yield self._column(members, [*helps, at], circle=True)
            elif depth + far.get(person, cap) <= cap and person not in members and not self._apart(members, person):
                members.append(person)
                helps.append(at)
                stack += [(after, depth + 1) for after in self.out[person]]

    def _back(self, root: int, cap: int) -> dict[int, int]:
        """How many helps lead from each person back to `root`, over larger numbers only."""
        far = {root: 0}
        queue = deque([root])
        while queue:
            person = queue.popleft()
            if far[person] < cap - 1:
                for giver in self.into[person]:
                    if giver > root and giver not in far:
                        far[giver] = far[person] + 1
                        queue.append(giver)
        far.pop(root)
        return far

    def _chains(self, first: int) -> Iterator[Column]:
        """Each way from a first giver, with each of its beginnings."""
        cap = self.graph.max_chain
        stack = [(at, 1) for at in self.out[first]] if cap else []
        members, helps = [first], list[int]()
        while stack:
            at, depth = stack.pop()
            del members[depth:], helps[depth - 1 :]
            person = self.receiver[at]
            if person not in members and not self._apart(members, person):
                members.append(person)
                helps.append(at)
                yield self._column(members, helps, circle=False)
                if depth < cap:
                    stack += [(after, depth + 1) for after in self.out[person]]
