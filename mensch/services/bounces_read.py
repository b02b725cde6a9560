"""Looks into the owner's mailbox for mail that came back. Nothing there is changed, and nothing else is read."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django_q.tasks import async_task

from mensch.connectors import imap
from mensch.connectors.imap import Seen
from mensch.errors import MenschError
from mensch.models import Letter, MailAccount
from mensch.services import bounces, mail_logins

_EVERY = timedelta(minutes=10)
_RETURNS = timedelta(days=7)  # so long servers try before they give a letter back


def ring(*, now: datetime) -> int:
    """Ask for a look into every mailbox of somebody whose letters went of late. Gives how many."""
    went = Letter.objects.filter(vault=OuterRef("vault"), state__in=("sent", "unknown"), pressed_at__gte=now - _RETURNS)
    idle = Q(looked_at=None) | Q(looked_at__lt=now - _EVERY)
    accounts = MailAccount.objects.exclude(imap_host="").filter(idle, Exists(went))
    ids = list(accounts.values_list("pk", flat=True))
    for pk in ids:
        async_task("mensch.jobs.read_bounces", pk)
    return len(ids)


def look(*, account_id: int) -> int:
    """One look. Gives how many reports were taken in. A mailbox that does not answer is asked again later."""
    account: MailAccount | None = MailAccount.objects.filter(pk=account_id).select_related("vault").first()
    login = mail_logins.imap(account) if account else None
    if account is None or login is None:
        return 0
    now = timezone.now()
    mine = MailAccount.objects.filter(vault=account.vault_id, pk=account.pk)
    mine.update(looked_at=now)
    try:
        with imap.mailbox(login) as box:
            mails, seen = imap.returned(box, Seen(account.seen_validity, account.seen_uid))
    except MenschError:
        return 0
    taken = [bounces.take(vault=account.vault, data=mail, now=now, pasted=False) for mail in mails]
    mine.update(seen_validity=seen.validity, seen_uid=seen.uid)
    return sum(len(one.told) for one in taken)
