"""Letters leave. The row is claimed and that is committed before the first word to the mail server.

A crash before: the letter is still pressed. A crash in between: after the lease, account mail goes again, and outreach
is in doubt. A crash after the answer but before it is written down is the same doubt, which the Sent folder may settle.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_q.tasks import async_task

from mensch.connectors import smtp
from mensch.connectors.smtp import Outcome
from mensch.core.outbox import COUNTED, LEASE, Answer, LetterKind, LetterState, Moving, Purpose, Step, after, next_step
from mensch.core.reasons import Code
from mensch.models import Letter, LetterStep, MailAccount
from mensch.services import letter_mail, letter_went, mail_logins, outbox, sent_folder, stopping, suppressions

Clock = Callable[[], datetime]
_A_ROUND = 20
_PATIENCE = timedelta(minutes=2)


def due(*, now: datetime) -> list[int]:
    """Letters with which something happens now, the longest waiting first."""
    return list(_due(now).order_by("due_at").values_list("pk", flat=True)[:_A_ROUND])


def _due(now: datetime) -> QuerySet[Letter]:
    leaving = (LetterState.PRESSED, LetterState.SENDING)
    rows: QuerySet[Letter] = Letter.objects.filter(state__in=leaving, due_at__lte=now)
    return rows


def ring_again(*, now: datetime) -> int:
    """Where nobody came for letters that are due, the queue is asked to. Gives how many."""
    waiting = due(now=now - _PATIENCE)
    for pk in waiting:
        async_task("mensch.jobs.send_letter", pk)
    return len(waiting)


def send(*, letter_id: int, clock: Clock = timezone.now) -> None:
    """Do what is due with one letter. Nothing, when it is not due or somebody else is at it."""
    letter: Letter | None = Letter.objects.filter(pk=letter_id).select_related("vault__owner", "person").first()
    if letter is None:
        return
    step = next_step(_moving(letter), now=clock())
    if step is Step.CLAIM:
        account = claim(letter, now=clock())
        if account:
            conclude(letter, give(letter, account), now=clock())
            sent_folder.keep(letter, account)
    elif step is not None:
        recover(letter, step, now=clock())


def _moving(letter: Letter) -> Moving:
    return Moving(LetterState(letter.state), Purpose(letter.purpose), letter.due_at)


@transaction.atomic
def claim(letter: Letter, *, now: datetime) -> MailAccount | None:
    """Take the letter in hand, after asking once more whether it may leave. None when it does not."""
    account: MailAccount | None = MailAccount.objects.filter(vault=letter.vault_id).first()
    first = not LetterStep.objects.filter(vault=letter.vault_id, letter=letter, step=Step.CLAIM).exists()
    why = outbox.hindrance(letter, letter.to, now=now, counted=not first)
    if account is None or why:
        outbox.move(letter, Step.REFUSE, now=now, why=why.code if why else Code.NO_MAIL_ACCOUNT, due_at=None)
        return None
    mine = {"due_at": letter.due_at, "due_at__lte": now}
    if not outbox.move(letter, Step.CLAIM, now=now, when=mine, due_at=now + LEASE):
        return None
    if first and LetterKind(letter.kind) in COUNTED and not _count(letter, now):
        outbox.move(letter, Step.REFUSE, now=now, why=Code.CANNOT_WRITE, due_at=None)
        return None
    stopping.open_way(letter, now=now)
    return account


def _count(letter: Letter, now: datetime) -> bool:
    return all(suppressions.count(address=address, now=now) for address in letter.to)


def give(letter: Letter, account: MailAccount) -> Outcome:
    """To the mail server, outside any transaction."""
    login = mail_logins.smtp(account)
    if login is None:
        return Outcome(Answer.NEVER, why=Code.NO_PASSWORD)
    try:
        mail = letter_mail.mail(letter, account)
    except ValueError:
        return Outcome(Answer.NEVER, why=Code.NO_WAY_THERE)
    return smtp.send(login, sender=mail.sender, to=mail.to, data=mail.data)


@transaction.atomic
def conclude(letter: Letter, outcome: Outcome, *, now: datetime) -> None:
    """Write down what the server made of it, and what follows for the person. Only whoever holds the lease may."""
    tries = LetterStep.objects.filter(vault=letter.vault_id, letter=letter, step=Step.CLAIM).count()
    step, again = after(outcome.answer, purpose=Purpose(letter.purpose), tries=tries, now=now)
    sent_at: dict[str, Any] = {"sent_at": now} if step is Step.ACCEPT else {}
    words = {"said": outcome.said, "why": outcome.why}
    if outbox.move(letter, step, now=now, when={"due_at": letter.due_at}, due_at=again, **words, **sent_at):
        letter_went.follow(letter, now=now)


def recover(letter: Letter, step: Step, *, now: datetime) -> None:
    """Whoever was sending is gone. Account mail goes again; outreach is looked for, else in doubt."""
    found = step is Step.LOSE and sent_folder.holds(letter)
    with transaction.atomic():
        what, again = (Step.FIND, None) if found else (step, now if step is Step.PUT_OFF else None)
        sent_at: dict[str, Any] = {"sent_at": letter.pressed_at} if found else {}
        if outbox.move(letter, what, now=now, when={"due_at": letter.due_at}, due_at=again, **sent_at):
            letter_went.follow(letter, now=now)
