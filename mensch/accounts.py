"""How allauth is bent to the house: by invitation only, and codes on the terminal where no mail server is set."""

from __future__ import annotations

import sys
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


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
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

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)


class TerminalMail(BaseEmailBackend):
    """Without a mail server, account mail (sign-in codes) is printed where Mensch was started."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            sys.stderr.write(f"\n--- mail: {message.subject}\n{message.body}\n---\n")
        sys.stderr.flush()
        return len(email_messages)
