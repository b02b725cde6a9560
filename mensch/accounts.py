"""How allauth is bent to the house: by invitation only, and codes on the terminal where no mail server is set."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.http import HttpRequest

from mensch.limited import address_of
from mensch.services import invitations

BY_LINK = "by_link"  # in the session: when its owner came by the one-time link
FRESH = 15 * 60  # seconds for which that is proof enough to add a passkey


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whoever has just come by the one-time link has shown who they are; at first there is no other way to."""
        asked: bool = super().is_reauthentication_required(app=app, **more)
        return asked and time.time() - self.request.session.get(BY_LINK, 0) > FRESH

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        door = request.session.get("invite", "")
        return bool(settings.OPEN_SIGN_UP or (door and invitations.opens(token=door)))

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """A new member uses the invitation up in the same transaction: one invitation, one member."""
        door = request.session.pop("invite", "")
        if not settings.OPEN_SIGN_UP and not invitations.use(token=door):
            raise PermissionDenied
        return super().save_user(request, user, form, commit=commit)

    def send_account_already_exists_mail(self, email: str) -> None:
        """allauth would offer a page about passwords, which are not used here."""
        self.send_mail("account/email/account_already_exists", email, {"email": email})

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)


class TerminalMail(BaseEmailBackend):
    """Without a mail server, account mail (sign-in codes) is printed where Mensch was started."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            sys.stderr.write(f"\n--- mail: {message.subject}\n{message.body}\n---\n")
        sys.stderr.flush()
        return len(email_messages)
