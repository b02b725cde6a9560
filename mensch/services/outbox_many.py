"""One press for many letters: a steward's mail to the members of a group. Few statements, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core import mailbox
from mensch.core.outbox import ASKS, MOVES, UNDO, LetterKind, LetterState, Step, purpose_of
from mensch.errors import InputError
from mensch.models import Letter, LetterStep, MailAccount, Suppression, User, Vault
from mensch.models.base import new_ids
from mensch.services import message_ids, outbox, suppressions

_SOME = 400


class Mail(NamedTuple):
    """A letter to be: `once` says what it is for, so that a second press of the same sends nothing twice."""

    once: str
    to: tuple[str, ...]
    subject: str
    body: str


@transaction.atomic
def press_all(
    *, vault: Vault, by: User, kind: LetterKind, mails: Sequence[Mail], now: datetime, hold: bool = False
) -> int:
    """The owner presses send on all of them. Gives how many leave; whoever may not be written to gets none.

    `hold`: they leave when they are let go. Raises InputError without a mail account, PermissionDenied for others.
    """
    if vault.owner_id != by.pk:
        raise PermissionDenied
    account = MailAccount.objects.filter(vault=vault).first()
    if account is None:
        raise InputError(_("A round is sent from your own mail account. Tell Mensch about it in Settings first."))
    fresh = _fresh(vault, kind, mails)
    step = Step.HOLD if hold else Step.PRESS
    state = MOVES[LetterState.DRAFT, step]
    letters = []
    for number, mail in zip(new_ids(len(fresh)), fresh, strict=True):
        known = {"pk": number, "vault": vault, "kind": kind.value, "purpose": purpose_of(kind).value, "made_at": now}
        words = {"subject": outbox.in_one_line(mail.subject), "body": outbox.plain(mail.body), "to": [*mail.to]}
        pressed = {"pressed_by": by, "pressed_at": now, "due_at": None if hold else now + UNDO}
        letter = Letter(**known, **words, **pressed, once=mail.once, state=state.value)
        letter.message_id = message_ids.of(letter, account.sender)
        letters.append(letter)
    Letter.objects.bulk_create(letters, batch_size=_SOME)
    told = [LetterStep(vault=vault, letter=letter, step=step.value, at=now) for letter in letters]
    LetterStep.objects.bulk_create(told, batch_size=_SOME)
    return len(letters)


def _fresh(vault: Vault, kind: LetterKind, mails: Iterable[Mail]) -> list[Mail]:
    """Those that are not there already, to addresses that may be written to."""
    able = [mail for mail in mails if mail.to and all(mailbox.looks_right(one) for one in mail.to)]
    there = _among(Letter.objects.filter(vault=vault), "once", [mail.once for mail in able])
    marks = {one: suppressions.digest(one) for mail in able for one in mail.to} if kind in ASKS else {}
    silent = _among(Suppression.objects.all(), "digest", list(marks.values()))
    return [mail for mail in able if mail.once not in there and not any(marks.get(one) in silent for one in mail.to)]


def _among(rows: object, field: str, values: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for at in range(0, len(values), _SOME):
        some = rows.filter(**{f"{field}__in": values[at : at + _SOME]})  # type: ignore[attr-defined]
        found |= set(some.values_list(field, flat=True))
    return found


@transaction.atomic
def let_go(*, vault: Vault, once: Sequence[str], now: datetime) -> int:
    """What these held letters waited for has happened. Gives how many leave."""
    done = 0
    for at in range(0, len(once), _SOME):
        held = Letter.objects.filter(vault=vault, once__in=once[at : at + _SOME], state=LetterState.HELD.value)
        for letter in held:
            outbox.let_go(letter=letter, now=now)
            done += 1
    return done


@transaction.atomic
def drop(*, vault: Vault, once: Sequence[str]) -> None:
    """What these held letters waited for will not happen: they go, as if they had never been written."""
    for at in range(0, len(once), _SOME):
        held = Letter.objects.filter(vault=vault, once__in=once[at : at + _SOME], state=LetterState.HELD.value)
        ids = list(held.values_list("pk", flat=True))
        LetterStep.objects.filter(vault=vault, letter__in=ids).delete()
        Letter.objects.filter(vault=vault, pk__in=ids, state=LetterState.HELD.value).delete()
