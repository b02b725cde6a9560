"""An ask of a group, looked up in the reader's own book: for the reader alone. Nothing of it is kept or counted."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mensch.core.reasons import Reason
from mensch.models import Vault
from mensch.services import matching, shelf_ready
from mensch.services.people_rows import PersonRow, rows_of

_LOOKED, _SHOWN = 40, 7
_KNOWN = frozenset({"met", "two-way"})


class Known(NamedTuple):
    """Somebody of the reader's own, and why they may help."""

    row: PersonRow
    reasons: tuple[Reason, ...]


class Looked(NamedTuple):
    """`waits`: the book is being read; look again in a moment."""

    people: list[Known]
    waits: bool


def look(*, vault: Vault, words: str, today: date) -> Looked:
    """Whom the reader truly knows and who could help with that ask, in its order."""
    shelf = shelf_ready.ready(vault=vault, today=today).shelf
    if shelf is None:
        return Looked([], waits=True)
    found = matching.matches(vault=vault, ask=words, limit=_LOOKED, today=today, shelf=shelf)
    if found.nobody:
        return Looked([], waits=False)
    rows = {row.id: row for row in rows_of(vault=vault, people=[int(one.person) for one in found.matches])}
    known = [Known(rows[int(one.person)], one.reasons) for one in found.matches if int(one.person) in rows]
    return Looked([one for one in known if one.row.standing in _KNOWN][:_SHOWN], waits=False)
