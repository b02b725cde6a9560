"""What a later export changes on somebody already in the book; every change is kept so that it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mensch.core.imports import Difference, Told, difference
from mensch.core.people import sort_key
from mensch.core.records import Name, Record
from mensch.models import Address, Change, Label, Person, Post, RawRecord
from mensch.services.facts import clean
from mensch.services.import_context import Context
from mensch.services.own_fields import fields_of

if TYPE_CHECKING:
    from mensch.services.import_rows import Rows

_NAME_FIELDS = ("full", "given", "family", "additional", "prefix", "suffix", "nickname", "phonetic")
_FIELDS = (*_NAME_FIELDS, "org", "title", "birthday")
_MOST = {"full": 400, "org": 300, "title": 300, "birthday": 10, "prefix": 100, "suffix": 100}


def told_of(record: Record) -> dict[str, Any]:
    """What a record says, as JSON: the yardstick for what changed at the next import."""
    org, title, *_ = record.posts[0] if record.posts else ("", "")
    told = zip(_FIELDS, (*record.name[:8], org, title, record.birthday), strict=True)
    return {
        "fields": {name: clean(value)[: _MOST.get(name, 200)] for name, value in told if value},
        "addresses": [
            [kind.value, clean(value), clean(key)[:400], clean(label)[:100]]
            for kind, value, key, label in record.addresses
        ],
        "labels": [clean(text) for text in record.labels],
        "note": clean(record.note),
    }


def apply_change(context: Context, rows: Rows, known: RawRecord | None, record: Record, person: int) -> None:
    """Bring a person up to date with what this source says now. `known`: what it said before, None when it is new."""
    row = Person.objects.filter(vault=context.vault, pk=person).first()
    if row is None:  # somebody of this very chunk, not written yet
        _second_telling(rows, record, person)
        return
    now = _told(told_of(record))
    before = _told(known.said) if known else Told({})
    current = {name: getattr(row, name) for name in _FIELDS}
    found = difference(before, now, current)
    if known is None:  # another book may fill gaps, never rename
        found = found._replace(fields={n: v for n, v in found.fields.items() if not current[n] and n != "full"})
    if row.edited_at and found.fields:  # where the owner's word stands, it stands, though it be empty
        own = fields_of(vault=context.vault, person=row.pk)
        found = found._replace(fields={n: v for n, v in found.fields.items() if n not in own})
    if not found.nothing:
        _write(context, rows, row, found, record)


def _told(said: dict[str, Any]) -> Told:
    addresses = [(a[0], a[1], a[2], a[3]) for a in said.get("addresses", ())]
    return Told(said.get("fields", {}), addresses, said.get("labels", ()))


def _second_telling(rows: Rows, record: Record, person: int) -> None:
    have = rows.addresses_of(person)
    for address in record.addresses:
        if (address.kind.value, address.key or address.value) not in have:
            rows.address(person, (address.kind.value, address.value, address.key, address.label), len(have))
    for text in record.labels:
        rows.label(person, text, sort_key(record.name))


def _write(context: Context, rows: Rows, row: Person, found: Difference, record: Record) -> None:
    if found.fields:
        _fields(context, row, dict(found.fields))
        if found.fields.keys() & {"org", "title"}:
            _post(context, rows, row, record)
    have = {(a.kind, a.key or a.value): a for a in Address.objects.filter(vault=context.vault, person=row)}
    for place, told in enumerate(found.came, start=len(have)):
        old = have.get((told[0], told[2] or told[1]))
        if old is None:
            rows.address(row.pk, told, place)
        elif old.gone_at and _a_file_ended(context, old):
            _mark(context, old, gone=False)
    for told in found.gone:
        gone = have.get((told[0], told[2] or told[1]))
        if gone is not None and gone.gone_at is None:
            _mark(context, gone, gone=True)
    for text in found.labels:
        rows.label(row.pk, text, row.sort_key)
    rows.reindex.add(row.pk)


def _fields(context: Context, row: Person, new: dict[str, str]) -> None:
    before = {name: getattr(row, name) for name in new}
    if new.keys() & {"full", "given", "family", "additional"}:
        name = Name(**{n: new.get(n, getattr(row, n)) for n in _NAME_FIELDS})
        before["sort_key"], new["sort_key"] = row.sort_key, sort_key(name)[:200]
    for name_of_field, value in new.items():
        setattr(row, name_of_field, value)
    row.save(update_fields=list(new))
    remember(context, "person", row.pk, before, new)
    if "sort_key" in new:
        Label.objects.filter(vault=context.vault, person=row).update(sort_key=row.sort_key)


def _post(context: Context, rows: Rows, row: Person, record: Record) -> None:
    """A new post; the ones it replaces end today, and stay in the history."""
    today = context.now.date()
    for old in Post.objects.filter(vault=context.vault, person=row, ended_on=None, until=""):
        old.ended_on = today
        old.save(update_fields=["ended_on"])
        remember(context, "post", old.pk, {"ended_on": None}, {"ended_on": today.isoformat()})
    for post in record.posts[:1]:
        rows.post(row.pk, post.org, post.title, post.department, post.since, post.until)


def _a_file_ended(context: Context, row: Address) -> bool:
    """Whether a source left the address out. Else the owner said that it is past, and their word stands."""
    past = row.gone_at.isoformat() if row.gone_at else None
    changes = Change.objects.filter(vault=context.vault, row=row.pk, table="address")
    return any(after.get("gone_at") == past for after in changes.values_list("after", flat=True))


def _mark(context: Context, row: Address, *, gone: bool) -> None:
    before = row.gone_at.isoformat() if row.gone_at else None
    row.gone_at = context.now if gone else None
    row.save(update_fields=["gone_at"])
    after = {"gone_at": row.gone_at.isoformat() if row.gone_at else None}
    remember(context, "address", row.pk, {"gone_at": before}, after)


def remember(context: Context, table: str, pk: int, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Keep a change so that undoing the import can put it back."""
    Change.objects.create(
        vault=context.vault, made_by=context.importing, table=table, row=pk, before=before, after=after
    )
