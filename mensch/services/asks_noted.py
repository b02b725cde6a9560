"""An ask out of the words of a note: “Lena needs a contract review” is one press away from being one."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from mensch.core.asks import Side, needs_in
from mensch.errors import InputError
from mensch.models import Ask, Note, Person, Vault
from mensch.services import asks
from mensch.services.access import public, see

_READ = 2000  # characters of a note


def need_in(*, text: str, person: Person, kept: frozenset[str] = frozenset()) -> str:
    """The first sentence of a note that says what the person looks for and is no ask yet; else empty."""
    found = needs_in(text[:_READ], (person.given, person.full, person.nickname))
    return next((one for one in found if one.casefold() not in kept), "")


def from_note(*, vault: Vault, note: str, now: datetime) -> Ask:
    """Keep what the note says they look for. Pressed twice it is one. Raises InputError, Http404."""
    row = see(vault, Note, note)
    there = Ask.objects.filter(vault=vault, person=row.person_id, side=Side.LOOKING.value, ended_at=None)
    words = need_in(text=row.text, person=row.person, kept=words_of(there))
    if not words:
        before: Ask | None = there.order_by("-made_at").first()
        if before and need_in(text=row.text, person=row.person):
            return before
        raise InputError(_("This note does not say what they look for."))
    told = {"side": Side.LOOKING.value, "words": words, "until": None, "as_is": True}
    return asks.add(vault=vault, person=public(row.person_id), now=now, **told)  # type: ignore[arg-type]


def words_of(rows: object) -> frozenset[str]:
    """The words of asks, to be compared."""
    return frozenset(row.words.casefold() for row in rows)  # type: ignore[attr-defined]
