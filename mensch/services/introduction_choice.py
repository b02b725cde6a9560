"""Introduce two people: who to whom, chosen step by step, with both reasons proposed from their asks and offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from mensch.core.asks import SeenBy
from mensch.core.asks import Side as AskSide
from mensch.core.called import called
from mensch.models import Acquaintance, Ask, Opening, Person, Side, Vault
from mensch.services.access import public, see
from mensch.services.people_rows import PersonRow, rows_of
from mensch.services.search import search

ME = "me"
_FOUND = 20
_FEW = 8


class Choice(NamedTuple):
    """How far it is chosen. `missing`: whose turn it is to be chosen, empty when all are there."""

    given: dict[str, str]
    first: Person | None
    mine: bool
    second: Person | None
    connector: Person | None
    missing: str
    text: str
    found: tuple[PersonRow, ...]
    because: tuple[str, str]
    led_here: tuple[tuple[str, str], ...]


def choice(*, vault: Vault, given: Any) -> Choice:
    """From what stands in the address of the page. Raises Http404 for people who are not the owner's."""
    asked = {name: str(given.get(name, "")).strip() for name in ("first", "second", "connector", "ask")}
    mine = asked["first"] == ME
    first = see(vault, Person, asked["first"]) if asked["first"] and not mine else None
    second, connector = (see(vault, Person, asked[name]) if asked[name] else None for name in ("second", "connector"))
    missing = _missing(first is not None or mine, second is not None, connector is not None or not mine)
    text = str(given.get("q", ""))[:200].replace("\0", "")
    chosen = {one.pk for one in (first, second, connector) if one}
    found = _found(vault, missing, text, second, first) if missing else []
    return Choice(
        {name: value for name, value in asked.items() if value},
        first,
        mine,
        second,
        connector,
        missing,
        text,
        tuple(one for one in found if one.id not in chosen),
        _why(vault, asked["ask"], first, second) if second and not missing else ("", ""),
        led_here(vault=vault, people=[one for one in (first, second) if one]) if not missing else (),
    )


def _missing(first: bool, second: bool, connector: bool) -> str:
    return "first" if not first else "second" if not second else "" if connector else "connector"


def _found(vault: Vault, missing: str, text: str, second: Person | None, first: Person | None) -> Sequence[PersonRow]:
    if text.strip():
        return search(vault=vault, text=text, limit=_FOUND)
    if missing == "connector" and second:
        return _between(vault, second)
    asks = Ask.objects.filter(vault=vault, ended_at=None, side="giving" if first else "looking").exclude(person=None)
    ids = asks.order_by("-made_at").values_list("person_id", flat=True)[: _FEW * 3]
    return rows_of(vault=vault, people=list(dict.fromkeys(ids))[:_FEW])


def _between(vault: Vault, person: Person) -> list[PersonRow]:
    """Whom the owner's own mail and calendar show to know this person."""
    rows = Acquaintance.objects.filter(vault=vault)
    ids = [*rows.filter(one=person).order_by("-at").values_list("other_id", flat=True)[:_FEW]]
    ids += rows.filter(other=person).order_by("-at").values_list("one_id", flat=True)[:_FEW]
    return rows_of(vault=vault, people=list(dict.fromkeys(ids)))


def _why(vault: Vault, ask: str, first: Person | None, second: Person | None) -> tuple[str, str]:
    return _for_this(vault, ask, first, second) if ask else why(vault=vault, first=first, second=second)


def why(*, vault: Vault, first: Person | None, second: Person | None) -> tuple[str, str]:
    """Why it is good for the first, and for the second: what the other gives, else what the other looks for."""
    return _about(vault, second), _about(vault, first)


def _about(vault: Vault, person: Person | None) -> str:
    if person is None:
        return ""
    rows = Ask.objects.filter(vault=vault, person=person, ended_at=None, seen_by=SeenBy.INTRODUCED)
    words = dict(reversed(list(rows.order_by("-made_at").values_list("side", "words"))))
    side = next((side for side in (AskSide.GIVING, AskSide.LOOKING) if side in words), None)
    return _told(person, side, words[side]) if side else ""


def _for_this(vault: Vault, ask: str, first: Person | None, second: Person | None) -> tuple[str, str]:
    """The same where it began with an ask: its own words, and what the other does where no offer of theirs is known."""
    mine, theirs = why(vault=vault, first=first, second=second)
    row = see(vault, Ask, ask)
    if first and row.person_id == first.pk:
        theirs = _told(first, row.side, row.words) if row.seen_by == SeenBy.INTRODUCED else ""
    return mine or _does(second), theirs


def _told(person: Person, side: str, words: str) -> str:
    facts = {"name": called(person.full, person.given), "words": words}
    if side == AskSide.GIVING:
        return _("%(name)s is glad to give: %(words)s.") % facts
    return _("%(name)s is looking for: %(words)s.") % facts


def _does(person: Person | None) -> str:
    """What somebody does, as far as it is known; not where: that would name them."""
    return f"{called(person.full, person.given)}: {person.title}." if person and person.title else ""


def led_here(*, vault: Vault, people: Sequence[Person]) -> tuple[tuple[str, str], ...]:
    """Earlier introductions of one of them that opened: one of these may have led to this one."""
    opened = Opening.objects.filter(vault=vault).values("introduction")
    rows = Side.objects.filter(vault=vault, person__in=people, introduction__in=opened).order_by("-id")
    ids = list(dict.fromkeys(rows.values_list("introduction_id", flat=True)[:_FEW]))
    names: dict[int, list[str]] = {}
    both = Side.objects.filter(vault=vault, introduction__in=ids, part__in=("first", "second"))
    for side in both.select_related("person").order_by("part"):
        names.setdefault(side.introduction_id, []).append(side.person.full if side.person else _("you"))
    return tuple((public(pk), _(" and ").join(names.get(pk, []))) for pk in ids)
