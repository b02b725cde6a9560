"""The honest reveal: of everybody on your lists, whom you have met, who writes both ways, what cannot be told."""

from __future__ import annotations

import zoneinfo
from collections import Counter
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count

from mensch.core.telling import Sources
from mensch.core.touches import Standing
from mensch.models import Correction, Occasion, Person, Promise, RawRecord, Touch, Vault
from mensch.services.import_extras import SOURCES
from mensch.services.own_fields import SOURCE as OWN
from mensch.services.today_words import replies

_OWN_WORDS = ""  # touches the owner noted carry no source


class Reveal(NamedTuple):
    """Counts of the owner's own list; the parts add up to `total`. None where no source can tell."""

    total: int
    met: int | None
    both: int | None
    one: int | None
    listed: int
    promised: int
    waiting: int
    places: int
    sources: Sources


def reveal(*, vault: Vault, now: datetime) -> Reveal:
    counts = _counts(vault)
    given = sources(vault=vault)
    no_met = not (given.calendar or given.captures or counts[Standing.MET])
    no_writing = not (given.mail or given.messages)
    hidden = {Standing.MET: no_met, Standing.TWO_WAY: no_writing, Standing.ONE_WAY: no_writing}
    told = {s: None if unknown and not counts[s] else counts[s] for s, unknown in hidden.items()}
    return Reveal(
        total=sum(counts.values()),
        met=told[Standing.MET],
        both=told[Standing.TWO_WAY],
        one=told[Standing.ONE_WAY],
        listed=counts[Standing.LISTED],
        promised=_promised(vault),
        waiting=_waiting(vault, now),
        places=_places(vault),
        sources=given,
    )


def sources(*, vault: Vault) -> Sources:
    """Which kinds of source were given so far."""
    kinds = {
        kind for kind in ("mail", "message", "meeting") if Occasion.objects.filter(vault=vault, kind=kind).exists()
    }
    noted = Touch.objects.filter(vault=vault, made_by=None, source=_OWN_WORDS).exists()
    return Sources(
        lists=RawRecord.objects.filter(vault=vault).exists(),
        mail="mail" in kinds,
        messages="message" in kinds,
        calendar="meeting" in kinds,
        captures=noted or Correction.objects.filter(vault=vault, says="met", withdrawn_at=None).exists(),
    )


def _waiting(vault: Vault, now: datetime) -> int:
    """People whose last word came to the owner and waits."""
    owed = replies(vault=vault, now=now, zone=zoneinfo.ZoneInfo(vault.time_zone))
    return len({nudge.person for nudge in owed})


def _counts(vault: Vault) -> Counter[str]:
    """How many people of each standing; firms and lists, which are few, are taken off the sum of all."""
    rows = Person.objects.filter(vault=vault)
    count = {"n": Count("id")}
    counts = Counter(dict(rows.values_list("standing").annotate(**count).order_by()))
    counts.subtract(dict(rows.exclude(kind="person").values_list("standing").annotate(**count).order_by()))
    return counts


def _places(vault: Vault) -> int:
    """How many kinds of sources told of people: from one to the next, for there are few and their records many."""
    rows = RawRecord.objects.filter(vault=vault).exclude(source__in=(*SOURCES.values(), OWN)).order_by("source")
    found, last = 0, ""
    while last := rows.filter(source__gt=last).values_list("source", flat=True).first() or "":
        found += 1
    return found


def _promised(vault: Vault) -> int:
    mine = Promise.objects.filter(vault=vault, by_me=True, maybe=False, end=None)
    return mine.values("person").distinct().count()
