"""Takes back what one “I met someone” made, and nothing that came later."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mensch.errors import InputError
from mensch.models import Address, Ask, Label, Note, Person, PersonKey, Promise, RawRecord, Touch, Vault
from mensch.services import merge_tables, noted, own_fields, words
from mensch.services.access import see

_LIGHT = (Address, Label, PersonKey)  # what a person just noted has without anybody's having worked on them


@transaction.atomic
def undo(*, vault: Vault, touch: str) -> Touch:
    """The meeting, its words, and the person too when nothing else is known of them. Raises InputError, Http404."""
    row = see(vault, Touch, touch)
    flags, at = _told(row)
    theirs = {"vault": vault, "person": row.person_id}
    mine = Promise.objects.filter(**theirs, touch=row, made_at=at)
    mine.filter(end=None).delete()
    for model in (Note, Ask):
        model.objects.filter(**theirs, made_at=at).delete()
    if "g" in flags:
        latest = Label.objects.filter(**theirs, made_by=None).order_by("-id").values_list("id", flat=True)[:1]
        Label.objects.filter(vault=vault, pk__in=list(latest)).delete()
    noted.drop(vault, row)
    if "n" in flags and not _more(vault, row.person_id):
        _forget(vault, row.person_id)
    else:
        words.reindex_people(vault=vault, people=[row.person_id])
    return row


def _told(row: Touch) -> tuple[str, datetime]:
    try:
        _noted, _form, rest = row.key.split(":", 2)
        moment, _, flags = rest.rpartition(":")
        return flags, datetime.fromisoformat(moment)
    except ValueError as error:
        raise InputError("This meeting was not noted here.") from error


def _more(vault: Vault, person: int) -> bool:
    """Whether anything else is known of a person: another source, or anything done since."""
    if RawRecord.objects.filter(vault=vault, person=person).exclude(source=own_fields.SOURCE).exists():
        return True
    others = [t for t in merge_tables.tables() if t.model not in (*_LIGHT, RawRecord) and t.name != "personword"]
    pairs = [(model, side) for model in merge_tables.PAIRS for side in ("one_id", "other_id")]
    columns = [*((t.model, t.column) for t in others), *pairs]
    return any(model.objects.filter(vault=vault, **{column: person}).exists() for model, column in columns)


def _forget(vault: Vault, person: int) -> None:
    for model in (*_LIGHT, RawRecord):
        model.objects.filter(vault=vault, person=person).delete()
    words.drop_people(vault=vault, people=[person])
    Person.objects.filter(vault=vault, pk=person).delete()


def is_there(*, vault: Vault, person: int) -> str:
    """The name of a person, '' when they went too."""
    return Person.objects.filter(vault=vault, pk=person).values_list("full", flat=True).first() or ""
