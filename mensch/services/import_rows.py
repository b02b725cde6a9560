"""The rows an import makes, gathered and written in bulk."""

from __future__ import annotations

from typing import Any

from mensch.core.findable import findable
from mensch.core.reasons import Reason
from mensch.core.records import Record
from mensch.models import Address, Label, Note, Person, PersonKey, Post, RawRecord, Twin
from mensch.models.base import Owned, new_id
from mensch.services import words
from mensch.services.bulk import Sheet
from mensch.services.facts import clean
from mensch.services.import_changes import told_of
from mensch.services.import_context import Context

_NAMES = ("full", "given", "family", "additional", "prefix", "suffix", "nickname", "phonetic")
_MOST = (400, 200, 200, 200, 100, 100, 200, 200)
_PERSON = ("id", "kind", *_NAMES, "variants", "sort_key", "org", "title", "birthday")
_RECORD = ("person_id", "source", "key", "said", "raw", "line", "listed_on", "why")
_ADDRESS = ("person_id", "kind", "value", "key", "label", "place")
_POST = ("person_id", "org", "title", "department", "since", "until")


def reason_json(reason: Reason | None) -> dict[str, Any]:
    return {} if reason is None else {"code": str(reason.code), "facts": dict(reason.facts)}


def cut(text: str, most: int) -> str:
    return clean(text)[:most] if text else ""


class Rows:
    """What a chunk adds. `write` puts it into the tables; nothing is written before."""

    def __init__(self, context: Context) -> None:
        self.context = context
        now, file_name = context.now, context.file_name
        self.people = self._sheet(Person, *_PERSON, made_at=now)
        self.records = self._sheet(RawRecord, *_RECORD, file_name=file_name, seen_at=now)
        self.addresses = self._sheet(Address, *_ADDRESS)
        self.posts = self._sheet(Post, *_POST, seen_on=now.date())
        self.notes = Sheet(Note, ("person_id", "text"), vault=context.vault, made_at=now)
        self.labels = self._sheet(Label, "person_id", "text", "sort_key", once=True)
        self.twins = self._sheet(Twin, "one_id", "other_id", "reason", once=True, made_at=now)
        self.keys = Sheet(PersonKey, ("key", "person_id"), vault=context.vault)
        self.words: list[tuple[int, str]] = []
        self.told: set[tuple[str, str]] = set()
        self.labelled: set[tuple[int, str]] = set()
        self.asked: set[tuple[int, int]] = set()
        self.fresh: dict[int, set[tuple[str, str]]] = {}  # addresses of people of this chunk
        self.reindex: set[int] = set()

    def _sheet(self, model: type[Owned], *columns: str, once: bool = False, **same: Any) -> Sheet:
        mine = {"vault": self.context.vault, "made_by_id": self.context.importing.pk}
        return Sheet(model, columns, skip_known=once, **mine, **same)

    def person(self, record: Record) -> int:
        """A new person as this record tells them; gives the id."""
        name, pk = record.name, new_id()
        org, title, *_ = record.posts[0] if record.posts else ("", "")
        self.people.add(
            pk,
            record.kind.value,
            *map(cut, name[:8], _MOST),
            [clean(v) for v in name.variants],
            clean(findable(record).sort_key),
            cut(org, 300),
            cut(title, 300),
            cut(record.birthday, 10),
        )
        self.fresh[pk] = set()
        return pk

    def record(self, record: Record, person: int | None, reason: Reason | None) -> bool:
        """Remember what the source said; False when this key was already told in this chunk."""
        source, key = record.source[:40], clean(record.key)[:400]
        if (source, key) in self.told:
            return False
        self.told.add((source, key))
        said, why = told_of(record), reason_json(reason)
        self.records.add(person, source, key, said, clean(record.raw), record.line, record.on, why)
        return True

    def details(self, record: Record, person: int) -> None:
        """Addresses, posts, labels, note, keys and words of a new person."""
        found = findable(record)
        for place, (kind, value, key, label) in enumerate(record.addresses):
            self.address(person, (kind.value, value, key, label), place)
        for post in record.posts:
            if post.org or post.title:
                self.post(person, *post)
        for text in record.labels:
            self.label(person, text, clean(found.sort_key))
        if record.note.strip():
            self.notes.add(person, clean(record.note))
        self.keys.rows.extend([(clean(key), person) for key in found.keys])
        self.words.extend([(person, word) for word in found.words])

    def address(self, person: int, told: tuple[str, str, str, str], place: int) -> None:
        kind, value, key, label = told
        value, key = clean(value), cut(key, 400)
        self.addresses.add(person, kind, value, key, cut(label, 100), place)
        self.fresh.setdefault(person, set()).add((kind, key or value))

    def addresses_of(self, person: int) -> set[tuple[str, str]]:
        """What this chunk adds for a person, as (kind, key or value)."""
        return self.fresh.get(person, set())

    def post(self, person: int, org: str, title: str, department: str, since: str, until: str) -> None:
        self.posts.add(person, cut(org, 300), cut(title, 300), cut(department, 200), cut(since, 10), cut(until, 10))

    def label(self, person: int, text: str, sort: str) -> None:
        short = cut(text.strip(), 200)
        if short and (person, short) not in self.labelled:
            self.labelled.add((person, short))
            self.labels.add(person, short, sort[:200])

    def twin(self, one: int, other: int, reason: Reason) -> bool:
        """A question whether two are one; False when it is already asked here."""
        pair = (min(one, other), max(one, other))
        if one == other or pair in self.asked:
            return False
        self.asked.add(pair)
        self.twins.add(*pair, reason_json(reason))
        return True

    def write(self) -> None:
        for sheet in (self.people, self.records, self.addresses, self.posts, self.notes, self.labels, self.twins):
            sheet.write()
        self.keys.rows.sort()
        self.keys.write()
        words.index_words(vault=self.context.vault, words=self.words)
        words.reindex_people(vault=self.context.vault, people=self.reindex)
