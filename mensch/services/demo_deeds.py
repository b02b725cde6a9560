"""What the owner of the demo town noted down: promises, what people look for, rhythms, rest, thanks, letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

from django.db import transaction

from mensch.core.town import Citizen, Role, split
from mensch.core.town_life import moment
from mensch.models import (
    Acquaintance,
    Address,
    Ask,
    Chosen,
    Correction,
    Note,
    Person,
    Promise,
    PromiseEnd,
    Rhythm,
    Vault,
)
from mensch.services import letters, nudges, rests, standings, thanks
from mensch.services.access import public

# (citizen, promised by the owner, day it is due from today, days since it was made, how it ended)
_PROMISES = (
    *((3, True, 0, 6, ""), (6, True, -3, 20, ""), (8, True, 5, 4, ""), (12, True, 12, 9, ""), (15, True, None, 2, "")),
    *(
        (0, True, -40, 60, "kept"),
        (1, True, -90, 110, "kept"),
        (7, True, -200, 220, "kept"),
        (30, True, -12, 30, "kept"),
    ),
    *((18, True, -150, 170, "released"), (41, True, None, 300, "released")),
    *((5, False, -9, 30, ""), (20, False, None, 5, ""), (22, False, 8, 3, ""), (10, False, -60, 80, "kept")),
    (27, False, -300, 320, "kept"),
)
_RHYTHMS = ((0, 30), (7, 60), (10, 90), (11, 60), (13, 30), (16, 120), (17, 180), (19, 365))
_CHOSEN = (0, 7, 10, 11, 13)


class Deeds:
    """Writes them into a vault that has read the town's files."""

    def __init__(self, vault: Vault, town: Sequence[Citizen], words: Mapping[str, Any], today: date) -> None:
        self.vault, self.town, self.words, self.today = vault, town, words["words"], today
        keys = Address.objects.filter(vault=vault, kind="email").values_list("key", "person_id")
        by_mail = dict(keys)
        self.who = {one.n: by_mail[one.email] for one in town if one.email in by_mail}

    @transaction.atomic
    def write(self) -> None:
        self._promises()
        self._asks()
        self._round()
        self._notes()
        self._wishes()
        self._resting()
        self._letters()
        self._corrected()

    def _ago(self, days: float, hour: int = 10) -> datetime:
        return moment(self.today, days, hour)

    def _promises(self) -> None:
        mine, theirs = cycle(split(self.words["mine"])), cycle(split(self.words["theirs"]))
        for n, by_me, due, made, how in _PROMISES:
            row = Promise.objects.create(
                vault=self.vault,
                person_id=self.who[n],
                by_me=by_me,
                words=next(mine if by_me else theirs),
                due=None if due is None else self.today + timedelta(days=due),
                made_at=self._ago(made),
            )
            if how:
                at = self._ago(made - 1 if due is None else 1 - due)
                PromiseEnd.objects.create(vault=self.vault, promise=row, how=how, at=at)

    def _known(self, every: int, first: int = 0) -> Iterator[Citizen]:
        """Every so-manieth of those met."""
        known = [one for one in self.town if one.role in (Role.FRIEND, Role.MET) and one.n in self.who]
        yield from known[first::every]

    def _asks(self) -> None:
        own = (None, "looking", split(self.words["looking"])[6]), (None, "giving", split(self.words["giving"])[6])
        looking, giving = cycle(split(self.words["looking"])), cycle(split(self.words["giving"]))
        theirs = [(self.who[one.n], "looking", next(looking)) for one in self._known(2)]
        theirs += [(self.who[one.n], "giving", next(giving)) for one in self._known(3, 1)]
        for k, (person, side, text) in enumerate((*own, *theirs)):
            until = self.today + timedelta(days=14 + k) if side == "looking" and k % 3 else None
            made = {"person_id": person, "side": side, "words": text, "until": until, "made_at": self._ago(7 + k * 5)}
            Ask.objects.create(vault=self.vault, **made)

    def _round(self) -> None:
        """What makes a circle of three and a chain possible, noted of people who do not know each other yet."""
        told = split(self.words["round"])
        for k, (person, words) in enumerate(zip(self._strangers(len(told)), told, strict=False)):
            for side, text in zip(("giving", "looking"), words.split(">"), strict=True):
                if text:
                    made = {"person_id": person, "side": side, "words": text, "made_at": self._ago(3 + k)}
                    Ask.objects.create(vault=self.vault, **made)

    def _strangers(self, many: int) -> list[int]:
        rows = Acquaintance.objects.filter(vault=self.vault).values_list("one_id", "other_id")
        knows = {frozenset(pair) for pair in rows}
        found: list[int] = []
        for one in self._known(1, 4):
            person = self.who[one.n]
            if all(frozenset((person, other)) not in knows for other in found):
                found.append(person)
        return found[:many]

    def _notes(self) -> None:
        texts = cycle(split(self.words["notes"])[::-1])
        for k, one in enumerate(self._known(3)):
            Note.objects.create(
                vault=self.vault, person_id=self.who[one.n], text=next(texts), made_at=self._ago(12 + k * 17)
            )

    def _wishes(self) -> None:
        for n, days in _RHYTHMS:
            Rhythm.objects.create(vault=self.vault, person_id=self.who[n], days=days, set_at=self._ago(400))
        for n in _CHOSEN:
            Chosen.objects.create(vault=self.vault, person_id=self.who[n], since=self._ago(400))

    def _resting(self) -> None:
        silent = [one.n for one in self.town if one.role is Role.MINE and one.n % 3 and one.n in self.who]
        for k, n in enumerate(silent[:4]):
            rests.let_rest(vault=self.vault, person=public(self.who[n]), now=self._ago(20 + k * 30))

    def _letters(self) -> None:
        """Letters that went, thanks that were said, and one line of yesterday's Today."""
        for k, one in enumerate([*self._known(7)][:8]):
            at, person = self._ago(32 + k * 41), public(self.who[one.n])
            body = f"Dear {one.given},\n\nit was good to see you. I have thought about what you said.\n\nRobin"
            words = {"subject": "Thank you", "body": body, "kind": "thank_you", "nudge": ""}
            letter = letters.keep(vault=self.vault, person=person, now=at, **words)
            letters.sent(vault=self.vault, letter=public(letter.pk), now=at)
            thanks.thank(vault=self.vault, person=person, now=at)
        last, row = self._ago(1), Rhythm.objects.get(vault=self.vault, person=self.who[19])
        line = f"rhythm:{public(row.pk)}:{self.today.isoformat()}"
        person = public(row.person_id)
        nudges.lay(vault=self.vault, person=person, nudge=line, how="not-this", now=last, today=last.date())

    def _corrected(self) -> None:
        """Two whom the owner has met, though no calendar knows it."""
        pens = [one.n for one in self.town if one.role is Role.PEN and one.n in self.who][3:5]
        for k, n in enumerate(pens):
            on = self.today - timedelta(days=200 + k * 90)
            said = {"says": "met", "on": on, "made_at": self._ago(100)}
            Correction.objects.create(vault=self.vault, person_id=self.who[n], **said)
        standings.refresh(vault=self.vault, people=[self.who[n] for n in pens])


def people_in(vault: Vault) -> int:
    return Person.objects.filter(vault=vault).count()
