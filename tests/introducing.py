"""Introductions for tests: two people with addresses, letters pressed, and the links that stand in them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, NamedTuple, cast

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from mensch import models
from mensch.core.introductions import Part
from mensch.services import answering, introduction_facts, introduction_pressing, introductions
from mensch.services.answering import Said
from mensch.services.introductions import Wish
from tests import world

_LINK = re.compile(r"/i/([\w-]{22})")
BECAUSE = {"because_first": "Cleo knows every old hall in town.", "because_second": "Ben looks for a place to bake."}


class Pair(NamedTuple):
    member: world.Member
    first: models.Person | None
    second: models.Person
    connector: models.Person | None
    row: models.Introduction

    @property
    def id(self) -> str:
        return world.public_id(self.row)

    def letter(self, part: Part | None, what: str) -> models.Letter:
        row: models.Letter = models.Letter.objects.get(once=introduction_facts.key_of(self.row, part, what))
        return row

    def links(self, part: Part | None, what: str) -> list[str]:
        return _LINK.findall(self.letter(part, what).body)

    def link(self, part: Part = Part.FIRST) -> str:
        """The link by which this side answers."""
        if self.connector and part is Part.SECOND:
            return self.links(Part.CONNECTOR, "check")[1]
        return self.links(part, "check" if part is Part.CONNECTOR else "meet")[0]

    def whole(self) -> introduction_facts.Known:
        return introduction_facts.one(vault=self.member.vault, row=models.Introduction.objects.get(pk=self.row.pk))


def account(member: world.Member) -> models.MailAccount:
    row: models.MailAccount = models.MailAccount.objects.create(
        vault=member.vault, host="mail.example.org", sender=member.user.email, set_at=world.NOW
    )
    return row


def somebody(member: world.Member, full: str, mail: str = "", **fields: Any) -> models.Person:
    one = world.person(member.vault, full, **fields)
    if mail:
        world.address(one, mail)
    return one


def drafted(member: world.Member, *, checked: bool = False, **more: Any) -> Pair:
    """Ben and Cleo; or, with a connector, the owner and Cleo by way of Ruth, who knows her address."""
    vault = member.vault
    second = somebody(member, "Cleo Marin", "" if checked else "cleo@example.org", title="Caretaker")
    first = None if checked else somebody(member, "Ben Okafor", "ben@bakers.example", title="Baker")
    connector = somebody(member, "Ruth Adeyemi", "ruth@example.org") if checked else None
    people = {"first": first, "second": second, "connector": connector}
    ids = {name: world.public_id(one) if one else "" for name, one in people.items()}
    row = introductions.begin(vault=vault, wish=Wish(**ids, **{**BECAUSE, **more}), now=world.NOW)
    return Pair(member, first, second, connector, row)


def between(member: world.Member, first: models.Person, second: models.Person) -> Pair:
    """An introduction of two who are there."""
    wish = Wish(world.public_id(first), world.public_id(second), **BECAUSE)
    return Pair(member, first, second, None, introductions.begin(vault=member.vault, wish=wish, now=world.NOW))


def press(pair: Pair, now: datetime = world.NOW) -> None:
    whole = pair.whole()
    words = {part: side.words for part, side in whole.sides.items() if side.words}
    introduction_pressing.press(
        vault=pair.member.vault,
        introduction=pair.id,
        by=pair.member.user,
        words=words,
        opening=whole.row.opening,
        now=now,
    )


def pressed(member: world.Member, **more: Any) -> Pair:
    pair = drafted(member, **more)
    press(pair)
    return pair


def says(pair: Pair, part: Part, word: str = "yes", now: datetime = world.NOW, **more: Any) -> bool:
    return answering.say(token=pair.link(part), said=Said(word, **more), now=now)


def opened(member: world.Member, now: datetime = world.NOW, **more: Any) -> Pair:
    pair = pressed(member, **more)
    assert pair.connector or says(pair, Part.FIRST, now=now)
    address = "cleo@example.org" if pair.connector else ""
    assert says(pair, Part.SECOND, now=now, address=address)
    return pair


def fresh(member: world.Member, **more: bool) -> Pair:
    """Letters pressed just now, for pages that ask the clock."""
    account(member)
    pair = drafted(member, checked=more.get("checked", False))
    press(pair, timezone.now())
    return pair


def post(token: str, says: str = "yes", **form: str) -> HttpResponse:
    return cast(HttpResponse, Client().post(f"/i/{token}", {"says": says, **form}))
