"""The rows an import makes, gathered and written in bulk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mensch.core.identity import blocking_keys
from mensch.core.people import sort_key
from mensch.core.reasons import Reason
from mensch.core.records import AddressKind, Record
from mensch.core.words import Searchable
from mensch.models import Address, Label, Note, Person, PersonKey, Post, RawRecord, Twin
from mensch.models.base import Owned, new_id
from mensch.services import bulk, words
from mensch.services.facts import clean
from mensch.services.import_changes import told_of
from mensch.services.import_context import Context


def reason_json(reason: Reason | None) -> dict[str, Any]:
    return {} if reason is None else {"code": str(reason.code), "facts": dict(reason.facts)}


def cut(text: str, most: int) -> str:
    return clean(text)[:most]


class Rows:
    """What a chunk adds. `write` puts it into the tables; nothing is written before."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.people: list[Person] = []
        self.addresses: list[Address] = []
        self.posts: list[Post] = []
        self.records: dict[tuple[str, str], RawRecord] = {}
        self.labels: dict[tuple[int, str], Label] = {}
        self.notes: list[Note] = []
        self.keys: list[PersonKey] = []
        self.twins: dict[tuple[int, int], Twin] = {}
        self.searchable: list[Searchable] = []
        self.reindex: set[int] = set()
        self._common: dict[str, Any] = {"vault": context.vault, "made_by": context.importing}

    def person(self, record: Record) -> int:
        """A new person as this record tells them; gives the id."""
        name, post = record.name, record.posts[0] if record.posts else None
        pk = new_id()
        self.people.append(
            Person(
                **self._common,
                id=pk,
                kind=record.kind.value,
                full=cut(name.full, 400),
                given=cut(name.given, 200),
                family=cut(name.family, 200),
                additional=cut(name.additional, 200),
                prefix=cut(name.prefix, 100),
                suffix=cut(name.suffix, 100),
                nickname=cut(name.nickname, 200),
                phonetic=cut(name.phonetic, 200),
                variants=[clean(v) for v in name.variants],
                sort_key=sort_key(name)[:200],
                org=cut(post.org, 300) if post else "",
                title=cut(post.title, 300) if post else "",
                birthday=cut(record.birthday, 10),
                made_at=self.context.now,
            )
        )
        return pk

    def record(self, record: Record, person: int | None, reason: Reason | None) -> RawRecord | None:
        """Remember what the source said; None when this key was already told in this chunk."""
        key = (record.source[:40], clean(record.key)[:400])
        if key in self.records:
            return None
        row = RawRecord(
            **self._common,
            person_id=person,
            source=key[0],
            key=key[1],
            said=told_of(record),
            raw=clean(record.raw),
            line=record.line,
            file_name=self.context.file_name,
            listed_on=record.on,
            seen_at=self.context.now,
            why=reason_json(reason),
        )
        self.records[key] = row
        return row

    def details(self, record: Record, person: int) -> None:
        """Addresses, posts, labels, note, keys and words of a new person."""
        for place, address in enumerate(record.addresses):
            self.address(person, (address.kind.value, address.value, address.key, address.label), place)
        for post in record.posts:
            if post.org or post.title:
                self.post(person, post.org, post.title, post.department, post.since, post.until)
        for text in record.labels:
            self.label(person, text, sort_key(record.name))
        if record.note.strip():
            self.notes.append(
                Note(vault=self.context.vault, person_id=person, text=clean(record.note), made_at=self.context.now)
            )
        self._findable(record, person)

    def _findable(self, record: Record, person: int) -> None:
        for key in blocking_keys(record.name, record.posts, record.addresses, record.birthday):
            self.keys.append(PersonKey(vault=self.context.vault, person_id=person, key=key))
        name, post = record.name, record.posts[0] if record.posts else None
        full = " ".join((name.full, name.given, name.family))
        emails = tuple(a.key for a in record.of(AddressKind.EMAIL) if a.key)
        org, title = (post.org, post.title) if post else ("", "")
        self.searchable.append(
            Searchable(person, clean(full), name.nickname, name.variants, org, title, emails, record.labels)
        )

    def address(self, person: int, told: tuple[str, str, str, str], place: int) -> None:
        kind, value, key, label = told
        row = Address(
            **self._common,
            person_id=person,
            kind=kind,
            value=clean(value),
            key=cut(key, 400),
            label=cut(label, 100),
            place=place,
        )
        self.addresses.append(row)

    def post(self, person: int, org: str, title: str, department: str, since: str, until: str) -> None:
        self.posts.append(
            Post(
                **self._common,
                person_id=person,
                org=cut(org, 300),
                title=cut(title, 300),
                department=cut(department, 200),
                since=cut(since, 10),
                until=cut(until, 10),
                seen_on=self.context.now.date(),
            )
        )

    def label(self, person: int, text: str, sort: str) -> None:
        row = Label(**self._common, person_id=person, text=cut(text.strip(), 200), sort_key=sort[:200])
        if row.text:
            self.labels.setdefault((person, row.text), row)

    def write(self) -> None:
        new: tuple[Iterable[Owned], ...] = (
            *(self.people, self.records.values(), self.addresses),
            *(self.posts, self.notes, self.keys),
        )
        for rows in new:
            bulk.insert(rows)
        bulk.insert(self.labels.values(), skip_known=True)
        bulk.insert(self.twins.values(), skip_known=True)
        words.index_people(vault=self.context.vault, people=self.searchable)
        words.reindex_people(vault=self.context.vault, people=self.reindex)
