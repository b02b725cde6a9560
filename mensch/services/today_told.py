"""Today as data and as plain text, for the command line."""

from __future__ import annotations

import zoneinfo
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.core.nudges import NudgeKind
from mensch.models import Person, Vault
from mensch.services.access import public
from mensch.services.phrases import phrase, written
from mensch.services.today import day_of, gather


def tell(*, vault: Vault, now: datetime) -> dict[str, Any]:
    """Facts and reasons; `person` is null for a whole round of people."""
    with timezone.override(zoneinfo.ZoneInfo(vault.time_zone)):
        found = gather(vault=vault, now=now).queue
        ids = [nudge.person for nudge in found.items()]
        names = dict(Person.objects.filter(vault=vault, pk__in=ids).values_list("id", "full"))
        items = [
            {
                "kind": nudge.kind.value,
                "person": _person(nudge.person, names),
                "reason": written(nudge.reason),
                "sentence": phrase(nudge.reason),
                "due": nudge.due.isoformat() if nudge.due else None,
            }
            for nudge in found.items()
            if nudge.kind is NudgeKind.WHOM_AGAIN or nudge.person in names
        ]
    return {"date": day_of(vault=vault, now=now).isoformat(), "items": items, "more": found.more}


def _person(pk: int | None, names: dict[int, str]) -> dict[str, str] | None:
    return {"id": public(pk), "name": names[pk]} if pk is not None and pk in names else None


def in_words(told: dict[str, Any]) -> str:
    """The same for a terminal, ending in a last line."""
    lines = [
        f"{item['person']['name']}: {item['sentence']}" if item["person"] else item["sentence"]
        for item in told["items"]
    ]
    last = _("Then that is all for today.") if lines else _("Nothing is waiting.")
    return "\n".join([*lines, last]) + "\n"
