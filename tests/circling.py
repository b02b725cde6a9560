"""A circle for tests: Joan helps Owen, Owen helps Felix, Felix helps Joan; or a chain that Samira begins."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from mensch import models
from mensch.models.base import new_id
from mensch.services import circle_answering, circle_facts, circle_ideas, circle_pressing
from tests import introducing, world

GIVES = {"Joan": "accounting and bookkeeping", "Owen": "legal advice on contracts", "Felix": "web design"}
WANTS = {"Owen": "an accountant", "Felix": "a lawyer for a contract", "Joan": "a new web site, so a web designer"}
_LINK = re.compile(r"/i/([\w-]{22})")


class Three(NamedTuple):
    member: world.Member
    people: dict[str, models.Person]


class Begun(NamedTuple):
    three: Three
    row: models.Circle

    @property
    def id(self) -> str:
        return world.public_id(self.row)

    def whole(self, now: datetime = world.NOW) -> circle_facts.Whole:
        return circle_facts.one(vault=self.three.member.vault, circle=self.id, now=now)

    def seat(self, given: str) -> models.Seat:
        return next(one for one in self.whole().seats if one.person.given == given)

    def letter(self, given: str, what: str = "meet") -> models.Letter:
        row: models.Letter = models.Letter.objects.get(once=circle_facts.key_of(self.row, self.seat(given), what))
        return row

    def link(self, given: str) -> str:
        return str(_LINK.findall(self.letter(given).body)[0])

    def says(self, given: str, says: str = "yes", now: datetime = world.NOW) -> bool:
        return circle_answering.say(token=self.link(given), says=says, now=now)


def three(member: world.Member, *, chain: bool = False) -> Three:
    """People who were met, each with a mail address; with `chain`, Joan looks for nothing."""
    people = {}
    for given, family in (("Joan", "Whitlow"), ("Owen", "Grant"), ("Felix", "Brandt")):
        one = introducing.somebody(member, f"{given} {family}", f"{given.casefold()}@{family.casefold()}.example")
        world.touch(one)
        world.ask(one, member.vault, GIVES[given], side="giving")
        if not (chain and given == "Joan"):
            world.ask(one, member.vault, WANTS[given])
        people[given] = one
    return Three(member, people)


def begun(member: world.Member, *, chain: bool = False) -> Begun:
    cast = three(member, chain=chain)
    [idea] = circle_ideas.circle_ideas(vault=member.vault, now=world.NOW)
    return Begun(cast, circle_pressing.begin(vault=member.vault, key=idea.key, now=world.NOW))


def pressed(member: world.Member, *, chain: bool = False, now: datetime | None = None) -> Begun:
    introducing.account(member)
    one = begun(member, chain=chain)
    press(one, now or world.NOW)
    return one


def press(one: Begun, now: datetime = world.NOW) -> None:
    member = one.three.member
    circle_pressing.press(vault=member.vault, circle=one.id, by=member.user, words={}, now=now)


def fresh(member: world.Member) -> Begun:
    """Pressed just now, for pages that ask the clock."""
    return pressed(member, now=timezone.now())


def drafted(vault: models.Vault) -> models.Circle:
    """A draft by its rows alone, with an answer and a link, whatever else the vault holds."""
    row: models.Circle = models.Circle.objects.create(vault=vault, made_at=world.NOW)
    for place, given in enumerate(GIVES):
        person = world.person(vault, f"{given} Whitlow")
        told = {"gives": GIVES[given], "wants": WANTS["Owen"], "place": str(place)}
        seat = models.Seat.objects.create(vault=vault, circle=row, person=person, words="Hello", **told)
        models.SeatLink.objects.create(vault=vault, seat=seat, token_hash=f"{seat.pk:064x}")
        models.SeatAnswer.objects.create(vault=vault, seat=seat, says="yes", at=world.NOW)
    return row


def aside(vault: models.Vault) -> models.CircleAside:
    row: models.CircleAside = models.CircleAside.objects.create(vault=vault, key=f"{new_id():064x}", at=world.NOW)
    return row
