"""The outbox: letters are drafted here, pressed by a person, and taken back. What leaves: services.sending.

Every change of state is one conditional UPDATE, so that of two who come at once only one is heard, and one LetterStep.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.core import mailbox
from mensch.core.outbox import MOVES, UNDO, LetterKind, LetterState, Purpose, Step, may_write, purpose_of
from mensch.core.people import email_key
from mensch.core.reasons import Code, Reason, because
from mensch.errors import InputError
from mensch.models import Address, Letter, LetterStep, MailAccount, Person, User, Vault
from mensch.services import message_ids, suppressions
from mensch.services.ways import ways_to

_ON_THE_WAY = {LetterState.HELD, LetterState.PRESSED, LetterState.SENDING, LetterState.SENT, LetterState.SAID_SENT}


class Pressed(NamedTuple):
    """`opens`: there is no mail account, so the letter is opened in the owner's own mail program, and stays a draft.

    Else it leaves at `due`; None while it is held.
    """

    letter: Letter
    opens: bool
    due: datetime | None


def draft(
    *,
    vault: Vault,
    kind: LetterKind,
    to: tuple[str, ...],
    subject: str,
    body: str,
    person: Person | None = None,
    once: str = "",
    cc: tuple[str, ...] = (),
    **more: Any,
) -> Letter:
    """Keep a letter. `once`: what it is for; a second draft for the same gives the first, whatever became of it.

    `more`: further columns (in_reply_to, nudge, made_at). Raises InputError for what is no mail address.
    """
    wrong = [address for address in (*to, *cc) if not mailbox.looks_right(address)]
    if wrong:
        raise InputError(_("“%(address)s” is no mail address.") % {"address": wrong[0][:100]})
    words = {"subject": in_one_line(subject), "body": plain(body), "to": [*to], "cc": [*cc], "person": person}
    known = {"kind": kind.value, "purpose": purpose_of(kind).value, "made_at": timezone.now()}
    fields = {**known, **words, **more}
    row: Letter
    if once:
        row, _new = Letter.objects.get_or_create(vault=vault, once=once, defaults=fields)
    else:
        row = Letter.objects.create(vault=vault, **fields)
    return row


def in_one_line(text: str) -> str:
    """A subject: no line end may begin another header."""
    return " ".join(text.replace("\0", " ").split())[:300]


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


@transaction.atomic
def press(*, letter: Letter, by: User, now: datetime, hold: bool = False) -> Pressed | Reason:
    """The owner presses send. `hold`: it leaves only when `let_go` is called. A second press changes nothing.

    Gives a reason when it may not leave. Raises PermissionDenied for anybody but the owner.
    """
    letter.refresh_from_db()
    if letter.vault.owner_id != by.pk:
        raise PermissionDenied
    if letter.state in _ON_THE_WAY:
        return Pressed(letter, opens=False, due=letter.due_at)
    to = addresses_of(letter)
    why = hindrance(letter, to, now=now)
    if why:
        return why
    account = MailAccount.objects.filter(vault=letter.vault_id).first()
    if account is None:
        return Pressed(letter, opens=True, due=None)
    step, due = (Step.HOLD, None) if hold and letter.state == LetterState.DRAFT else (Step.PRESS, now + UNDO)
    known = letter.message_id or message_ids.of(letter, account.sender)
    move(letter, step, now=now, to=to, due_at=due, pressed_by=by, pressed_at=now, message_id=known)
    return Pressed(letter, opens=False, due=due)


@transaction.atomic
def post(*, letter: Letter, now: datetime) -> bool:
    """Account mail to the owner leaves at once; nobody presses it. Raises ValueError for a letter to anybody else."""
    if letter.purpose != Purpose.ACCOUNT:
        raise ValueError("a person presses send")
    account = MailAccount.objects.filter(vault=letter.vault_id).first()
    known = message_ids.of(letter, account.sender) if account else ""
    return account is not None and move(letter, Step.PRESS, now=now, due_at=now, pressed_at=now, message_id=known)


@transaction.atomic
def let_go(*, letter: Letter, now: datetime) -> None:
    """What a held letter waited for has happened: it is due. In the caller's transaction."""
    move(letter, Step.LET_GO, now=now, due_at=now)


@transaction.atomic
def take_back(*, letter: Letter, now: datetime) -> bool:
    """Undo: whether it had not left yet. It is a draft again."""
    letter.refresh_from_db()
    return move(letter, Step.TAKE_BACK, now=now, **_UNPRESSED)


_UNPRESSED: dict[str, Any] = {"due_at": None, "pressed_by": None, "pressed_at": None, "said_sent_at": None}


def addresses_of(letter: Letter) -> list[str]:
    """Where a letter goes: where it says; to its person where it does not, or where mail came back from there."""
    if letter.person_id is None or (letter.to and not _came_back(letter)):
        return list(letter.to)
    found = ways_to(vault=letter.vault, person=letter.person_id).email
    return [found] if found else []


def _came_back(letter: Letter) -> bool:
    keys = [email_key(address) for address in letter.to]
    rows = Address.objects.filter(vault=letter.vault_id, person=letter.person_id, key__in=keys)
    return len(keys) == 1 and rows.exclude(bounced_at=None).exists()


def hindrance(letter: Letter, to: list[str], *, now: datetime, counted: bool = False) -> Reason | None:
    """Why this letter may not leave. `counted`: it is among those that reached the address already."""
    if not to or not all(mailbox.looks_right(address) for address in (*to, *letter.cc)):
        return because(Code.NO_WAY_THERE)
    for address in to:
        reached = () if counted else suppressions.reached(address=address)
        gone = suppressions.suppressed(address=address)
        why = may_write(LetterKind(letter.kind), suppressed=gone, reached=reached, now=now)
        if why:
            return why
    return None


def move(
    letter: Letter, step: Step, *, now: datetime, said: str = "", why: str = "", when: Any = None, **fields: Any
) -> bool:
    """One step of a letter's way: False when it is not possible, or somebody else was faster. `when`: more conditions.

    Runs inside the caller's transaction. The letter in hand tells how it stands afterwards.
    """
    before = LetterState(letter.state)
    after = MOVES.get((before, step))
    rows = Letter.objects.filter(vault=letter.vault_id, pk=letter.pk, state=before, **(when or {}))
    if after is None or not rows.update(state=after, **fields):
        return False
    for name, value in {**fields, "state": after.value}.items():
        setattr(letter, name, value)
    told = {"step": step.value, "at": now, "said": said[:500], "why": why}
    LetterStep.objects.create(vault_id=letter.vault_id, letter=letter, **told)
    return True
