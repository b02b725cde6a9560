"""One person or two? Known people and new records in, decisions with reasons out. Nobody is joined by name alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from mensch.core.findable import LookupKeys, lookup_keys
from mensch.core.identity_blocking import blocking_keys
from mensch.core.identity_facts import Facts, facts_of, facts_of_record
from mensch.core.identity_groups import Groups, KnownPerson, Ref
from mensch.core.identity_rules import Alike, Why, certain
from mensch.core.names import Agreement, compare
from mensch.core.reasons import Reason, because
from mensch.core.records import Name, Record, RecordKind

__all__ = [
    "Attach", "Create", "Decision", "Known", "KnownPerson", "Leave", "LookupKeys", "Plan", "Ref", "Suggest", "Why",
    "blocking_keys", "lookup_keys", "plan",
]  # fmt: skip

_MOST_QUESTIONS = 5


class Create(NamedTuple):
    """The record is somebody new. `record` is its index among those given."""

    record: int
    reason: Reason


class Attach(NamedTuple):
    """The record is certainly somebody known, or the one created for an earlier record."""

    record: int
    to: Ref
    reason: Reason


class Suggest(NamedTuple):
    """The record's person may be `to` as well: a question for the person, after the Create or Attach of that record."""

    record: int
    to: Ref
    reason: Reason


class Leave(NamedTuple):
    """The record is nobody to keep: a list, a firm, an empty card, the owner's own card."""

    record: int
    reason: Reason


Decision = Create | Attach | Suggest | Leave


class Plan(NamedTuple):
    """The decisions in the order of the records; the questions of a record follow its Create or Attach."""

    decisions: tuple[Decision, ...]


class Known:
    """The people who could be meant (those found by `lookup_keys` are enough), and what was decided about them before.

    `keys` says whose record a natural key (source, key) is. `separated` are pairs of ids a person called different.
    `owner` is the owner of the book, who is nobody's acquaintance.
    """

    def __init__(
        self,
        people: Iterable[KnownPerson] = (),
        *,
        keys: Mapping[tuple[str, str], int] | None = None,
        separated: AbstractSet[frozenset[int]] = frozenset(),
        owner: KnownPerson | None = None,
    ) -> None:
        self.people = tuple(people)
        self.keys = dict(keys or {})
        self.separated = separated
        self.owner = _facts(owner) if owner else None


def _facts(person: KnownPerson) -> Facts:
    return facts_of(person.name, person.addresses, person.posts, person.birthday, person.sources)


def plan(records: Sequence[Record], known: Known, *, alike: Alike) -> Plan:
    """Decide about every record. Time is linear in records and known people; no key with many bearers is followed.

    `alike` is a likeness of two words from 0 to 1 (Jaro-Winkler). Laws: planning what was applied attaches all of it;
    the order of the records makes no wrong join; two people whom somebody called different are never joined,
    neither directly nor through a third.
    """
    planner = _Planner(records, known)
    for number in planner.in_order():
        planner.place(number)
    planner.ask(alike)
    return Plan(tuple(d for found in planner.decisions for d in found))


def _torn_keys(records: Sequence[Record]) -> set[tuple[str, str]]:
    """Natural keys that a broken source gave to several people; such a key is no key."""
    first: dict[tuple[str, str], Name] = {}
    places = [((r.source, r.key), first.setdefault((r.source, r.key), r.name), r.name) for r in records if r.key]
    return {place for place, one, other in places if one != other and compare(one, other) is Agreement.DIFFERENT}


class _Planner:
    def __init__(self, records: Sequence[Record], known: Known) -> None:
        self.records, self.known = records, known
        self.facts = [facts_of_record(r) for r in records]
        self.groups = Groups(known.separated)
        self.of_person = {p.id: self.groups.add(Ref("person", p.id), _facts(p)) for p in known.people}
        self.groups.learn_households(self.facts)
        self.torn_keys = _torn_keys(records)
        self.of_key: dict[tuple[str, str], int] = {}
        self.of_record: dict[int, int] = {}
        self.decisions: list[list[Decision]] = [[] for _ in records]

    def in_order(self) -> list[int]:
        """Records whose key is known come first, so that what they tell of their people is there for the others."""
        return sorted(range(len(self.records)), key=lambda n: self._by_key(n) is None)

    def _by_key(self, number: int) -> int | None:
        record = self.records[number]
        return self.known.keys.get((record.source, record.key)) if record.key else None

    def place(self, number: int) -> None:
        """Leave, attach or create one record."""
        record, facts = self.records[number], self.facts[number]
        if reason := self._left(record, facts):
            self.decisions[number].append(Leave(number, reason))
        elif (group := self._keyed(number)) is not None:
            self._attach(number, group, because(Why.SAME_KEY, source=record.source))
        elif not (found := self.groups.certain(facts)) or self.groups.torn(facts, [g for g, _ in found]):
            self._create(number)
        else:
            self._attach(number, *found[0])
            self._also(number, found)

    def _left(self, record: Record, facts: Facts) -> Reason | None:
        if record.kind is not RecordKind.PERSON:
            return because(Why.IS_LIST if record.kind is RecordKind.LIST else Why.IS_FIRM)
        if not facts.names and not (facts.emails or facts.phones or facts.urls):
            return because(Why.IS_EMPTY)
        if self.known.owner and certain(facts, self.known.owner, lambda _: False):
            return because(Why.IS_YOURSELF)
        return None

    def _keyed(self, number: int) -> int | None:
        record = self.records[number]
        place = (record.source, record.key)
        if not record.key:
            return None
        if place in self.torn_keys:
            return self.groups.bearing(record.name, record.source)
        person = self._by_key(number)
        if person is None:
            return self.of_key.get(place)
        if person not in self.of_person:
            unseen = facts_of(record.name, (), (), "", frozenset())
            self.of_person[person] = self.groups.add(Ref("person", person), unseen)
        return self.of_person[person]

    def _attach(self, number: int, group: int, reason: Reason) -> None:
        self.groups.join(group, self.facts[number])
        self._remember(number, group)
        self.decisions[number].append(Attach(number, self.groups.refs[group], reason))

    def _create(self, number: int) -> None:
        self._remember(number, self.groups.add(Ref("record", number), self.facts[number]))
        self.decisions[number].append(Create(number, because(Why.IS_NEW)))

    def _remember(self, number: int, group: int) -> None:
        record = self.records[number]
        self.of_record[number] = group
        if record.key:
            self.of_key[record.source, record.key] = group

    def _also(self, number: int, found: list[tuple[int, Reason]]) -> None:
        for group, reason in found[1:_MOST_QUESTIONS]:
            self.decisions[number].append(Suggest(number, self.groups.refs[group], reason))

    def ask(self, alike: Alike) -> None:
        """Questions about those created, once all who are certain are together."""
        for number, made in enumerate(self.decisions):
            if made and isinstance(made[0], Create):
                found = self.groups.likely(self.of_record[number], alike)
                made.extend(Suggest(number, self.groups.refs[g], reason) for g, reason in found[:_MOST_QUESTIONS])
