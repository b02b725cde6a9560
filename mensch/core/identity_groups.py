"""The people of a plan while it is made: each a group of descriptions of certainly one person, found by its keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Literal, NamedTuple

from mensch.core.identity_blocking import keys_of
from mensch.core.identity_facts import Facts
from mensch.core.identity_rules import Alike, Why, certain, contradict, household, likely
from mensch.core.names import Agreement, compare
from mensch.core.reasons import Reason
from mensch.core.records import Address, Name, Post, RecordKind

_MOST = 40  # a key with more bearers says nothing, and following it would not be linear
_MANY_NAMES = 8
Bearers = list[int]  # the groups that bear one key

_ORDER = {code.value: place for place, code in enumerate(Why)}


class Ref(NamedTuple):
    """A person of the store by id, or the person created for an earlier record by its index."""

    kind: Literal["person", "record"]
    id: int


class KnownPerson(NamedTuple):
    """What the store knows of somebody. `sources` are the kinds of source they came from, as in Record.source."""

    id: int
    name: Name
    addresses: tuple[Address, ...] = ()
    posts: tuple[Post, ...] = ()
    birthday: str = ""
    sources: frozenset[str] = frozenset()
    kind: RecordKind = RecordKind.PERSON


class Groups:
    """Descriptions in groups. Numbers of groups are given in the order of adding and never change."""

    def __init__(self, separated: AbstractSet[frozenset[int]]) -> None:
        self.refs: list[Ref] = []
        self._members: list[list[Facts]] = []
        self._first: list[Facts] = []  # of each group, as it was before anything joined it
        self._separated = separated
        self._parted = {one for pair in separated for one in pair}
        self._at: dict[str, Bearers] = {}
        self._blocks: dict[str, Bearers] = {}
        self._beside: list[dict[str, Bearers]] = []  # of each group, who bears its keys as well
        self._shared: set[str] = set()

    def add(self, ref: Ref, facts: Facts) -> int:
        """A new group; its number."""
        self.refs.append(ref)
        self._members.append([])
        self._first.append(facts)
        self._beside.append({})
        self.join(len(self.refs) - 1, facts)
        return len(self.refs) - 1

    def join(self, group: int, facts: Facts) -> None:
        """One more description of somebody. Those with the same name are laid together, so groups stay small."""
        members = self._members[group]
        for at, member in enumerate(members):
            if member.name == facts.name or len(members) >= _MANY_NAMES:
                members[at] = member.with_more(facts)
                break
        else:
            members.append(facts)
        self._bear(group, facts.address_keys, self._at)
        self._bear(group, facts.keys, self._blocks)

    def _bear(self, group: int, keys: Iterable[str], index: dict[str, Bearers]) -> None:
        beside = self._beside[group]
        for key in keys:
            if key not in beside:
                bearers = beside[key] = index.setdefault(key, [])
                bearers.append(group)

    def learn_households(self, facts: Iterable[Facts]) -> None:
        """Find the mail addresses that people of different names use, among the known and the new."""
        names: dict[str, dict[Name, None]] = defaultdict(dict)
        for one in (*(m for members in self._members for m in members), *facts):
            if one.names:
                for email in one.emails:
                    names[email][one.name] = None
        self._shared = {e for e, found in names.items() if len(found) > 1 and _of_several(list(found))}

    def certain(self, facts: Facts) -> list[tuple[int, Reason]]:
        """The groups that are certainly this person, the surest first."""
        near = _followed(bearers for key in facts.address_keys if (bearers := self._at.get(key)))
        found = [(g, r) for g in near if (r := self._certain(g, facts, self._shared.__contains__))]
        return sorted(found, key=lambda x: (_ORDER[x[1].code], x[1].fact("name") != Agreement.SAME, x[0]))

    def _certain(self, group: int, facts: Facts, shared: Callable[[str], bool]) -> Reason | None:
        members = self._members[group]
        if any(contradict(facts, m) or compare(facts.name, m.name) is Agreement.DIFFERENT for m in members):
            return None
        return next((r for m in members if (r := certain(facts, m, shared))), None)

    def bearing(self, name: Name, book: str) -> int | None:
        """The only group that this book already names exactly so, if there is one and no more."""
        near = dict.fromkeys(g for key in keys_of(name).plain for g in self._blocks.get(key, ()))
        found = [
            g
            for g in near
            if any(book in m.books and compare(m.name, name) is Agreement.SAME for m in self._members[g])
        ]
        return found[0] if len(found) == 1 else None

    def torn(self, facts: Facts, found: Iterable[int]) -> bool:
        """Whether these facts are of two who were called different people: joining one would join both through a third.

        A key counted as shared does not join, but bearing it speaks against being only the other; and what joined one
        of them meanwhile does not free the other.
        """
        if not any(self._is_parted(group) for group in found):
            return False
        near = _followed(bearers for key in facts.address_keys if (bearers := self._at.get(key)))
        people = [self.refs[g].id for g in near if self._is_parted(g) and self._may_be(g, facts)]
        return any(frozenset(pair) in self._separated for pair in combinations(people, 2))

    def _is_parted(self, group: int) -> bool:
        return self.refs[group].kind == "person" and self.refs[group].id in self._parted

    def _may_be(self, group: int, facts: Facts) -> bool:
        found = certain(facts, self._first[group], _nothing) or self._certain(group, facts, _nothing)
        return found is not None

    def likely(self, group: int, alike: Alike) -> list[tuple[int, Reason]]:
        """The groups made before that may be the same person, the likeliest reason first."""
        near = _followed(bearers for bearers in self._beside[group].values() if len(bearers) > 1)
        found = [(g, r) for g in near if self._before(g, group) and (r := self._likely(group, g, alike))]
        return sorted(found, key=lambda x: (_ORDER[x[1].code], x[0]))

    def _before(self, group: int, other: int) -> bool:
        return self.refs[group].kind == "person" or (self.refs[group].id < self.refs[other].id)

    def _likely(self, a: int, b: int, alike: Alike) -> Reason | None:
        for mine in self._members[a]:
            for theirs in self._members[b]:
                if reason := likely(mine, theirs, alike, unique=self._unique(mine, theirs)):
                    return reason
        return None

    def _unique(self, a: Facts, b: Facts) -> bool:
        """Whether at most two bear these names: the two that are being compared."""
        return all(len(self._blocks.get(key, ())) <= 2 for key in (*a.names, *b.names))


def _nothing(_key: str) -> bool:
    return False


def _followed(found: Iterable[Bearers]) -> set[int]:
    return {group for bearers in found if len(bearers) <= _MOST for group in bearers}


def _of_several(names: list[Name]) -> bool:
    return len(names) > _MANY_NAMES or any(household(a, b) for a, b in combinations(names, 2))
