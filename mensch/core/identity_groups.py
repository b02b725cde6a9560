"""The people of a plan while it is made: each a group of descriptions of certainly one person, found by its keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Literal, NamedTuple

from mensch.core.identity_blocking import block_keys, keys_of
from mensch.core.identity_rules import Alike, Facts, Why, certain, contradict, household, likely
from mensch.core.names import Agreement, compare, parse
from mensch.core.reasons import Reason
from mensch.core.records import Address, Name, Post, RecordKind

_MOST = 40  # a key with more bearers says nothing, and following it would not be linear
_MANY_NAMES = 8
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
        self._separated = separated
        self._at: dict[str, dict[int, None]] = defaultdict(dict)
        self._blocks: dict[str, dict[int, None]] = defaultdict(dict)
        self._shared: set[str] = set()

    def add(self, ref: Ref, facts: Facts) -> int:
        """A new group; its number."""
        self.refs.append(ref)
        self._members.append([])
        self.join(len(self.refs) - 1, facts)
        return len(self.refs) - 1

    def join(self, group: int, facts: Facts) -> None:
        """One more description of somebody. Those with the same name are laid together, so groups stay small."""
        members = self._members[group]
        for at, member in enumerate(members):
            if member.name == facts.name or len(members) >= _MANY_NAMES:
                members[at] = _together(member, facts)
                break
        else:
            members.append(facts)
        for key in _address_keys(facts):
            self._at[key][group] = None
        for key in _block_keys(facts):
            self._blocks[key][group] = None

    def learn_households(self, facts: Iterable[Facts]) -> None:
        """Find the mail addresses that people of different names use, among the known and the new."""
        names: dict[str, dict[Name, None]] = defaultdict(dict)
        for one in (*(m for members in self._members for m in members), *facts):
            for email in one.emails:
                if parse(one.name):
                    names[email][one.name] = None
        self._shared = {e for e, found in names.items() if len(found) > 1 and _of_several(list(found))}

    def certain(self, facts: Facts) -> list[tuple[int, Reason]]:
        """The groups that are certainly this person, the surest first."""
        found = [(g, r) for g in self._near(_address_keys(facts)) if (r := self._certain(g, facts))]
        return sorted(found, key=lambda x: (_ORDER[x[1].code], x[1].fact("name") != Agreement.SAME, x[0]))

    def _certain(self, group: int, facts: Facts) -> Reason | None:
        members = self._members[group]
        if any(contradict(facts, m) or compare(facts.name, m.name) is Agreement.DIFFERENT for m in members):
            return None
        return next((r for m in members if (r := certain(facts, m, self._shared.__contains__))), None)

    def bearing(self, name: Name, book: str) -> int | None:
        """The only group that this book already names exactly so, if there is one and no more."""
        near = dict.fromkeys(g for key in keys_of(name).plain for g in self._blocks.get(key, ()))
        found = [
            g
            for g in near
            if any(book in m.books and compare(m.name, name) is Agreement.SAME for m in self._members[g])
        ]
        return found[0] if len(found) == 1 else None

    def torn(self, groups: Iterable[int]) -> bool:
        """Whether two of the groups were called different people: joining one would join both through a third."""
        people = [self.refs[g].id for g in groups if self.refs[g].kind == "person"]
        return any(frozenset(pair) in self._separated for pair in combinations(people, 2))

    def likely(self, group: int, alike: Alike) -> list[tuple[int, Reason]]:
        """The groups made before that may be the same person, the likeliest reason first."""
        mine = self._members[group]
        keys = [k for m in mine for k in _address_keys(m)]
        blocks = [k for m in mine for k in _block_keys(m)]
        near = dict.fromkeys((*self._near(keys), *self._near(blocks, self._blocks)))
        found = [(g, r) for g in near if self._before(g, group) and (r := self._likely(group, g, alike))]
        return sorted(found, key=lambda x: (_ORDER[x[1].code], x[0]))

    def _before(self, group: int, other: int) -> bool:
        return self.refs[group].kind == "person" or (self.refs[group].id < self.refs[other].id)

    def _likely(self, a: int, b: int, alike: Alike) -> Reason | None:
        for mine in self._members[a]:
            for theirs in self._members[b]:
                if reason := likely(mine, theirs, alike, unique=self._unique(mine.name, theirs.name)):
                    return reason
        return None

    def _unique(self, *names: Name) -> bool:
        """Whether at most two bear these names: the two that are being compared."""
        keys = {key for name in names for key in keys_of(name).plain}
        return all(len(self._blocks.get(key, ())) <= 2 for key in keys)

    def _near(self, keys: Sequence[str], index: dict[str, dict[int, None]] | None = None) -> Iterator[int]:
        index = self._at if index is None else index
        return iter(dict.fromkeys(g for k in keys if len(found := index.get(k, {})) <= _MOST for g in found))


def _of_several(names: list[Name]) -> bool:
    return len(names) > _MANY_NAMES or any(household(a, b) for a, b in combinations(names, 2))


def _together(a: Facts, b: Facts) -> Facts:
    return Facts(
        a.name,
        a.emails | b.emails,
        a.phones | b.phones,
        a.urls | b.urls,
        a.firms | b.firms,
        a.hosts | b.hosts,
        a.houses | b.houses,
        a.days | b.days,
        a.books | b.books,
        max(a.birthday, b.birthday, key=len),  # the one with a year
    )


def _address_keys(facts: Facts) -> list[str]:
    """Each address, alone and with the name: the second finds somebody even at a switchboard's number."""
    plain = sorted((*facts.emails, *facts.phones, *facts.urls))
    names = keys_of(facts.name).plain
    return plain + [f"{key} {name}" for key in plain for name in names]


def _block_keys(facts: Facts) -> frozenset[str]:
    return block_keys(facts.name, facts.firms, facts.hosts, facts.houses, facts.days)
