"""List mail can be stopped with one press, by a person or by their mail program (RFC 8058), without signing in."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.db import transaction

from mensch.core.outbox import LISTED, LetterKind
from mensch.models import Letter, StopToken, Suppression
from mensch.services import suppressions
from mensch.services.ways_in import hashed


def for_list_mail(letter: Letter) -> str:
    """The address by which the one who gets this letter stops such mail; '' for all other letters."""
    return f"{settings.URL}/stop/{_token(letter)}" if _is_listed(letter) else ""


def _is_listed(letter: Letter) -> bool:
    return LetterKind(letter.kind) in LISTED and len(letter.to) == 1


def _token(letter: Letter) -> str:
    """128 bits; the same over tries, so that a second try is the same mail."""
    key = hashlib.sha256(b"stop:" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, str(letter.pk).encode(), hashlib.sha256).hexdigest()[:32]


def open_way(letter: Letter, *, now: datetime) -> None:
    """Keep what the token stands for, in the transaction that claims the letter."""
    if _is_listed(letter):
        whose = suppressions.digest(letter.to[0])
        StopToken.objects.get_or_create(token_hash=hashed(_token(letter)), defaults={"digest": whose, "at": now})


@transaction.atomic
def stop(*, token: str, now: datetime) -> None:
    """No more, for ever. Whoever has no such token gets the same answer: nothing can be learned by guessing."""
    found: StopToken | None = StopToken.objects.filter(token_hash=hashed(token)).first()
    if found:
        Suppression.objects.get_or_create(digest=found.digest, defaults={"at": now})
