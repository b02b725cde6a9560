"""How a letter stands, as a page says it: its state, the last thing that happened, and in whose words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from mensch.core.outbox import LetterState, Step
from mensch.core.reasons import Reason, because
from mensch.models import Letter, LetterStep, Vault
from mensch.services.access import private
from mensch.services.prepared import prepared

_PAGE = 40
_HANDED_IN = [state.value for state in LetterState if state is not LetterState.DRAFT]
NEEDS_ITS_OWNER = (LetterState.NOT_SENT.value, LetterState.UNKNOWN.value)
_FEW = 5


class Told(NamedTuple):
    """`said`: a mail server's words. `why`: our reason. `again`: when the next try is, after one that failed."""

    letter: Letter
    at: datetime | None
    said: str
    why: Reason | None
    again: datetime | None

    @property
    def state(self) -> str:
        return str(self.letter.state)

    @property
    def whom(self) -> str:
        """To whom, where there is no person."""
        return ", ".join(self.letter.to)

    @property
    def undoable(self) -> bool:
        return self.state in (LetterState.PRESSED, LetterState.HELD)


class Page(NamedTuple):
    letters: list[Told]
    older: Letter | None


def told(letters: Sequence[Letter]) -> list[Told]:
    """Each with its last step, in one question."""
    last: dict[int, LetterStep] = {}
    if letters:
        steps = LetterStep.objects.filter(vault=letters[0].vault_id, letter__in=[one.pk for one in letters])
        last = {step.letter_id: step for step in steps.order_by("at", "id")}
    return [_told(letter, last.get(letter.pk)) for letter in letters]


def _told(letter: Letter, step: LetterStep | None) -> Told:
    put_off = step is not None and step.step == Step.PUT_OFF
    again = letter.due_at if put_off and letter.state == LetterState.PRESSED else None
    why = because(step.why) if step and step.why else None
    at = letter.sent_at or letter.said_sent_at or (step.at if step else None)
    return Told(letter, at, step.said if step else "", why, again)


def one(letter: Letter) -> Told:
    return told([letter])[0]


def page(*, vault: Vault, before: str = "") -> Page:
    """Letters that were handed in, the latest first. `before`: the id of the last one seen."""
    rows = Letter.objects.filter(vault=vault, state__in=_HANDED_IN).select_related("person").order_by("-id")
    if before:
        rows = rows.filter(id__lt=private(before))
    found = list(rows[: _PAGE + 1])
    return Page(told(found[:_PAGE]), found[_PAGE - 1] if len(found) > _PAGE else None)


def needing(*, vault: Vault) -> list[Told]:
    """Letters that did not go, or may have: the owner decides."""
    if not _stuck(vault=vault):
        return []
    rows = Letter.objects.filter(vault=vault, state__in=NEEDS_ITS_OWNER).select_related("person")
    return told(list(rows.order_by("made_at")[:_FEW]))


@prepared()
def _stuck(*, vault: Vault) -> QuerySet[Any, Any]:
    return Letter.objects.filter(vault=vault, state__in=NEEDS_ITS_OWNER).values_list("pk", flat=True)[:1]
