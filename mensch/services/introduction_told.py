"""An introduction from the command line: drafts, as data and as text. Only a person presses, and not here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mensch.models import Introduction, Vault
from mensch.services import introductions, people_told
from mensch.services.access import public
from mensch.services.introduction_choice import ME
from mensch.services.introduction_facts import one
from mensch.services.introduction_words import given as called
from mensch.services.introductions import Wish


@transaction.atomic
def introduce(*, vault: Vault, given: Mapping[str, Any], now: datetime, dry: bool = False) -> dict[str, Any]:
    """Keep a draft with its letters, and tell it; `dry` keeps nothing. Raises InputError."""
    wish = Wish(
        first="" if given["first"] == ME else _id(vault, given["first"]),
        second=_id(vault, given["second"]),
        connector=_id(vault, given["through"]) if given["through"] else "",
        because_first=given["because_a"],
        because_second=given["because_b"],
    )
    row = introductions.begin(vault=vault, wish=wish, now=now)
    told = _told(vault, row)
    transaction.set_rollback(dry)
    return {**told, "kept": not dry}


def _id(vault: Vault, text: str) -> str:
    return public(people_told.find(vault=vault, text=text).pk)


def _told(vault: Vault, row: Introduction) -> dict[str, Any]:
    whole = one(vault=vault, row=row)
    letters = [
        {"to": called(side, _("you")), "part": part.value, "because": side.because, "words": side.words}
        for part, side in whole.sides.items()
    ]
    page = settings.URL + reverse("introduction", args=[public(row.pk)])
    return {"id": public(row.pk), "page": page, "letters": letters, "opening": whole.row.opening}


def in_words(told: dict[str, Any]) -> str:
    """For a terminal: the letters, and where they wait."""
    lines = [f"{letter['to']}:\n\n{letter['words']}\n" for letter in told["letters"] if letter["words"]]
    lines.append(f"{_('When both said yes')}:\n\n{told['opening']}\n")
    last = _("Nothing was kept.") if not told["kept"] else _("Nothing was sent. Read and press: %(page)s") % told
    return "\n".join([*lines, last]) + "\n"
