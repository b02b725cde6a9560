"""One ask: its words, how it is read, what would make it easier to help; and of an offer, who looks for it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from mensch.core.ask_words import advert, sharpen
from mensch.core.asks import Side, is_open, read_as
from mensch.core.matching.asks import Ask as Read
from mensch.core.matching.asks import parse_ask
from mensch.core.matching.kinds import Kind, kind_named
from mensch.core.reasons import Reason
from mensch.models import Ask, Finding, Person, Vault
from mensch.services import knowledge
from mensch.services.access import see

_MOST = 300
_SHOWN = 10


class Page(NamedTuple):
    """`read`: as the sentence and the owner's choices say. `sharper`: a question, where it is vague or an advert."""

    ask: Ask
    person: Person | None
    read: Read
    open: bool
    sharper: Reason | None
    found_by: tuple[Person, ...]

    @property
    def looking(self) -> bool:
        return bool(self.ask.side == Side.LOOKING)

    @property
    def town(self) -> str:
        return self.ask.town or (self.read.place.name if self.read.place else "")


def page(*, vault: Vault, ask: str, today: date) -> Page:
    """Raises Http404."""
    row = see(vault, Ask, ask)
    read = parse_ask(
        read_as(row.words, row.town, row.without), knowledge.trades(), knowledge.towns(), kind=kind_named(row.kind)
    )
    found = Finding.objects.filter(vault=vault, ask=row).select_related("person").order_by("id") if row.ended else ()
    return Page(
        row,
        row.person,
        read,
        is_open(row.ended_at, row.until, today=today),
        advert(row.words, Side(row.side)) or sharpen(read, Side(row.side), row.town),
        tuple(one.person for one in found),
    )


def guess(words: str) -> tuple[Kind, str]:
    """The kind and the town a sentence points to; offered, never forced."""
    read = parse_ask(words, knowledge.trades(), knowledge.towns())
    return read.kind, read.place.name if read.place else ""


def who_look_for(*, vault: Vault, offer: Ask, today: date) -> list[Ask]:
    """Open asks of others that an offer answers: of one trade, else in one word. The latest first."""
    from mensch.services.ideas_paired import paired

    rows = Ask.objects.filter(vault=vault, side=Side.LOOKING.value, ended_at=None).select_related("person")
    rows = rows.filter(Q(until=None) | Q(until__gte=today)).order_by("-made_at")[:_MOST]
    found = [asked for asked, _offer in paired(list(rows), [offer])]
    return found[:_SHOWN]
