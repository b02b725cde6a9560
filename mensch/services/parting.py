"""What goes with an entry when its person is parted: its addresses, labels, posts, note, and what passed by them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mensch.models import Address, Label, Note, Party, Person, Post, RawRecord, Touch, Vault
from mensch.models.base import new_id
from mensch.services import merge_tables
from mensch.services.merge_rows import reassign


class Parting:
    """What goes with the record, and what both keep because another entry says it too."""

    def __init__(
        self, vault: Vault, person: Person, new: Person, record: RawRecord, others: Sequence[RawRecord]
    ) -> None:
        self.vault, self.person, self.new, self.record, self.others = vault, person, new, record, others

    def run(self) -> None:
        said = self.record.said
        RawRecord.objects.filter(vault=self.vault, pk=self.record.pk).update(person=self.new)
        addresses = {(kind, key or value) for kind, value, key, _ in said.get("addresses", ())}
        told = {(k, key or value) for o in self.others for k, value, key, _ in o.said.get("addresses", ())}
        mine = Address.objects.filter(vault=self.vault, person=self.person)
        rows = [row for row in mine if (row.kind, row.key or row.value) in addresses]
        self._part(rows, [row for row in rows if (row.kind, row.key or row.value) in told or row.made_by_id is None])
        self._labels(set(said.get("labels", ())))
        self._posts(said.get("fields", {}))
        self._note(said.get("note", ""))
        self._touches()

    def _part(self, rows: Sequence[Any], shared: Sequence[Any]) -> None:
        """Those shared are copied, the others move. What the new one has already stays where it is."""
        alike = next((t.alike for t in merge_tables.tables() if rows and t.model is type(rows[0])), str)
        have = {alike(row) for row in type(rows[0])._default_manager.filter(person=self.new)} if rows else set()
        for row in rows:
            if (same := alike(row)) and same in have:
                continue
            if row in shared:
                copy = merge_tables.frozen(row) | {"id": new_id(), "person_id": self.new.pk}
                merge_tables.insert(self.vault, row._meta.model_name, [copy])
            else:
                reassign(self.vault, row._meta.model_name, "person_id", [row.pk], self.new.pk)

    def _labels(self, texts: set[str]) -> None:
        told = {text for other in self.others for text in other.said.get("labels", ())}
        rows = [row for row in Label.objects.filter(vault=self.vault, person=self.person) if row.text in texts]
        self._part(rows, [row for row in rows if row.text in told or row.made_by_id is None])
        Label.objects.filter(vault=self.vault, person=self.new).update(sort_key=self.new.sort_key)

    def _posts(self, fields: dict[str, str]) -> None:
        said = (fields.get("org", ""), fields.get("title", ""))
        if not any(said):
            return
        told = [(f.get("org", ""), f.get("title", "")) for o in self.others for f in [o.said.get("fields", {})]]
        rows = list(Post.objects.filter(vault=self.vault, person=self.person, org=said[0], title=said[1]))
        self._part(rows, rows if said in told else [])

    def _note(self, text: str) -> None:
        if text.strip() and all(other.said.get("note", "") != text for other in self.others):
            Note.objects.filter(vault=self.vault, person=self.person, text=text).update(person=self.new)

    def _touches(self) -> None:
        """What passed by an address that is now only theirs is theirs; what both were part of is both's."""
        theirs, mine = self._keys(self.new), self._keys(self.person)
        with_new, with_old = self._occasions(theirs - mine), self._occasions(mine)
        rows = [row for row in Touch.objects.filter(vault=self.vault, person=self.person) if row.key in with_new]
        self._part(rows, [row for row in rows if row.key in with_old])

    def _keys(self, person: Person) -> set[str]:
        rows = Address.objects.filter(vault=self.vault, person=person).exclude(key="")
        return set(rows.values_list("key", flat=True))

    def _occasions(self, keys: set[str]) -> set[str]:
        rows = Party.objects.filter(vault=self.vault, address__in=keys)
        return set(rows.values_list("occasion__key", flat=True))
