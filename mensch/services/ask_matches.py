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

_CHIPS = 5
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
    """All that the page shows of an ask's answers. `trades`: of those shown, to rule out."""

    read: Read
    bands: tuple[tuple[Band, tuple[Answer, ...]], ...]
    nobody: Reason | None
    left_out: tuple[PersonRow, ...]
    trades: tuple[str, ...]
    aside: tuple[SetAside, ...]

    @property
    def people(self) -> tuple[PersonRow, ...]:
        return tuple(one.row for _band, some in self.bands for one in some)


def answers(*, vault: Vault, ask: Ask, today: date, shelf: Shelf) -> Answers:
    """In the order of the ask; those set aside for it stand apart."""
    gone = dict(Aside.objects.filter(vault=vault, ask=ask).order_by("id").values_list("person_id", "id"))
    found = matching.matches(vault=vault, ask=ask, limit=10 + len(gone), today=today, shelf=shelf)
    shown = [one for one in found.matches if int(one.person) not in gone][:10]
    ids = [*(int(one.person) for one in shown), *map(int, found.left_out[:10]), *gone]
    people = {row.id: row for row in rows_of(vault=vault, people=ids)}
    told = list(_told(vault, shown, people))
    return Answers(
        found.ask,
        tuple((band, tuple(one for _band, one in some)) for band, some in groupby(told, key=lambda one: one[0])),
        found.nobody or (None if told else because(Silent.NOBODY)),
        tuple(people[pk] for pk in map(int, found.left_out[:10]) if pk in people),
        tuple(_trades(found.ask, (one.row for _band, one in told))),
        tuple(SetAside(public(id_), people[pk]) for pk, id_ in gone.items() if pk in people),
    )


def _told(vault: Vault, shown: Sequence[Match], people: dict[int, PersonRow]) -> Iterator[tuple[Band, Answer]]:
    """Best band first; within one, the order of the ask."""
    ids = [int(one.person) for one in shown]
    facts = evidence_of(vault=vault, people=ids)
    words = {pk: in_words(facts.get(pk, NOTHING)) for pk in ids}
    dated = listed.dated(vault=vault, told={pk: why[0] for pk, why in words.items() if why})
    for one in sorted(shown, key=lambda match: match.band):
        pk = int(one.person)
        if pk in people:
            known = (dated[pk], *words[pk][1:]) if words[pk] else ()
            row = people[pk]
            yield one.band, Answer(row, one.reasons, known, row.standing in _KNOWN)


def _trades(read: Read, shown: Iterable[PersonRow]) -> list[str]:
    """The trades that titles of those shown say and the ask does not: one press rules one out."""
    words, found = knowledge.trades(), dict[str, None]()
    for row in shown:
        for tag in words.find(row.title, detect(row.title), weak=False):
            if tag.trade not in read.trades:
                found[words.label(tag.trade)] = None
    return list(found)[:_CHIPS]
