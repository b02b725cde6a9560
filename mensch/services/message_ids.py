"""Message-IDs: the same for a letter however often it is tried, and telling nobody how many letters there are."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from mensch.core.mailbox import ascii_domain
from mensch.models import Letter


def of(letter: Letter, sender: str) -> str:
    """HMAC-SHA256 of the letter's id under the installation's key, at the domain of its sender; without brackets."""
    key = hashlib.sha256(b"message-id:" + settings.SECRET_KEY.encode()).digest()
    digest = hmac.new(key, str(letter.pk).encode(), hashlib.sha256).hexdigest()[:40]
    return f"{digest}@{ascii_domain(sender.rpartition('@')[2])}"
