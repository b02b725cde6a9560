"""What the owner says about a person by hand. It lies among the records as one source, and wins over every import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.people import sort_key
from mensch.core.records import Name
from mensch.errors import InputError
from mensch.models import Label, Person, Post, Vault
from mensch.services import addresses, own_words_undo
from mensch.services.access import see
from mensch.services.own_fields import remember
from mensch.services.said import line

FIELDS = {"full": 400, "given": 200, "family": 200, "nickname": 200, "org": 300, "title": 300, "birthday": 10}
_PARTS = ("given", "family")
_ORDER = {"full", "given", "family"}


@transaction.atomic
def correct(*, vault: Vault, person: str, said: Mapping[str, str], now: datetime, today: date) -> str:
    """Write what the owner says; only what differs counts as said. Gives the words of an Undo, if anything changed.

    Raises InputError, Http404.
    """
    row = see(vault, Person, person)
    new = {name: line(text, FIELDS[name]) for name, text in said.items() if name in FIELDS}
    if not new.get("full", row.full):
        raise InputError(_("A person needs a name. A first name is enough."))
    changed = {name: text for name, text in new.items() if text != getattr(row, name)}
    if "full" in changed:
        changed |= {n: "" for n in _PARTS if n not in changed and getattr(row, n) not in changed["full"]}
    if not changed:
        return ""
    before = own_words_undo.now(vault, row.pk)
    _write(vault, row, changed, now, today)
    return own_words_undo.words(vault, before, own_words_undo.now(vault, row.pk), tuple(FIELDS))


def _write(vault: Vault, row: Person, changed: dict[str, str], now: datetime, today: date) -> None:
    if "full" in changed and row.full not in row.variants:  # files go on calling them so
        row.variants = [*row.variants, row.full]
    for name, text in changed.items():
        setattr(row, name, text)
    row.edited_at = now
    if changed.keys() & _ORDER:
        row.sort_key = sort_key(Name(row.full, row.given, row.family, row.additional))[:200]
        Label.objects.filter(vault=vault, person=row).update(sort_key=row.sort_key)
    row.save(update_fields=[*changed, "variants", "edited_at", "sort_key"])
    if changed.keys() & {"org", "title"}:
        _post(vault, row, today)
    remember(vault=vault, person=row, fields=changed, now=now)
    addresses.findable(vault, row)


def _post(vault: Vault, row: Person, today: date) -> None:
    """The present post is corrected, not followed by another: a slip of the pen is no new job."""
    now = own_words_undo.present_post(vault, row.pk)
    if now is None:
        Post.objects.create(vault=vault, person=row, org=row.org, title=row.title, seen_on=today)
    else:
        now.org, now.title = row.org, row.title
        now.save(update_fields=["org", "title"])
