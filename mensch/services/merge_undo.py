"""Parts two people who were merged. Law: every table is as it was before, but for what was written since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mensch.core.imports import Told, difference
from mensch.models import Merge, Person, PersonKey, PersonWord, RawRecord, Vault
from mensch.services import merge_tables as tables
from mensch.services import standings, words
from mensch.services.access import see
from mensch.services.merge_rows import reassign
from mensch.services.merges import join, person_of, rekey, write
from mensch.services.parting import Parting


@transaction.atomic
def undo(*, vault: Vault, public_id: str, now: datetime) -> Merge:
    """Take a merge back; later ones on the same person are taken back first and made again. Safe to call twice."""
    row = see(vault, Merge, public_id)
    if row.undone_at is None:
        later = list(Merge.objects.filter(vault=vault, kept=row.kept_id, undone_at=None, pk__gt=row.pk).order_by("-id"))
        for one in later:
            one.refresh_from_db()
            part(vault, one, now)
        row.refresh_from_db()
        part(vault, row, now)
        for one in reversed(later):
            join(vault=vault, kept=one.kept_id, absorbed=one.absorbed, reason=one.reason, now=one.made_at)
        row.refresh_from_db()
    return row


def part(vault: Vault, row: Merge, now: datetime) -> None:
    """Take this very merge back."""
    kept, before = person_of(vault, row.kept_id), row.before
    tables.insert(vault, "person", [before["person"]])
    for name in sorted(before["dropped"], key=lambda name: name != "touch"):  # answers stand on touches
        tables.insert(vault, name, before["dropped"][name])
    _move_back(vault, row)
    _change_back(vault, before["changed"])
    followed = _follow(vault, kept, row)
    _empty(kept, before["fields"], followed or {})
    if followed is not None:
        words.reindex_people(vault=vault, people=[kept.pk, row.absorbed])
        rekey(vault, person_of(vault, row.absorbed))
    row.before, row.undone_at = {}, now
    row.save(update_fields=["before", "undone_at"])
    both = [kept.pk, row.absorbed]
    standings.refresh(vault=vault, people=both)
    _findable(vault, both)


def _move_back(vault: Vault, row: Merge) -> None:
    words_gone = False
    for table in tables.tables():
        ids = row.before["moved"].get(table.name, [])
        there = table.model.objects.filter(vault=vault, **{table.column: row.kept_id})
        mine = set(there.values_list("id", flat=True)) if ids else set()
        back = [pk for pk in ids if pk in mine]
        reassign(vault, table.name, table.column, back, row.absorbed)
        words_gone |= table.model is PersonWord and len(back) < len(ids)
    if words_gone:  # they were written anew since
        words.reindex_people(vault=vault, people=[row.kept_id, row.absorbed])


def _change_back(vault: Vault, changed: Sequence[Any]) -> None:
    """Values return, the latest first, unless somebody wrote others since."""
    for name, pk, before, after in reversed(changed):
        model = tables.model_of(name)
        now = model.objects.filter(vault=vault, pk=pk).first()
        if now is not None and all(tables.plain(getattr(now, n)) == value for n, value in after.items()):
            values = {n: tables.thawed(model, n, value) for n, value in before.items()}
            model.objects.filter(vault=vault, pk=pk).update(**values)


def _follow(vault: Vault, kept: Person, row: Merge) -> dict[str, Any] | None:
    """What imports brought since for an entry of the one who returns is theirs too. Gives new values, if there were."""
    new = person_of(vault, row.absorbed)
    others = list(RawRecord.objects.filter(vault=vault, person=kept))
    fields: dict[str, Any] | None = None
    for record in RawRecord.objects.filter(vault=vault, person=new).order_by("id"):
        then = row.before.get("said", {}).get(str(record.pk), record.said)
        if then != record.said:
            Parting(vault, kept, new, record, others).run()
            now = {name: getattr(new, name) for name in record.said.get("fields", {})}
            found = difference(Told(then.get("fields", {})), Told(record.said.get("fields", {})), now)
            write(new, found.fields)
            fields = (fields or {}) | dict(found.fields)
    return fields


def _empty(kept: Person, fields: dict[str, list[Any]], now_says: Mapping[str, Any]) -> None:
    """What the kept person had from the other goes, unless somebody wrote there since."""
    mine = {name: getattr(kept, name) for name in fields}
    write(kept, {n: was for n, (was, after) in fields.items() if mine[n] in (after, now_says.get(n, after))})


def _findable(vault: Vault, people: list[int]) -> None:
    """Whoever lost the keys under which they are found (they were written anew since) gets them again."""
    have = set(PersonKey.objects.filter(vault=vault, person__in=people).values_list("person_id", flat=True))
    for row in Person.objects.filter(vault=vault, pk__in=[pk for pk in people if pk not in have]):
        rekey(vault, row)
