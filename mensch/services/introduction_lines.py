"""Introductions as lines of a list: the two people, five steps in words, and how it stands. Answers are not read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from mensch.core.introductions import UNOPENED, Part, Phase
from mensch.core.introductions_seen import STEPS, Seen, seen_by_owner
from mensch.models import Introduction, Person, Side, Vault
from mensch.services.access import public
from mensch.services.introduction_facts import Known, known, today_of
from mensch.services.introduction_today import names_of
from mensch.services.person_rows import rows

_MOST = 200
_STEPS = (_l("one"), _l("two"), _l("three"), _l("four"), _l("five"))  # in letters: no figure stands beside a name
_WORDS = (_l("you decide"), _l("one is asked"), _l("the other is asked"), _l("they meet"), _l("what came of it"))


class Line(NamedTuple):
    """One introduction in a list. `one`, `other`: the people, None for the owner."""

    id: str
    one: Person | None
    other: Person | None
    connector: Person | None
    seen: Seen
    steps: tuple[str, ...]
    words: str
    at: datetime


class Listing(NamedTuple):
    waiting: tuple[Line, ...]
    ended: tuple[Line, ...]


def listing(*, vault: Vault, now: datetime) -> Listing:
    """Under way, and what has ended; the latest first."""
    lines = lines_of(vault, Introduction.objects.filter(vault=vault).order_by("-made_at", "-id")[:_MOST], now)
    going = UNOPENED | {Phase.OPENED}
    waiting = tuple(one for one in lines if one.seen.phase in going)
    return Listing(waiting, tuple(one for one in lines if one.seen.phase not in going))


def of_person(*, vault: Vault, person: Person, now: datetime, most: int = 5) -> tuple[Line, ...]:
    sides = rows(Side, vault=vault, person=person, order=("-id",), most=most)
    if not sides:
        return ()
    ids = [side.introduction_id for side in sides]
    return tuple(lines_of(vault, Introduction.objects.filter(vault=vault, pk__in=ids).order_by("-made_at"), now))


def of_ask(*, vault: Vault, ask: int, now: datetime, most: int = 5) -> tuple[Line, ...]:
    """Those that began with an ask, the latest first."""
    found = Introduction.objects.filter(vault=vault, ask=ask).order_by("-made_at")
    return tuple(lines_of(vault, found[:most], now))


def lines_of(vault: Vault, found: Iterable[Introduction], now: datetime) -> list[Line]:
    return [line_of(whole, today_of(vault, now)) for whole in known(vault=vault, rows=list(found))]


def line_of(whole: Known, today: date) -> Line:
    seen = seen_by_owner(whole.intro, names_of(whole), today=today)
    people = {part: side.person for part, side in whole.sides.items()}
    return Line(
        id=public(whole.row.pk),
        one=people.get(Part.FIRST),
        other=people.get(Part.SECOND),
        connector=people.get(Part.CONNECTOR),
        seen=seen,
        steps=_marks(seen),
        words=_words(seen),
        at=whole.row.made_at,
    )


def _marks(seen: Seen) -> tuple[str, ...]:
    """The five dots: what is done, and where it stands."""
    now = "" if seen.phase is Phase.CLOSED else "on" if seen.phase is Phase.TOLD else "now"
    return tuple("on" if n < seen.step else now if n == seen.step else "" for n in range(1, STEPS + 1))


def _words(seen: Seen) -> str:
    if seen.phase is Phase.CLOSED:
        return _("closed")
    return _("%(step)s of five, %(word)s") % {"step": _STEPS[seen.step - 1], "word": _WORDS[seen.step - 1]}
