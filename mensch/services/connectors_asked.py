"""What lies with the people the owner asks to introduce them, and how their earlier introductions went."""

from __future__ import annotations

import zoneinfo
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from mensch.core.introductions import Part, Phase, phase
from mensch.core.moments import day
from mensch.core.outcomes import Met, latest
from mensch.core.ties.paths import Brought
from mensch.core.touches import Id
from mensch.models import Introduction, Side, Vault
from mensch.services import introduction_facts


class Asked(NamedTuple):
    """`load`: questions that wait with each connector. A no waits like no word, so it cannot be read off here."""

    load: Mapping[Id, int]
    past: Mapping[Id, Sequence[Brought]]


def asked(*, vault: Vault, today: date) -> Asked:
    load: dict[Id, int] = defaultdict(int)
    past: dict[Id, list[Brought]] = defaultdict(list)
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    for whole in _through_others(vault):
        connector = whole.intro.connector
        if connector is None:
            continue  # erased since
        if phase(whole.intro, today=today) is Phase.CHECKING:
            load[connector] += 1
        if whole.opened_at and whole.intro.first is None and (second := whole.sides.get(Part.SECOND)):
            past[connector].append(Brought(second.person.full, day(whole.opened_at, zone), _met(whole)))
    return Asked(dict(load), dict(past))


def _through_others(vault: Vault) -> list[introduction_facts.Known]:
    ids = Side.objects.filter(vault=vault, part=Part.CONNECTOR).values_list("introduction_id", flat=True)
    rows = Introduction.objects.filter(vault=vault, pk__in=list(ids))
    return introduction_facts.known(vault=vault, rows=list(rows))


def _met(whole: introduction_facts.Known) -> bool | None:
    """Whether they met; None while nobody has said how it ended."""
    said = {one.met for one in latest(whole.outcomes).values()}
    if Met.YES in said:
        return True
    return False if Met.NOTHING in said else None
