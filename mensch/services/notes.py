"""Notes: the owner's own words about a person. A note that is deleted is gone; Undo brings its words along."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.models import Note, Person, Vault
from mensch.services import carried
from mensch.services.access import public, see
from mensch.services.said import text as text_of

_ACT = "note"
_SAME = timedelta(minutes=10)


@transaction.atomic
def add(*, vault: Vault, person: str, text: str, now: datetime) -> Note:
    """Keep a note. The same words within minutes are one note. Raises InputError, Http404."""
    row = see(vault, Person, person)
    words = text_of(text)
    recent = Note.objects.filter(vault=vault, person=row, made_at__gte=now - _SAME)
    before: Note | None = next((note for note in recent if note.text == words), None)
    made: Note = before or Note.objects.create(vault=vault, person=row, text=words, made_at=now)
    return made


@transaction.atomic
def edit(*, vault: Vault, note: str, text: str) -> Note:
    """The note with other words; its day stays. Raises InputError, Http404."""
    row = see(vault, Note, note)
    row.text, row.edited_at = text_of(text), timezone.now()
    row.save(update_fields=["text", "edited_at"])
    return row


def find(*, vault: Vault, note: str) -> Note:
    """A note. Raises Http404."""
    return see(vault, Note, note)


def kept_words(*, vault: Vault, note: str) -> str:
    """All that `put_back` needs, signed for this vault alone: nothing stays behind here when a note is deleted."""
    row = see(vault, Note, note)
    said = {"text": row.text, "at": row.made_at.isoformat(), "person": public(row.person_id)}
    return carried.pack(vault, _ACT, said)


@transaction.atomic
def remove(*, vault: Vault, note: str) -> Note:
    """Delete a note. Gives the row that went."""
    row = see(vault, Note, note)
    Note.objects.filter(vault=vault, pk=row.pk).delete()
    return row


@transaction.atomic
def put_back(*, vault: Vault, person: str, words: str) -> Note:
    """The note as it was, within the hour. Raises InputError, Http404."""
    row = see(vault, Person, person)
    said = carried.unpack(vault, _ACT, words)
    if said["person"] != person:
        raise InputError(_("This note is about somebody else."))
    note: Note
    note, _made = Note.objects.get_or_create(
        vault=vault, person=row, text=said["text"], made_at=datetime.fromisoformat(said["at"])
    )
    return note
