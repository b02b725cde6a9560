"""One entry taken off a person: it becomes somebody of its own, and no import joins the two again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.people import sort_key
from mensch.core.records import Name
from mensch.errors import InputError
from mensch.models import Label, Merge, Person, RawRecord, Separation, Vault
from mensch.models.base import new_id
from mensch.services import merges, standings, words
from mensch.services.access import see
from mensch.services.parting import Parting

_WHO = ("full", "given", "family", "additional", "prefix", "suffix", "nickname", "phonetic")
_BUNDLES = (_WHO[:6], ("nickname",), ("phonetic",), ("org", "title"), ("birthday",))
_SPLIT = {"code": "split-off", "facts": {}}


@transaction.atomic
def split(*, vault: Vault, person: str, record: str, now: datetime) -> Merge:
    """Take a record off a person. The row kept of it is a merge that is undone already; `rejoin` undoes the split."""
    return _split(vault, see(vault, Person, person), see(vault, RawRecord, record), now)


def _split(vault: Vault, person: Person, record: RawRecord, now: datetime) -> Merge:
    if record.person_id != person.pk:
        raise InputError(_("That entry belongs to somebody else."))
    others = list(RawRecord.objects.filter(vault=vault, person=person).exclude(pk=record.pk).order_by("id"))
    if not others:
        raise InputError(_("There is nothing else about this person. One entry cannot be taken apart."))
    new = _person(vault, person, record)
    Parting(vault, person, new, record, others).run()
    changed = _what_stays(person, record, others)
    Separation.objects.create(vault=vault, one_id=min(person.pk, new.pk), other_id=max(person.pk, new.pk), made_at=now)
    both = [person.pk, new.pk]
    for row in (person, new):
        merges.rekey(vault, row)
    standings.refresh(vault=vault, people=both)
    words.reindex_people(vault=vault, people=both)
    done: Merge = Merge.objects.create(
        vault=vault, kept=person, absorbed=new.pk, reason=_SPLIT, before={"fields": changed}, made_at=now, undone_at=now
    )
    return done


@transaction.atomic
def rejoin(*, vault: Vault, public_id: str, now: datetime) -> Merge:
    """Undo a split. Raises InputError when one of the two is gone by now."""
    row = see(vault, Merge, public_id)
    there = Person.objects.filter(vault=vault, pk__in=(row.kept_id, row.absorbed)).count()
    if row.reason.get("code") != _SPLIT["code"] or there != 2:
        raise InputError(_("These two cannot be put together again from here."))
    kept = row.kept
    fields = row.before.get("fields", {})
    said = {name: before for name, (before, after) in fields.items() if getattr(kept, name) == after}
    return merges.join(
        vault=vault,
        kept=row.kept_id,
        absorbed=row.absorbed,
        reason={"code": "joined-again", "facts": {}},
        now=now,
        said=said,
    )


def _person(vault: Vault, person: Person, record: RawRecord) -> Person:
    said = record.said.get("fields", {})
    fields = {name: said.get(name, "") for name in (*_WHO, "org", "title", "birthday")}
    fields["full"] = fields["full"] or person.full
    name = Name(*(fields[part] for part in ("full", "given", "family", "additional")))
    made: Person = Person.objects.create(
        id=new_id(),
        vault=vault,
        kind=person.kind,
        made_by_id=record.made_by_id,
        sort_key=sort_key(name)[:200],
        **fields,
    )
    return made


def _what_stays(person: Person, record: RawRecord, others: Sequence[RawRecord]) -> dict[str, list[Any]]:
    """What only this entry said is no longer said of the person. What the owner wrote stays."""
    if person.edited_at:
        return {}
    said, rest = record.said.get("fields", {}), [other.said.get("fields", {}) for other in others]
    changed: dict[str, list[Any]] = {}
    for bundle in _BUNDLES:
        now = {name: getattr(person, name) for name in bundle}
        if any(now.values()) and _says(said, now) and not any(_says(other, now) for other in rest):
            other: dict[str, str] = next((o for o in rest if any(o.get(name) for name in bundle)), {})
            changed |= {n: [v, other.get(n, "")] for n, v in now.items() if v != other.get(n, "")}
    if "full" in changed and not changed["full"][1]:
        changed = {n: pair for n, pair in changed.items() if n not in _WHO}
    new = {n: after for n, (_before, after) in changed.items()}
    if new.keys() & set(_WHO):
        name = Name(*(new.get(n, getattr(person, n)) for n in ("full", "given", "family", "additional")))
        changed["sort_key"] = [person.sort_key, sort_key(name)[:200]]
    for field, (_before, after) in changed.items():
        setattr(person, field, after)
    if changed:
        person.save(update_fields=list(changed))
        Label.objects.filter(vault=person.vault, person=person).update(sort_key=person.sort_key)
    return changed


def _says(said: dict[str, str], values: dict[str, str]) -> bool:
    return all(said.get(name, "") == value for name, value in values.items())
