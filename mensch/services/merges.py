"""Two people become one, and are parted again. Law: undoing a merge leaves every table as it was before."""

from __future__ import annotations

from collections.abc import Mapping
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
from mensch.models import Address, Merge, Person, PersonKey, Post, RawRecord, Vault
from mensch.services import merge_tables as tables
from mensch.services import standings
from mensch.services.merge_rows import Mover, holding

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
    *,
    vault: Vault,
    kept: int,
    absorbed: int,
    reason: dict[str, Any],
    now: datetime,
    said: Mapping[str, Any] | None = None,
) -> Merge:
    """Lay `absorbed` into `kept`, who takes what they lack, or just the values `said`. Raises InputError, Http404."""
    if kept == absorbed:
        raise InputError(_("That is one person already."))
    one, other = person_of(vault, kept), person_of(vault, absorbed)
    mine, theirs = holding(vault, kept, _fields(one, other)), holding(vault, absorbed, _fields(other, one))
    plan = rules.merge(mine, theirs)
    mover = Mover(vault, kept, absorbed)
    before = {
        "person": tables.frozen(other),
        "fields": write(one, _lacking(one, other, plan) if said is None else said),
        "said": _said(vault, absorbed),
    }
    mover.run(plan, mine.rows, one.sort_key)
    tables.drop(vault, Person, [absorbed])
    merge: Merge = Merge.objects.create(
        vault=vault, kept=one, absorbed=absorbed, reason=reason, before={**before, **mover.done}, made_at=now
    )
    standings.refresh(vault=vault, people=[kept])
    return merge


def person_of(vault: Vault, pk: int) -> Person:
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


def _lacking(kept: Person, other: Person, plan: rules.Merge) -> dict[str, Any]:
    """What the kept person did not have, by column."""
    after = {name: getattr(other, name) for bundle in sorted(plan.filled) for name in _BUNDLES[bundle]}
    more = _other_names(kept, other)
    return {**after, "variants": [*kept.variants, *more]} if more else after


def write(kept: Person, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Gives, by column, the value before and after."""
    changed = {n: [getattr(kept, n), value] for n, value in values.items() if getattr(kept, n) != value}
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


def _said(vault: Vault, person: int) -> dict[str, Any]:
    """What each source says of a person at this hour, by record."""
    return {str(row.pk): row.said for row in RawRecord.objects.filter(vault=vault, person=person)}


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
