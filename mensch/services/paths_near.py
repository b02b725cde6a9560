"""Where there is no path yet: how the owner might come to know somebody who can introduce them. Facts, no ties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mensch.core.people import fold, fold_company
from mensch.core.reasons import Reason, because
from mensch.core.ties.grounds import told
from mensch.core.ties.why import Why
from mensch.core.touches import Id
from mensch.core.words import LONGEST_WORD
from mensch.models import Label, Person, PersonWord, Vault
from mensch.services.paths import KNOWN, acquainted
from mensch.services.people_rows import PersonRow, rows_of

MOST = 6
_GROUP = 60  # a larger group is a list: everybody on it shares it with everybody
_FIRM = 100


class Near(NamedTuple):
    """Somebody who may lead to them one day, why, and what shows it."""

    row: PersonRow
    why: Reason
    told: tuple[Reason, ...] = ()


def near(*, vault: Vault, to: Person) -> tuple[Near, ...]:
    """Who knows them without being known to the owner, then who shares a firm or a group with them."""
    found: dict[Id, Near] = {}
    for one in (*_beside(vault, to), *_firm(vault, to), *_groups(vault, to)):
        if one.row.id not in found and one.row.id != to.pk and one.row.kind == "person":
            found[one.row.id] = one
    known = [one for one in found.values() if one.told or one.row.standing in KNOWN]
    return (*known, *(one for one in found.values() if one not in known))[:MOST]


def _beside(vault: Vault, to: Person) -> Iterator[Near]:
    """Whoever knows them on evidence, but is not known to the owner."""
    grounds = {one if other == to.pk else other: g for (one, other), g in acquainted(vault, [to.pk]).items()}
    for row in rows_of(vault=vault, people=sorted(grounds)):
        if row.standing not in KNOWN:
            yield Near(row, because(Why.KNOWS_THEM, who=row.full, whom=to.full), told(grounds[row.id]))


def _firm(vault: Vault, to: Person) -> Iterator[Near]:
    firm = fold_company(to.org)
    if not firm:
        return
    words_of_it = set(fold(to.org).split()) & set(firm.split()) or {firm}
    longest = max(sorted(words_of_it), key=len)[:LONGEST_WORD]
    words = PersonWord.objects.filter(vault=vault, word=longest).values_list("person_id", flat=True)[:_FIRM]
    for row in _known_first(vault, list(words)):
        if fold_company(row.org) == firm:
            code = Why.SAME_FIRM if row.standing in KNOWN else Why.SAME_FIRM_LISTED
            yield Near(row, because(code, who=row.full, org=row.org))


def _groups(vault: Vault, to: Person) -> Iterator[Near]:
    for group in Label.objects.filter(vault=vault, person=to).order_by("text").values_list("text", flat=True):
        same = Label.objects.filter(vault=vault, text=group).values_list("person_id", flat=True)[: _GROUP + 1]
        people = list(same)
        for row in _known_first(vault, people) if len(people) <= _GROUP else ():
            code = Why.SAME_GROUP if row.standing in KNOWN else Why.SAME_GROUP_LISTED
            yield Near(row, because(code, who=row.full, group=group))


def _known_first(vault: Vault, people: Sequence[Id]) -> list[PersonRow]:
    return sorted(rows_of(vault=vault, people=people), key=lambda row: (row.standing not in KNOWN, row.sort_key))
