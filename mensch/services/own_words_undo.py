"""Undo of a correction by hand: what stood there before comes back, except what was said anew since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.people import sort_key
from mensch.core.records import Name
from mensch.errors import InputError
from mensch.models import Label, Person, Post, RawRecord, Vault
from mensch.models.base import Owned
from mensch.services import addresses, carried, merge_tables
from mensch.services.access import public, see
from mensch.services.own_fields import SOURCE

_ACT = "edit"
_POST = ("org", "title")


def now(vault: Vault, person: int) -> dict[str, Any]:
    """A person's own facts, post and own record as they stand, to be compared after an act."""
    return {
        "person": _frozen(Person.objects.filter(vault=vault, pk=person).first()),
        "post": _frozen(present_post(vault, person)),
        "own": _frozen(RawRecord.objects.filter(vault=vault, person=person, source=SOURCE).first()),
    }


def present_post(vault: Vault, person: int) -> Post | None:
    row: Post | None = Post.objects.filter(vault=vault, person=person, ended_on=None, until="").order_by("-id").first()
    return row


def _frozen(row: Any) -> dict[str, Any]:
    return merge_tables.frozen(row) if isinstance(row, Owned) else {}


def words(vault: Vault, before: Mapping[str, Any], after: Mapping[str, Any], fields: tuple[str, ...]) -> str:
    """All that `take_back` needs; empty when nothing changed."""
    old, new = before["person"], after["person"]
    changed = {n: [old[n], new[n]] for n in fields if old[n] != new[n]}
    if not changed:
        return ""
    said = {
        "person": public(old["id"]),
        "fields": changed,
        "variants": [v for v in new["variants"] if v not in old["variants"]],
        "edited_at": old["edited_at"],
        "post": {n: before["post"][n] for n in _POST} if before["post"] else None,
        "own": {n: v for n, v in before["own"].get("said", {}).get("fields", {}).items() if n in changed},
        "seen_at": before["own"].get("seen_at"),
    }
    return carried.pack(vault, _ACT, said)


@transaction.atomic
def take_back(*, vault: Vault, person: str, words: str) -> Person:
    """The person as they were before the correction, within the hour. Raises InputError, Http404."""
    row, said = see(vault, Person, person), carried.unpack(vault, _ACT, words)
    if said["person"] != person:
        raise InputError(_("This is about somebody else."))
    back = {name: old for name, (old, new) in said["fields"].items() if getattr(row, name) == new}
    if not back:
        return row
    _write(vault, row, back, said)
    if back.keys() & set(_POST):
        _post(vault, row, said["post"])
    _unsay(vault, row, back, said)
    addresses.findable(vault, row)
    return row


def _write(vault: Vault, row: Person, back: dict[str, str], said: dict[str, Any]) -> None:
    for name, text in back.items():
        setattr(row, name, text)
    if back.keys() == said["fields"].keys():
        row.variants = [one for one in row.variants if one not in said["variants"]]
        row.edited_at = merge_tables.thawed(Person, "edited_at", said["edited_at"])
    row.sort_key = sort_key(Name(row.full, row.given, row.family, row.additional))[:200]
    row.save(update_fields=[*back, "variants", "edited_at", "sort_key"])
    Label.objects.filter(vault=vault, person=row).update(sort_key=row.sort_key)


def _post(vault: Vault, row: Person, before: dict[str, str] | None) -> None:
    post = present_post(vault, row.pk)
    if post is None:
        return
    if before is None:
        Post.objects.filter(vault=vault, pk=post.pk).delete()
    else:
        Post.objects.filter(vault=vault, pk=post.pk).update(**before)


def _unsay(vault: Vault, row: Person, back: dict[str, str], said: dict[str, Any]) -> None:
    """The facts are no longer the owner's word, unless they were before."""
    own, record = said["own"], RawRecord.objects.filter(vault=vault, person=row, source=SOURCE).first()
    if record is None:
        return
    fields = {n: v for n, v in record.said.get("fields", {}).items() if n not in back or n in own}
    record.said = {**record.said, "fields": {**fields, **{n: own[n] for n in back if n in own}}}
    record.seen_at = merge_tables.thawed(RawRecord, "seen_at", said["seen_at"]) or record.seen_at
    if any(record.said.get(part) for part in ("fields", "addresses", "labels", "note")):
        record.save(update_fields=["said", "seen_at"])
    else:
        RawRecord.objects.filter(vault=vault, pk=record.pk).delete()
