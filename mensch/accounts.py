"""How allauth is bent to the house: by invitation only, and codes printed on the terminal where no mail server is set."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.OPEN_SIGN_UP or request.session.get("invite"))


class TerminalMail(BaseEmailBackend):
    """Without a mail server, account mail (sign-in codes) is printed where Mensch was started."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            sys.stderr.write(f"\n--- mail: {message.subject}\n{message.body}\n---\n")
        sys.stderr.flush()
        return len(email_messages)
