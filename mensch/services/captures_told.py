"""“I met someone” from the command line."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.moments import day
from mensch.errors import InputError
from mensch.models import Vault
from mensch.services import captures, people_told
from mensch.services.access import public
from mensch.services.said import day as day_said


@transaction.atomic
def capture(*, vault: Vault, given: Mapping[str, Any], now: datetime, dry: bool = False) -> dict[str, Any]:
    """Keep a meeting as typed, and tell what was kept; `dry` keeps nothing. Raises InputError."""
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    said = captures.Meeting(
        name=given["name"],
        person=_whom(vault, given),
        where=given["where"],
        on=day_said(given["on"]),
        works_on=given["note"],
        would_help=given["helps"],
        promise=given["promise"],
        due=day_said(given["due"]),
        their_promise=given["their_promise"],
        address=given["address"],
        group=given["group"],
    )
    kept = captures.capture(vault=vault, said=said, now=now, zone=zone)
    told = {
        "person": {"id": public(kept.person.pk), "name": kept.person.full},
        "new": not kept.joined,
        "on": day(kept.touch.at, zone).isoformat(),
        "where": kept.touch.place,
        "kept": not dry,
    }
    transaction.set_rollback(dry)
    return told


def _whom(vault: Vault, given: Mapping[str, Any]) -> str:
    """A name that one person has is that person; of several the owner must say which."""
    if given["new"]:
        return captures.NEW
    if given["person"]:
        return public(people_told.find(vault=vault, text=given["person"]).pk)
    found = captures.namesakes(vault=vault, name=given["name"])
    if len(found) > 1:
        raise InputError(people_told.which(given["name"], found))
    return found[0].public if found else captures.NEW


def in_words(told: dict[str, Any]) -> str:
    facts = {"name": told["person"]["name"], "id": told["person"]["id"], "on": told["on"]}
    if not told["kept"]:
        return _("Nothing was kept. It would say: you met %(name)s, %(on)s.") % facts + "\n"
    text = _("Kept: you met %(name)s, %(on)s.") if told["new"] else _("Kept: you met %(name)s again, %(on)s.")
    return f"{text % facts}  {facts['id']}\n"
