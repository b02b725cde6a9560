"""Two people become one, and are parted again. Law: undoing a merge leaves every table as it was before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from mensch.core import identity_merge as rules
from mensch.core.identity import blocking_keys
from mensch.core.names import Agreement, compare
from mensch.core.people import fold_company
from mensch.core.records import Address as AddressFact
from mensch.core.records import AddressKind, Name
from mensch.core.records import Post as PostFact
from mensch.errors import InputError
from mensch.models import Address, Merge, Person, PersonKey, PersonWord, Post, Vault
from mensch.services import merge_tables as tables
from mensch.services import standings, words
from mensch.services.access import see
from mensch.services.merge_rows import Mover, holding, reassign

_NAME = ("full", "given", "family", "additional", "prefix", "suffix", "sort_key")
_BUNDLES: dict[str, tuple[str, ...]] = {
    "name": _NAME,
    "work": ("org", "title"),
    "title": ("title",),
    "birthday": ("birthday",),
    "nickname": ("nickname",),
    "phonetic": ("phonetic",),
}


@transaction.atomic
def join(
    *, vault: Vault, kept: int, absorbed: int, reason: dict[str, Any], now: datetime, with_name: bool = True
) -> Merge:
    """Lay `absorbed` into `kept`; `with_name` remembers the other's name when it differs. InputError, Http404."""
    if kept == absorbed:
        raise InputError(_("That is one person already."))
    one, other = _person(vault, kept), _person(vault, absorbed)
    mine, theirs = holding(vault, kept, _fields(one, other)), holding(vault, absorbed, _fields(other, one))
    plan = rules.merge(mine, theirs)
    mover = Mover(vault, kept, absorbed)
    before = {"person": tables.frozen(other), "fields": _fill(one, other, plan.filled, with_name=with_name)}
    mover.run(plan, mine.rows, one.sort_key)
    tables.drop(vault, Person, [absorbed])
    merge: Merge = Merge.objects.create(
        vault=vault, kept=one, absorbed=absorbed, reason=reason, before={**before, **mover.done}, made_at=now
    )
    standings.refresh(vault=vault, people=[kept])
    return merge


def _person(vault: Vault, pk: int) -> Person:
    row: Person | None = Person.objects.filter(vault=vault, pk=pk).first()
    if row is None:
        raise Http404
    return row


def _fields(row: Person, other: Person) -> dict[str, str]:
    """The things of which a person has one. A title joins only a firm that is the same."""
    same_firm = fold_company(row.org) == fold_company(other.org)
    return {
        "name": row.full,
        "work": row.org or row.title,
        "title": row.title if same_firm else "-",
        "birthday": row.birthday,
        "nickname": row.nickname,
        "phonetic": row.phonetic,
    }


def _fill(kept: Person, other: Person, filled: Any, *, with_name: bool) -> dict[str, list[Any]]:
    """Write what the kept person did not have. Gives, by column, the value before and after."""
    columns = {name for bundle in filled for name in _BUNDLES[bundle]}
    after = {name: getattr(other, name) for name in sorted(columns)}
    if with_name and (more := _other_names(kept, other)):
        after["variants"] = [*kept.variants, *more]
    changed = {n: [getattr(kept, n), value] for n, value in after.items() if getattr(kept, n) != value}
    for name, (_before, value) in changed.items():
        setattr(kept, name, value)
    if changed:
        kept.save(update_fields=list(changed))
    return changed


def _other_names(kept: Person, other: Person) -> list[str]:
    """Names under which the kept person was not known yet: a later import will meet them again."""
    known = [Name(kept.full, kept.given, kept.family), *(Name(text) for text in kept.variants)]
    told = [(other.full, Name(other.full, other.given, other.family)), *((t, Name(t)) for t in other.variants)]
    return [text for text, name in told if text and all(compare(name, k) is not Agreement.SAME for k in known)]


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
    kept, before = _person(vault, row.kept_id), row.before
    tables.insert(vault, "person", [before["person"]])
    for name in sorted(before["dropped"], key=lambda name: name != "touch"):  # answers stand on touches
        tables.insert(vault, name, before["dropped"][name])
    _move_back(vault, row)
    _change_back(vault, before["changed"])
    _empty(kept, before["fields"])
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


def _empty(kept: Person, fields: dict[str, list[Any]]) -> None:
    back = {name: before for name, (before, after) in fields.items() if getattr(kept, name) == after}
    for name, value in back.items():
        setattr(kept, name, value)
    if back:
        kept.save(update_fields=list(back))


def _findable(vault: Vault, people: list[int]) -> None:
    """Whoever lost the keys under which they are found (they were written anew since) gets them again."""
    have = set(PersonKey.objects.filter(vault=vault, person__in=people).values_list("person_id", flat=True))
    for row in Person.objects.filter(vault=vault, pk__in=[pk for pk in people if pk not in have]):
        rekey(vault, row)


def rekey(vault: Vault, row: Person) -> None:
    """Write the keys under which a person is found anew."""
    posts = Post.objects.filter(vault=vault, person=row).values_list("org", "title")
    addresses = Address.objects.filter(vault=vault, person=row).order_by("place", "id")
    keys = blocking_keys(
        Name(row.full, row.given, row.family, row.additional, nickname=row.nickname, variants=tuple(row.variants)),
        [PostFact(*post) for post in posts],
        [AddressFact(AddressKind(a.kind), a.value, a.key) for a in addresses],
        row.birthday,
    )
    PersonKey.objects.filter(vault=vault, person=row).delete()
    PersonKey.objects.bulk_create(PersonKey(vault=vault, person=row, key=key) for key in keys)
