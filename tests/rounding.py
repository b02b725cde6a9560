"""A round of the cast, for tests: Ada is the steward, Ben, Cleo, Dan, Gil and Nan are members, Nan without account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.test import Client
from django.utils import timezone

from mensch import models
from mensch.services import group_access, group_links, round_asking, round_plans, rounds
from mensch.services.access import public
from mensch.services.rounds import Said
from tests import grouping, world

# Ada, Ben and Cleo make a circle; Dan gives first to Nan. Gil's door fits nobody.
SAID = {
    "ada": Said("A bakery for our canteen", "a beekeeper", agreed=True),
    "ben": Said("Honey from a beekeeper", "a carpenter", agreed=True),
    "cleo": Said("A carpenter for two doors", "somebody who runs a bakery", agreed=True),
    "dan": Said("", "a violin teacher", agreed=True, first=True),
    "nan": Said("Violin lessons for my niece", "", agreed=False),
    "gil": Said("Somebody who repairs clocks", "a lighthouse keeper", agreed=True),
}


class Circle(NamedTuple):
    """The group, its round, and everybody in it by first name."""

    group: models.Group
    row: models.Round
    steward: world.Member
    members: dict[str, models.Member]

    @property
    def path(self) -> str:
        return f"/groups/{public(self.group.pk)}/rounds/{public(self.row.pk)}"

    def link(self, name: str) -> str:
        """A fresh private link of theirs."""
        token = group_links.make(member=self.members[name], now=timezone.now())
        return f"/g/{token}/rounds/{public(self.row.pk)}"

    def id(self) -> str:
        return public(self.row.pk)


def called(ada: world.Member, now: datetime | None = None) -> Circle:
    """A round that was called, in a group of six."""
    now = now or timezone.now()
    ada.user.name = "Ada Lindqvist"
    ada.user.save()
    group = grouping.founded(ada.vault)
    members = {"ada": grouping.steward_of(group)}
    for name in ("Ben Okafor", "Cleo Marin", "Dan Novak", "Nan Roberts", "Gil Tanaka"):
        members[name.split()[0].casefold()] = grouping.joined(group, None, name)
    group_access.rows(members["ada"], models.Member).filter(pk=members["ada"].pk).update(address="ada@example.org")
    row = rounds.call(member=members["ada"], until=now + timedelta(days=2), words="Bring a friend.", now=now)
    return Circle(group, row, ada, members)


def answered(ada: world.Member, now: datetime | None = None) -> Circle:
    """The same, with everybody's answer."""
    now = now or timezone.now()
    one = called(ada, now)
    for name, said in SAID.items():
        rounds.answer(member=one.members[name], round_=one.id(), said=said, now=now)
    return one


def planned(one: Circle, now: datetime | None = None) -> models.RoundPlan:
    """The worker has found what closes."""
    plan = round_plans.begin(member=one.members["ada"], round_=one.id(), now=now or timezone.now())
    round_plans.run(plan_id=plan.pk)
    return group_access.one(one.members["ada"], models.RoundPlan, plan.pk)


def asked(one: Circle, *, mails: bool = False, now: datetime | None = None) -> models.RoundAsking:
    """They are asked, for a day."""
    now, plan = now or timezone.now(), public(planned(one, now).pk)
    by, until = one.steward.user, now + timedelta(days=1)
    return round_asking.ask(member=one.members["ada"], by=by, plan=plan, deadline=until, mails=mails, now=now)


def reply(one: Circle, *yes: str, no: tuple[str, ...] = (), now: datetime | None = None) -> None:
    for name in (*yes, *no):
        taken = round_asking.reply(
            member=one.members[name], round_=one.id(), yes=name in yes, now=now or timezone.now()
        )
        assert taken


def nobody() -> Client:
    """A browser that signs in nowhere."""
    return Client()


def shared(vault: models.Vault) -> Circle:
    """The round of the group whose steward owns this vault; made once."""
    for seat in group_access.seats(vault.owner):
        row = group_access.rows(seat, models.Round).first()
        if row is not None:
            return Circle(seat.group, row, world.of(vault), {"ada": seat})
    return answered(world.of(vault))


def a_plan(one: Circle) -> models.RoundPlan:
    found: models.RoundPlan | None = group_access.rows(one.members["ada"], models.RoundPlan).first()
    return found or planned(one)


def a_mark(one: Circle) -> models.RoundMark:
    steward = one.members["ada"]
    for help_ in group_access.rows(steward, models.RoundHelp)[:1]:
        rounds.mark(member=steward, round_=one.id(), help_=public(help_.pk), kind="pin", now=timezone.now())
    row: models.RoundMark = group_access.rows(steward, models.RoundMark)[0]
    return row


def a_seat(one: Circle) -> str:
    return group_links.make(member=one.members["ada"], now=timezone.now())
