"""The owner's mail account: set up, shown without its passwords, tried out, taken away."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core import mailbox
from mensch.core.outbox import LetterKind
from mensch.errors import InputError
from mensch.models import Letter, MailAccount, Vault
from mensch.services import mail_servers, outbox, secrets

_TLS = frozenset({465, 993})


class Shown(NamedTuple):
    """What a page may know. `ready`: the password can be opened here. `wants_own`: a provider that wants a password
    made for programs; '' for others.
    """

    account: MailAccount
    has_password: bool
    has_another: bool
    ready: bool
    wants_own: str


def shown(*, vault: Vault) -> Shown | None:
    account = of(vault)
    if account is None:
        return None
    set_ = {what: secrets.is_set(account=account, what=what) for what in ("smtp", "imap")}
    ready = not account.user or secrets.opened(account=account, what="smtp") is not None
    provider = mail_servers.of(account.sender)
    wants_own = provider.name if provider and provider.password == "app" else ""  # noqa: S105 - a kind of password
    return Shown(account, set_["smtp"], set_["imap"], ready, wants_own)


def of(vault: Vault) -> MailAccount | None:
    found: MailAccount | None = MailAccount.objects.filter(vault=vault).first()
    return found


@transaction.atomic
def keep(
    *,
    vault: Vault,
    host: str,
    port: int,
    user: str,
    sender: str,
    now: datetime,
    password: str = "",
    imap_host: str = "",
    imap_port: int = 993,
    imap_user: str = "",
    imap_password: str = "",
) -> MailAccount:
    """Set it up, or change it. An empty password keeps the one before, unless the server is another one.

    Raises InputError: a password that was typed for one server is never sent to another.
    """
    if not mailbox.looks_right(sender):
        raise InputError(_("“%(address)s” is no mail address.") % {"address": sender[:100]})
    before = of(vault)
    if before and user and not password and (before.host, before.port) != (host, port):
        raise InputError(_("This is another mail server. Please type the password for it."))
    fields = {"host": host, "port": port, "security": _security(port), "user": user, "sender": sender, "set_at": now}
    inbox = {"imap_host": imap_host, "imap_port": imap_port, "imap_security": _security(imap_port)}
    anew = {"seen_uid": 0, "seen_validity": 0} if before and before.imap_host != imap_host else {}
    row: MailAccount
    row, _new = MailAccount.objects.update_or_create(
        vault=vault, defaults={**fields, **inbox, **anew, "imap_user": imap_user}
    )
    if before and before.imap_host != imap_host:
        secrets.forget(account=row, what="imap")
    for what, typed in (("smtp", password), ("imap", imap_password)):
        if typed:
            secrets.keep(account=row, what=what, password=typed, now=now)
    return row


def _security(port: int) -> str:
    return "tls" if port in _TLS else "starttls"


@transaction.atomic
def remove(*, vault: Vault) -> None:
    """Account and passwords go; letters stay. What was pressed will not leave, and says so."""
    account = of(vault)
    if account:
        secrets.forget(account=account)
        MailAccount.objects.filter(vault=vault, pk=account.pk).delete()


@transaction.atomic
def try_out(*, vault: Vault, now: datetime) -> Letter | None:
    """A letter to the owner's own address; None without an account."""
    account = of(vault)
    if account is None:
        return None
    subject, body = _("A test from Mensch"), _("Your mail account works. Your letters leave from here.")
    letter = outbox.draft(vault=vault, kind=LetterKind.ACCOUNT, to=(account.sender,), subject=subject, body=body)
    outbox.post(letter=letter, now=now)
    return letter
