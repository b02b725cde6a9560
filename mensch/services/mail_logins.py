"""The owner's mail account as the connectors want it."""

from __future__ import annotations

from django.conf import settings

from mensch.connectors.outbound import Place
from mensch.connectors.smtp import Login
from mensch.models import MailAccount
from mensch.services import secrets


def smtp(account: MailAccount) -> Login | None:
    """How to give letters away; None when the password cannot be read."""
    password = secrets.opened(account=account, what="smtp") if account.user else ""
    if password is None:
        return None
    return Login(_place(account.host, account.port), account.security == "tls", account.user, password)


def imap(account: MailAccount) -> Login | None:
    """How to look into the mailbox; None when none is named. Without a password of its own it is that of SMTP."""
    own = secrets.opened(account=account, what="imap")
    password = own if own is not None else secrets.opened(account=account, what="smtp")
    if not account.imap_host or password is None:
        return None
    place = _place(account.imap_host, account.imap_port)
    return Login(place, account.imap_security == "tls", account.imap_user or account.user, password)


def _place(host: str, port: int) -> Place:
    return Place(host, port, frozenset(settings.OUTBOUND_ALLOW))
