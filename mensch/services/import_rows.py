"""The rows an import makes, gathered and written in bulk."""

from __future__ import annotations

from typing import Any

from mensch.core.identity import blocking_keys
from mensch.core.people import sort_key
from mensch.core.reasons import Reason
from mensch.core.records import AddressKind, Record
from mensch.core.words import Searchable
from mensch.models import Address, Label, Note, Person, PersonKey, Post, RawRecord, Twin
from mensch.models.base import Owned
from mensch.services import bulk, words
from mensch.services.facts import clean
from mensch.services.import_changes import told_of
from mensch.services.import_context import Context

_IN_ORDER: tuple[type[Owned], ...] = (Person, RawRecord, Address, Post, Note, Label, Twin)
_ONCE = (Label, Twin)


def reason_json(reason: Reason | None) -> dict[str, Any]:
    return {} if reason is None else {"code": str(reason.code), "facts": dict(reason.facts)}


def cut(text: str, most: int) -> str:
    return clean(text)[:most] if text else ""


class Rows:
    """What a chunk adds. `write` puts it into the tables; nothing is written before."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.rows: dict[type[Owned], list[bulk.Row]] = {model: [] for model in _IN_ORDER}
        self.told: set[tuple[str, str]] = set()
        self.labelled: set[tuple[int, str]] = set()
        self.asked: set[tuple[int, int]] = set()
        self.fresh: dict[int, list[bulk.Row]] = {}  # addresses of people of this chunk
        self.keys: list[tuple[str, int]] = []
        self.searchable: list[Searchable] = []
        self.reindex: set[int] = set()

    def _add(self, model: type[Owned], **values: Any) -> bulk.Row:
        row = bulk.row(model, self.context.vault, values)
        if "made_by_id" in row:
            row["made_by_id"] = self.context.importing.pk
        self.rows[model].append(row)
        return row

    def person(self, record: Record) -> int:
        """A new person as this record tells them; gives the id."""
        name, post = record.name, record.posts[0] if record.posts else None
        row = self._add(
            Person,
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
        pk: int = row["id"]
        self.fresh[pk] = []
        return pk

    def record(self, record: Record, person: int | None, reason: Reason | None) -> bool:
        """Remember what the source said; False when this key was already told in this chunk."""
        key = (record.source[:40], clean(record.key)[:400])
        if key in self.told:
            return False
        self.told.add(key)
        self._add(
            RawRecord,
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
        return True

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
            self._add(Note, person_id=person, text=clean(record.note), made_at=self.context.now)
        self._findable(record, person)

    def _findable(self, record: Record, person: int) -> None:
        keys = blocking_keys(record.name, record.posts, record.addresses, record.birthday)
        self.keys.extend([(key, person) for key in keys])
        name, post = record.name, record.posts[0] if record.posts else None
        full = " ".join((name.full, name.given, name.family))
        emails = tuple(a.key for a in record.of(AddressKind.EMAIL) if a.key)
        org, title = (post.org, post.title) if post else ("", "")
        self.searchable.append(
            Searchable(person, clean(full), name.nickname, name.variants, org, title, emails, record.labels)
        )

    def address(self, person: int, told: tuple[str, str, str, str], place: int) -> None:
        kind, value, key, label = told
        row = self._add(
            Address,
            person_id=person,
            kind=kind,
            value=clean(value),
            key=cut(key, 400),
            label=cut(label, 100),
            place=place,
        )
        self.fresh.setdefault(person, []).append(row)

    def addresses_of(self, person: int) -> set[tuple[str, str]]:
        """What this chunk adds for a person, as (kind, key or value)."""
        return {(row["kind"], row["key"] or row["value"]) for row in self.fresh.get(person, ())}

    def post(self, person: int, org: str, title: str, department: str, since: str, until: str) -> None:
        self._add(
            Post,
            person_id=person,
            org=cut(org, 300),
            title=cut(title, 300),
            department=cut(department, 200),
            since=cut(since, 10),
            until=cut(until, 10),
            seen_on=self.context.now.date(),
        )

    def label(self, person: int, text: str, sort: str) -> None:
        short = cut(text.strip(), 200)
        if short and (person, short) not in self.labelled:
            self.labelled.add((person, short))
            self._add(Label, person_id=person, text=short, sort_key=sort[:200])

    def twin(self, one: int, other: int, reason: Reason) -> bool:
        """A question whether two are one; False when it is already asked here."""
        pair = (min(one, other), max(one, other))
        if one == other or pair in self.asked:
            return False
        self.asked.add(pair)
        self._add(Twin, one_id=pair[0], other_id=pair[1], reason=reason_json(reason), made_at=self.context.now)
        return True

    def write(self) -> None:
        for model in _IN_ORDER:
            bulk.insert(model, self.rows[model], skip_known=model in _ONCE)
        bulk.insert_pairs(PersonKey, self.context.vault, ("key", "person_id"), sorted(self.keys))
        words.index_people(vault=self.context.vault, people=self.searchable)
        words.reindex_people(vault=self.context.vault, people=self.reindex)
