"""What passed between the owner and a person, in the owner's own note of it: one line is enough."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, tzinfo
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.moments import day
from mensch.core.touches import Kind
from mensch.errors import InputError
from mensch.models import AfterMeeting, Person, Promise, Rest, ThankYou, Touch, Vault
from mensch.services import carried, standings
from mensch.services.access import public, see
from mensch.services.merge_tables import frozen, insert
from mensch.services.said import line, noon, past


class Way(NamedTuple):
    kind: Kind
    by_me: bool | None


WAYS = {
    "met": Way(Kind.MET, None),
    "call": Way(Kind.CALL, None),
    "video": Way(Kind.VIDEO, None),
    "wrote": Way(Kind.MESSAGE, True),
    "answered": Way(Kind.MESSAGE, False),
    "other": Way(Kind.OTHER, None),
}
OWN = ("", "said")  # sources of touches that the owner noted
_ACT = "touch"
_KEEPS: dict[str, type[Any]] = {"thanks": ThankYou, "promises": Promise}  # they outlive the touch they hang on


@transaction.atomic
def note(
    *, vault: Vault, person: str, way: str, on: date | None, what: str, place: str = "", now: datetime, zone: tzinfo
) -> Touch:
    """Keep what passed; the same note of the same day is one. Raises InputError, Http404."""
    row = see(vault, Person, person)
    if way not in WAYS:
        raise InputError(_("Choose what passed between you."))
    today = day(now, zone)
    on = past(on, today) or today
    words = f"{way}\n{on}\n{line(what, 300)}\n{line(place, 200)}"
    key = f"noted:{hashlib.sha256(words.encode()).hexdigest()[:32]}"
    return keep(vault=vault, person=row, way=WAYS[way], at=noon(on, zone, now), key=key, what=what, place=place)


def keep(*, vault: Vault, person: Person, way: Way, at: datetime, key: str, what: str, place: str) -> Touch:
    """Write the touch, once for each key; a person who rests and was met, or wrote, is back."""
    told = {"at": at, "by_me": way.by_me, "what": line(what, 300), "place": line(place, 200)}
    touch: Touch
    touch, made = Touch.objects.get_or_create(vault=vault, person=person, kind=way.kind.value, key=key, defaults=told)
    if made:
        if way.by_me is not True and way.kind is not Kind.OTHER:
            Rest.objects.filter(vault=vault, person=person, ended_at=None, since__lt=at).update(ended_at=at)
        standings.refresh(vault=vault, people=[person.pk])
    return touch


@transaction.atomic
def remove(*, vault: Vault, touch: str) -> tuple[Touch, str]:
    """It was not so. Only what the owner noted can be taken back here. Gives the row that went, and words for Undo."""
    row = see(vault, Touch, touch)
    if row.source not in OWN:
        raise InputError(_("This came from a file. Say how you know each other instead; your word wins."))
    words = carried.pack(vault, _ACT, {"person": public(row.person_id), **_with_what_hangs_on(vault, row)})
    drop(vault, row)
    return row, words


def _with_what_hangs_on(vault: Vault, row: Touch) -> dict[str, Any]:
    hangs = {
        name: list(model.objects.filter(vault=vault, touch=row).values_list("id", flat=True))
        for name, model in _KEEPS.items()
    }
    after = AfterMeeting.objects.filter(vault=vault, touch=row)
    return {"touch": frozen(row), "after": [frozen(one) for one in after], **hangs}


@transaction.atomic
def put_back(*, vault: Vault, person: str, words: str) -> Person:
    """The note as it was, with the answer, thanks and promises that hung on it. Raises InputError, Http404."""
    row, said = see(vault, Person, person), carried.unpack(vault, _ACT, words)
    if said["person"] != person:
        raise InputError(_("This is about somebody else."))
    insert(vault, "touch", [said["touch"]])
    insert(vault, "aftermeeting", said["after"])
    for name, model in _KEEPS.items():
        model.objects.filter(vault=vault, pk__in=said[name], touch=None).update(touch_id=said["touch"]["id"])
    standings.refresh(vault=vault, people=[row.pk])
    return row


def drop(vault: Vault, row: Touch) -> None:
    AfterMeeting.objects.filter(vault=vault, touch=row).delete()
    ThankYou.objects.filter(vault=vault, touch=row).update(touch=None)
    Promise.objects.filter(vault=vault, touch=row).update(touch=None)
    Touch.objects.filter(vault=vault, pk=row.pk).delete()
    standings.refresh(vault=vault, people=[row.person_id])
