"""A circle gathered for the rules: its seats, its letters, how it stands. What anybody answered is not in it."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from mensch.core.moments import day
from mensch.core.outbox import LetterState
from mensch.core.own_circles import OPEN_FOR, Phase, phase
from mensch.models import Circle, CircleEnd, CircleOpening, Letter, Person, Seat, SeatAnswer, Vault
from mensch.services.access import public, see
from mensch.services.introduction_facts import LEFT, today_of

MEET, OPENING = "meet", "opening"
FEWEST = 3


class Whole(NamedTuple):
    """One circle or chain. `seats` in giving order; `asked`: the day the last letter left."""

    row: Circle
    seats: tuple[Seat, ...]
    letters: Mapping[str, Letter]
    opened_at: datetime | None
    ended: bool
    asked: date | None
    phase: Phase

    @property
    def people(self) -> list[Person]:
        return [seat.person for seat in self.seats]

    @property
    def gifts(self) -> list[str]:
        return [seat.gives for seat in self.seats]

    @property
    def closes(self) -> date | None:
        return self.asked + OPEN_FOR if self.asked else None

    def letter(self, seat: Seat, what: str) -> Letter | None:
        return self.letters.get(key_of(self.row, seat, what))

    def steps(self) -> list[tuple[Seat, Seat]]:
        """Giver and receiver of each help, in giving order."""
        after = self.seats[1:] if self.row.chain else self.seats[1:] + self.seats[:1]
        return list(zip(self.seats, after, strict=False))


def key_of(row: Circle, seat: Seat, what: str) -> str:
    """What a letter of a circle is for: there is one of each."""
    return f"circle:{public(row.pk)}:{seat.place}:{what}"


def one(*, vault: Vault, circle: str, now: datetime) -> Whole:
    """Raises Http404."""
    return wholes(vault=vault, rows=[see(vault, Circle, circle)], now=now)[0]


def latest(*, vault: Vault, now: datetime, most: int = 20) -> list[Whole]:
    return wholes(vault=vault, rows=list(Circle.objects.filter(vault=vault).order_by("-made_at")[:most]), now=now)


def wholes(*, vault: Vault, rows: Sequence[Circle], now: datetime) -> list[Whole]:
    """These circles, in their order, in a fixed number of queries."""
    ids = [row.pk for row in rows]
    seats: dict[int, list[Seat]] = {pk: [] for pk in ids}
    of = Seat.objects.filter(vault=vault, circle__in=ids).select_related("person")
    for seat in of.order_by("circle_id", "place"):
        seats[seat.circle_id].append(seat)
    opened = dict(CircleOpening.objects.filter(vault=vault, circle__in=ids).values_list("circle_id", "at"))
    ended = set(CircleEnd.objects.filter(vault=vault, circle__in=ids).values_list("circle_id", flat=True))
    letters = _letters(vault, rows, seats)
    return [
        _whole(vault, row, seats[row.pk], letters, opened_at=opened.get(row.pk), ended=row.pk in ended, now=now)
        for row in rows
    ]


def _letters(vault: Vault, rows: Sequence[Circle], seats: Mapping[int, Sequence[Seat]]) -> dict[str, Letter]:
    keys = [key_of(row, seat, what) for row in rows for seat in seats[row.pk] for what in (MEET, OPENING)]
    return {letter.once: letter for letter in Letter.objects.filter(vault=vault, once__in=keys)}


def _whole(
    vault: Vault,
    row: Circle,
    seats: Sequence[Seat],
    letters: Mapping[str, Letter],
    *,
    opened_at: datetime | None,
    ended: bool,
    now: datetime,
) -> Whole:
    row.vault = vault
    mine = [letters.get(key_of(row, seat, MEET)) for seat in seats]
    asked = _asked(vault, mine)
    gone = [seat.place for seat in seats] != [*map(str, range(len(seats)))] or len(seats) < FEWEST
    stands = phase(asked=asked, opened=opened_at is not None, ended=ended, gone=gone, today=today_of(vault, now))
    return Whole(row, tuple(seats), letters, opened_at, ended, asked, stands)


def _asked(vault: Vault, letters: Sequence[Letter | None]) -> date | None:
    left = [one.said_sent_at or one.pressed_at for one in letters if one and one.state in LEFT]
    moments = [at for at in left if at]
    return day(max(moments), zoneinfo.ZoneInfo(vault.time_zone)) if moments else None


def agreed(whole: Whole) -> list[bool]:
    """By seat, whether the latest word is yes: for the rule that opens it, never for anybody's page."""
    rows = SeatAnswer.objects.filter(vault=whole.row.vault_id, seat__in=[seat.pk for seat in whole.seats])
    last = dict(rows.order_by("at", "id").values_list("seat_id", "says"))
    return [last.get(seat.pk) == "yes" for seat in whole.seats]


def is_out(letter: Letter | None) -> bool:
    """Whether it may have left: the link in it takes answers from then on."""
    return letter is not None and letter.state != LetterState.HELD
