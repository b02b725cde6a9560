"""Kinds of asks: the words that give them away, and which side of a card each of them reads first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is asked for."""

    SUPPLIER = "supplier"
    HIRE = "hire"
    ADVICE = "advice"
    SPEAKER = "speaker"
    PUBLISHER = "publisher"  # a stage: podcast, column, panel
    ACCESS = "access"  # somebody who knows a certain door
    BUYER = "buyer"  # who would buy, stock or take over
    CLIENT = "client"
    PARTNER = "partner"
    WORK = "work"
    FUND = "fund"
    VOLUNTEER = "volunteer"
    OTHER = "other"


# What other places call these kinds.
_OTHERWISE = (("prospect", Kind.CLIENT), ("customer", Kind.CLIENT), ("funding", Kind.FUND), ("someone", Kind.ACCESS))


def kind_named(name: str) -> Kind | None:
    """The kind of that name, if there is one."""
    known = {kind.value: kind for kind in Kind} | dict(_OTHERWISE)
    return known.get(name.strip().lower())


@dataclass(frozen=True, slots=True)
class Reads:
    """How much a word counts in each field (title, offers, company, notes, needs, city, interests).

    `also`: phrases of people who usually help with this kind. `spheres`: whether neighbours in the graph help.
    `talks`: words one of which should stand on the card; a trade they say is not the topic. `serves`: who is helped,
    not who helps.
    """

    fields: tuple[float, float, float, float, float, float, float]
    also: tuple[str, ...] = ()
    talks: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    spheres: bool = False


_OFFERING = (1.0, 1.0, 0.6, 0.65, 0.15, 0.3, 0.2)
_SERVED = ("small business owner", "co-founder")
_OPEN = (1.0, 0.9, 0.8, 0.9, 0.9, 0.3, 0.2)
READS: Mapping[Kind, Reads] = {
    Kind.SUPPLIER: Reads(_OFFERING, serves=_SERVED),
    Kind.ADVICE: Reads((1.0, 1.0, 0.6, 0.9, 0.15, 0.3, 0.2), serves=_SERVED),
    Kind.HIRE: Reads(_OFFERING, also=("recruiter",)),
    Kind.SPEAKER: Reads(
        (1.0, 1.0, 0.6, 0.9, 0.15, 0.3, 0.3),
        talks=("talk", "speaker", "keynote", "lecture", "lecturer", "workshop", "panel", "trainer", "training"),
    ),
    Kind.PUBLISHER: Reads(
        (1.0, 0.9, 0.8, 0.9, 0.9, 0.3, 0.2),
        also=("journalist", "editor", "podcast", "magazine", "reporter", "publisher"),
        serves=_SERVED,
    ),
    Kind.ACCESS: Reads((1.0, 0.9, 1.0, 0.9, 0.6, 0.4, 0.2)),
    Kind.BUYER: Reads(_OPEN, also=("buyer", "retailer", "wholesaler", "shop owner", "shop")),
    Kind.CLIENT: Reads((0.9, 0.6, 0.7, 0.9, 1.0, 0.3, 0.2), spheres=True),
    Kind.PARTNER: Reads((1.0, 0.7, 0.6, 0.7, 0.3, 0.3, 0.2), spheres=True),
    Kind.WORK: Reads((1.0, 0.7, 1.0, 0.8, 1.0, 0.4, 0.2), also=("recruiter",)),
    Kind.FUND: Reads(
        (1.0, 1.0, 0.7, 0.9, 0.1, 0.3, 0.2),
        also=("investor", "business angel", "banker", "grant consultant"),
        serves=_SERVED,
    ),
    Kind.VOLUNTEER: Reads(_OPEN),
    Kind.OTHER: Reads((1.0, 1.0, 0.7, 0.8, 0.4, 0.3, 0.3)),
}
