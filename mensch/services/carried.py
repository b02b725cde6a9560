"""What an Undo needs, carried by its link and kept nowhere: signed for one vault and one act, good for an hour."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.models import Vault

LONGEST_LINK = 3000  # what every server takes as the address of a page, with room
_HOUR = timedelta(hours=1)


def pack(vault: Vault, act: str, said: dict[str, Any]) -> str:
    """`said` as letters for a link. `act` says what it is good for."""
    return signing.dumps(said, salt=f"mensch.{act}.{vault.pk}", compress=True)


def unpack(vault: Vault, act: str, words: str) -> dict[str, Any]:
    """What was packed. Raises InputError when it is older than an hour, or of another vault or act."""
    try:
        found: dict[str, Any] = signing.loads(words, salt=f"mensch.{act}.{vault.pk}", max_age=_HOUR)
    except signing.BadSignature as error:
        raise InputError(_("This cannot be brought back any more.")) from error
    return found
