"""Introductions gathered for the rules: their sides, letters and happenings, in a fixed number of queries."""

from __future__ import annotations

import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from mensch.core.introductions import Act, Happening, Intro, Part, Says
from mensch.core.moments import EARLIEST, day
from mensch.core.outbox import LetterState
from mensch.core.outcomes import CameOf, Giver, Met, Outcome, givers
from mensch.models import (
    Acceptance,
    Answer,
    Introduction,
    IntroductionEnd,
    Invitation,
    Letter,
    Opening,
    Side,
    Told,
    Vault,
)
from mensch.models import Outcome as OutcomeRow
from mensch.services.access import public

LEFT = frozenset(
    {LetterState.PRESSED, LetterState.SENDING, LetterState.SENT, LetterState.UNKNOWN, LetterState.SAID_SENT}
)
MEET, CHECK, MET, AGAIN, OPENING, TELL = "meet", "check", "met", "again", "opening", "tell"
_LETTERS: Mapping[Part | None, tuple[str, ...]] = {
    Part.FIRST: (MEET, AGAIN),
    Part.SECOND: (MEET, AGAIN),
    Part.CONNECTOR: (CHECK, TELL),
    None: (OPENING,),
}
_ENDS = {Met.YES.value: Act.MEET, Met.NOTHING.value: Act.NOTHING}
_ASKS = {CHECK: (1, Act.ASK), MEET: (1, Act.ASK), AGAIN: (6, Act.AGAIN)}
_BEGINS = (Part.CONNECTOR, Part.FIRST, Part.SECOND)
_Moment = tuple[datetime, int, Act, Part | None]


class Known(NamedTuple):
    """One introduction with all that is known of it, but for the answers: nobody's page shows those."""

    row: Introduction
    intro: Intro
    sides: Mapping[Part, Side]
    invitations: Mapping[tuple[Part, str], Invitation]
    letters: Mapping[str, Letter]
    acceptances: Mapping[Part, Acceptance]
    outcomes: tuple[Outcome, ...]
    told: tuple[Told, ...]
    end: IntroductionEnd | None
    opened_at: datetime | None

    def letter(self, part: Part | None, what: str) -> Letter | None:
        return self.letters.get(key_of(self.row, part, what))

    def tellings(self) -> frozenset[tuple[Giver, int | None]]:
        return frozenset((Giver(one.to), one.outcome_id) for one in self.told)


def key_of(row: Introduction, part: Part | None, what: str) -> str:
    """What a letter of an introduction is for: there is one of each."""
    return f"introduction:{public(row.pk)}:{part or 'both'}:{what}"


def keys_of(row: Introduction) -> list[str]:
    """What its letters are for, all of them."""
    return [key_of(row, part, what) for part, some in _LETTERS.items() for what in some]


def today_of(vault: Vault, now: datetime) -> date:
    return day(now, zoneinfo.ZoneInfo(vault.time_zone))


def one(*, vault: Vault, row: Introduction) -> Known:
    return known(vault=vault, rows=[row])[0]


def known(*, vault: Vault, rows: Sequence[Introduction]) -> list[Known]:
    """These introductions, in their order."""
    if not rows:
        return []
    for row in rows:
        row.vault = vault  # whose it is, is known
    ids = [row.pk for row in rows]
    found: dict[Any, dict[int, list[Any]]] = {}
    tied: tuple[Any, ...] = (Side, Invitation, Opening, Told, IntroductionEnd)
    for model in tied:
        of = model.objects.filter(vault=vault, introduction__in=ids).order_by("id")
        found[model] = _grouped(of.select_related("person") if model is Side else of, lambda row: row.introduction_id)
    said: tuple[Any, ...] = (Acceptance, OutcomeRow)
    for model in said:
        said_by = model.objects.filter(vault=vault, side__introduction__in=ids).select_related("side")
        found[model] = _grouped(said_by.order_by("at", "id"), lambda row: row.side.introduction_id)
    letters = _letters(vault, rows)
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    return [_known(row, {model: of[row.pk] for model, of in found.items()}, letters[row.pk], zone) for row in rows]


