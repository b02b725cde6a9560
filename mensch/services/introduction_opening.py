"""Both said yes: in one transaction it opens, the addresses are released, and the letter that joins them goes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mensch.core.disclosure import released
from mensch.core.introductions import Part
from mensch.core.outbox import LetterState
from mensch.models import Acceptance, Answer, Letter, Opening, Release, Vault
from mensch.services import outbox, trail
from mensch.services.access import public, see
from mensch.services.introduction_facts import CHECK, MEET, OPENING, Known, answers_of, key_of
from mensch.services.introduction_pressing import mail_of

_UNSENT = (LetterState.DRAFT.value, LetterState.NOT_SENT.value)
_WAITS = (LetterState.DRAFT.value, LetterState.HELD.value)


@transaction.atomic
def accept(whole: Known, part: Part, *, now: datetime) -> None:
    """A yes that moves the introduction on. One that is kept already stays as it was."""
    answer = answers_of(whole).get(part)
    told = {"how": "told", "at": now}
    if isinstance(answer, Answer):
        told = {"words": answer.words, "address": answer.address, "how": answer.how, "at": now}
    side = whole.sides[part]
    Acceptance.objects.get_or_create(vault=whole.row.vault, side=side, defaults=told)


@transaction.atomic
def open_(whole: Known, *, now: datetime) -> None:
    """The second yes. Both acceptances, the releases and the letter stand or fall together."""
    vault = whole.row.vault
    for part, side in whole.sides.items():
        if side.person_id:
            accept(whole, part, now=now)
    Opening.objects.create(vault=vault, introduction=whole.row, at=now)
    mails = {part: address_of(whole, part) for part in (Part.FIRST, Part.SECOND)}
    for of, to in released(whole.intro):
        if mails[of]:
            told = {"introduction": whole.row, "kind": "email", "value": mails[of], "at": now}
            Release.objects.create(vault=vault, of=whole.sides[of], to=whole.sides[to], **told)
    _join(whole, [mail for mail in mails.values() if mail], now)
    trail.write(vault=vault, verb="released", facts={"introduction": public(whole.row.pk)}, now=now)


def address_of(whole: Known, part: Part) -> str:
    """Where a side is reached: as they said with their yes, where they were asked, else as the book says."""
    side = whole.sides[part]
    accepted = Acceptance.objects.filter(vault=whole.row.vault, side=side).first()
    letter = whole.letter(part, CHECK if part is Part.CONNECTOR else MEET)
    asked = letter.to[0] if letter and letter.to else ""
    return (accepted.address if accepted else "") or asked or mail_of(side)


def _join(whole: Known, mails: list[str], now: datetime) -> None:
    letter = whole.letter(None, OPENING)
    if letter is None:
        return
    rows = Letter.objects.filter(vault=whole.row.vault, pk=letter.pk, state__in=_WAITS)
    if mails != letter.to and rows.update(to=mails):
        letter.to = mails
    outbox.let_go(letter=letter, now=now)


@transaction.atomic
def revoke(*, vault: Vault, release: str, now: datetime) -> Release:
    """No later letter gives this detail. What was sent cannot be called back. A second press changes nothing."""
    row = see(vault, Release, release)
    Release.objects.filter(vault=vault, pk=row.pk, revoked_at=None).update(revoked_at=now)
    letter = Letter.objects.filter(vault=vault, once=key_of(row.introduction, None, OPENING)).first()
    if letter and (letter.state in _UNSENT or outbox.take_back(letter=letter, now=now)):
        rest = [mail for mail in letter.to if mail != row.value]
        Letter.objects.filter(vault=vault, pk=letter.pk, state__in=_UNSENT).update(to=rest)
    return row


@transaction.atomic
def grant(*, vault: Vault, release: str) -> Release:
    """Undo of that."""
    row = see(vault, Release, release)
    Release.objects.filter(vault=vault, pk=row.pk).update(revoked_at=None)
    return row


def releases(*, vault: Vault, most: int = 200) -> list[Release]:
    """Every contact detail that was given to somebody, the latest first."""
    rows = Release.objects.filter(vault=vault).select_related("of__person", "to__person", "introduction")
    return list(rows.order_by("-at", "-id")[:most])
