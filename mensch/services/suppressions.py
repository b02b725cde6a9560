"""Who may not be asked: a no for ever, and a limit of asking letters, over all vaults. Only keyed hashes are kept."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from mensch.core.mailbox import canonical
from mensch.core.outbox import REACHED, WITHIN
from mensch.models import Reached, Suppression


def digest(address: str) -> str:
    """HMAC-SHA256 of the mailbox under the installation's key: it can be recognised here, and read nowhere."""
    key = hashlib.sha256(b"suppression:" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, canonical(address).encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def suppress(*, address: str, now: datetime) -> None:
    """Nobody here asks this address again. Saying it twice changes nothing."""
    Suppression.objects.get_or_create(digest=digest(address), defaults={"at": now})


def suppressed(*, address: str) -> bool:
    return Suppression.objects.filter(digest=digest(address)).exists()


def reached(*, address: str) -> Sequence[datetime]:
    """When asking letters went to this address, from whichever vault."""
    return list(Reached.objects.filter(digest=digest(address)).values_list("at", flat=True))


def count(*, address: str, now: datetime) -> bool:
    """Count one asking letter, in the transaction that claims it. False when all places of the year are taken.

    Two that ask at the same moment cannot take the same place: the place is unique in the database.
    """
    whose = digest(address)
    for place in range(REACHED):
        old = Reached.objects.filter(digest=whose, place=place, at__lte=now - WITHIN)
        if old.update(at=now):
            return True
        if Reached.objects.filter(digest=whose, place=place).exists():
            continue
        try:
            with transaction.atomic():
                Reached.objects.create(digest=whose, place=place, at=now)
        except IntegrityError:  # somebody else was faster
            continue
        return True
    return False