def _grouped(rows: Iterable[Any], by: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[by(row)].append(row)
    return found


def _letters(vault: Vault, rows: Sequence[Introduction]) -> dict[int, dict[str, Letter]]:
    keys = {key: row.pk for row in rows for key in keys_of(row)}
    found: dict[int, dict[str, Letter]] = defaultdict(dict)
    for letter in Letter.objects.filter(vault=vault, once__in=list(keys)):
        found[keys[letter.once]][letter.once] = letter
    return found


def _known(row: Introduction, rows: dict[Any, list[Any]], letters: dict[str, Letter], zone: zoneinfo.ZoneInfo) -> Known:
    sides = {Part(side.part): side for side in rows[Side]}
    of = {side.pk: part for part, side in sides.items()}
    whole = Known(
        row=row,
        intro=_intro(row, sides),
        sides=sides,
        invitations={(of[one.side_id], one.purpose): one for one in rows[Invitation] if one.side_id in of},
        letters=letters,
        acceptances={of[one.side_id]: one for one in rows[Acceptance]},
        outcomes=tuple(_outcome(one, of[one.side_id], zone) for one in rows[OutcomeRow]),
        told=tuple(rows[Told]),
        end=next(iter(rows[IntroductionEnd]), None),
        opened_at=rows[Opening][0].at if rows[Opening] else None,
    )
    moments = sorted(_moments(whole, rows[OutcomeRow]), key=lambda one: one[:2])
    happened = tuple(Happening(act, day(at, zone), part) for at, _, act, part in moments)
    return whole._replace(intro=whole.intro._replace(happened=happened))


def _intro(row: Introduction, sides: Mapping[Part, Side]) -> Intro:
    first, second, connector = (sides[part].person_id if part in sides else None for part in Part)
    return Intro(row.pk, first, second, connector, gone=not {Part.FIRST, Part.SECOND} <= sides.keys())


def _outcome(row: OutcomeRow, part: Part, zone: zoneinfo.ZoneInfo) -> Outcome:
    came_of = tuple(CameOf(word) for word in row.came_of if word in set(CameOf))
    return Outcome(row.pk, part, Met(row.met), came_of, row.words, day(row.at, zone))


def _moments(whole: Known, outcomes: Sequence[OutcomeRow]) -> Iterator[_Moment]:
    """Every happening with its moment; of one moment, in the order of an introduction."""
    begun = next((part for part in _BEGINS if (part, asking(part)) in whole.invitations), None)
    if begun:
        yield EARLIEST, 0, Act.PRESS, begun
    for part, purpose in whole.invitations:
        left = left_at(whole, part, purpose)
        if left and purpose in _ASKS:
            order, act = _ASKS[purpose]
            yield left, 3 if part is Part.SECOND and act is Act.ASK else order, act, part
    for part, row in whole.acceptances.items():
        yield row.at, 4 if part is Part.SECOND else 2, Act.YES, part
    if whole.opened_at:
        yield whole.opened_at, 5, Act.OPEN, None
    yield from ((row.at, 7, _ENDS[row.met], None) for row in outcomes if row.met in _ENDS)
    if {Giver(row.to) for row in whole.told} >= set(givers(whole.intro)):
        yield max(row.at for row in whole.told), 8, Act.TELL, None
    if whole.end:
        yield whole.end.at, 9, Act.STOP, None


def asking(part: Part) -> str:
    """What the letter to this part is that asks."""
    return CHECK if part is Part.CONNECTOR else MEET


def left_at(whole: Known, part: Part, purpose: str) -> datetime | None:
    """When a letter left: as it was noted, else as the letter itself says."""
    invitation, letter = whole.invitations.get((part, purpose)), whole.letter(part, purpose)
    if invitation is None or invitation.at or letter is None or letter.state not in LEFT:
        return invitation.at if invitation else None
    left: datetime | None = letter.said_sent_at or letter.pressed_at
    first = whole.acceptances.get(Part.FIRST)
    if part is not Part.SECOND or purpose != MEET or left is None or whole.intro.first is None:
        return left
    return max(left, first.at) if first else None  # nobody is asked second before the first said yes


def answers_of(whole: Known) -> dict[Part, Answer]:
    """The latest answer of each side: for the rules, and for the one who said it. Never for anybody else's page."""
    ids = [side.pk for side in whole.sides.values()]
    rows = Answer.objects.filter(vault=whole.row.vault_id, side__in=ids).order_by("at", "id").select_related("side")
    return {Part(row.side.part): row for row in rows}


def words_of(whole: Known) -> dict[Part, Says]:
    """The latest word of each side. Where no answer is kept (after a restore), an acceptance is a yes."""
    told = dict.fromkeys(whole.acceptances, Says.YES)
    return told | {part: Says(row.says) for part, row in answers_of(whole).items()}
