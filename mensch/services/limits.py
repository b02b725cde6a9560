"""How often an act may be tried. Counted in the database, over all processes; whoever tries is a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mensch.models import Attempt

# act: (tries, within seconds)
LIMITS = {
    "sign-in": (10, 60),
    "code": (5, 3600),
    "token": (50, 60),
    "link": (600, 60),
    "search": (60, 60),
    "export": (3, 3600),
    "import": (10, 3600),
    "invitation": (10, 3600),
    "mail-account": (20, 3600),
}


def hashed(act: str, who: str) -> str:
    """Whoever tries, as kept: HMAC-SHA256 under the installation's key, never an address."""
    key = hashlib.sha256(b"limits:" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, f"{act}:{who.strip().casefold()}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def take(*, act: str, who: str, now: datetime | None = None) -> bool:
    """Counts one try. False when the limit is reached; a refused try is not counted, so waiting always helps."""
    at = now or timezone.now()
    tries, seconds = LIMITS[act]
    mine = Attempt.objects.filter(act=act, who=hashed(act, who))
    mine.filter(at__lte=at - timedelta(seconds=seconds)).delete()
    if mine.count() >= tries:
        return False
    Attempt.objects.create(act=act, who=hashed(act, who), at=at)
    return True


def wait(act: str) -> int:
    """Seconds after which trying again is sure to be heard."""
    return LIMITS[act][1]


def forget(*, now: datetime) -> int:
    """Drops what no limit asks about any more; called by the minute's round. Returns how many."""
    longest = max(seconds for _, seconds in LIMITS.values())
    return Attempt.objects.filter(at__lte=now - timedelta(seconds=longest)).delete()[0]
