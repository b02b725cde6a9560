"""Who could help with one ask, as its page shows them: in bands, with quoted reasons, and how the owner knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from mensch.core.matching.answers import Band, Match
from mensch.core.matching.asks import Ask as Read
from mensch.core.matching.language import detect
from mensch.core.matching.silence import Silent
from mensch.core.reasons import Reason, because
from mensch.core.telling import in_words
from mensch.core.touches import NOTHING, Standing
from mensch.models import Aside, Ask, Vault
from mensch.services import knowledge, listed, matching
from mensch.services.access import public
from mensch.services.people_rows import PersonRow, rows_of
from mensch.services.shelves import Shelf
from mensch.services.standings import evidence_of

_LOOKED, _SHOWN, _CHIPS = 40, 10, 5
_KNOWN = frozenset({Standing.MET.value, Standing.TWO_WAY.value})


class Answer(NamedTuple):
    """Somebody who may help: why, quoted, and how the owner knows them. `near`: well enough to introduce."""

    row: PersonRow
    reasons: tuple[Reason, ...]
    known: tuple[Reason, ...]
    near: bool


class SetAside(NamedTuple):
    id: str
    row: PersonRow


class Answers(NamedTuple):
    """All that the page shows of an ask's answers. `listed`: nothing went both ways with them, so they stand apart.

    `trades`: of those shown, to rule out.
    """

    read: Read
    bands: tuple[tuple[Band, tuple[Answer, ...]], ...]
    listed: tuple[Answer, ...]
    nobody: Reason | None
    left_out: tuple[PersonRow, ...]
    trades: tuple[str, ...]
    aside: tuple[SetAside, ...]

    @property
    def people(self) -> tuple[PersonRow, ...]:
        return tuple(one.row for _band, some in self.bands for one in some) + tuple(one.row for one in self.listed)


def answers(*, vault: Vault, ask: Ask, today: date, shelf: Shelf) -> Answers:
    """In the order of the ask, which no evidence enters; but whom the owner truly knows, and who is listed, are told
    apart, and those set aside for it stand by themselves."""
    gone = dict(Aside.objects.filter(vault=vault, ask=ask).order_by("id").values_list("person_id", "id"))
    found = matching.matches(vault=vault, ask=ask, limit=_LOOKED + len(gone), today=today, shelf=shelf)
    people = _people(vault, found, gone)
    near, far = _apart([one for one in found.matches if int(one.person) not in gone], people)
    told = list(_told(vault, near, people))
    listed_only = [one for _band, one in _told(vault, far, people)]
    return Answers(
        found.ask,
        tuple((band, tuple(one for _band, one in some)) for band, some in groupby(told, key=lambda one: one[0])),
        tuple(listed_only),
        found.nobody or (None if told or listed_only else because(Silent.NOBODY)),
        tuple(people[pk] for pk in map(int, found.left_out[:_SHOWN]) if pk in people),
        tuple(_trades(found.ask, [people[int(one.person)] for one in (*near, *far)])),
        tuple(SetAside(public(id_), people[pk]) for pk, id_ in gone.items() if pk in people),
    )


def _people(vault: Vault, found: matching.Found, gone: Iterable[int]) -> dict[int, PersonRow]:
    ids = [*(int(one.person) for one in found.matches), *map(int, found.left_out[:_SHOWN]), *gone]
    return {row.id: row for row in rows_of(vault=vault, people=list(dict.fromkeys(ids)))}


def _apart(found: Iterable[Match], people: dict[int, PersonRow]) -> tuple[list[Match], list[Match]]:
    """Those the owner truly knows, and those with whom nothing went both ways."""
    near, far = list[Match](), list[Match]()
    for one in found:
        row = people.get(int(one.person))
        if row:
            (near if row.standing in _KNOWN else far).append(one)
    return near[:_SHOWN], far[:_SHOWN]


def _told(vault: Vault, shown: Sequence[Match], people: dict[int, PersonRow]) -> Iterator[tuple[Band, Answer]]:
    """Best band first; within one, the order of the ask."""
    ids = [int(one.person) for one in shown]
    facts = evidence_of(vault=vault, people=ids)
    words = {pk: in_words(facts.get(pk, NOTHING)) for pk in ids}
    dated = listed.dated(vault=vault, told={pk: why[0] for pk, why in words.items() if why})
    for one in sorted(shown, key=lambda match: match.band):
        pk = int(one.person)
        known = (dated[pk], *words[pk][1:]) if words[pk] else ()
        yield one.band, Answer(people[pk], one.reasons, known, people[pk].standing in _KNOWN)


def _trades(read: Read, shown: Iterable[PersonRow]) -> list[str]:
    """The trades that titles of those shown say and the ask does not: one press rules one out."""
    words, found = knowledge.trades(), dict[str, None]()
    for row in shown:
        for tag in words.find(row.title, detect(row.title), weak=False):
            if tag.trade not in read.trades:
                found[words.label(tag.trade)] = None
    return list(found)[:_CHIPS]
