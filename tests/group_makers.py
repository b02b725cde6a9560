"""Rows of a group for the tenant matrix: the group is that of the round its vault's owner looks after."""

from __future__ import annotations

from django.utils import timezone

from mensch import models
from mensch.services import group_access, group_asks, group_cards, group_invites
from mensch.services.group_asks import Wish
from tests import grouping, rounding, world


def steward(vault: models.Vault) -> models.Member:
    """The owner, as the steward of a group of theirs."""
    return rounding.shared(vault).members["ada"]


def member(vault: models.Vault) -> models.Member:
    """Somebody else in it, who has no account."""
    return grouping.another(steward(vault))


def invite(vault: models.Vault) -> models.GroupInvite:
    one = steward(vault)
    group_invites.invite(member=one, role="member", places=9, days=30, now=timezone.now())
    row: models.GroupInvite = group_access.rows(one, models.GroupInvite).latest("made_at")
    return row


def ask(vault: models.Vault) -> models.GroupAsk:
    one, wish = steward(vault), Wish("looking", "a quiet workshop by the harbour")
    row = group_asks.post(member=one, wish=wish, now=timezone.now())
    helper = grouping.another(one)
    group_asks.hint(member=helper, ask=world.public_id(row), kind="an owner of sheds", reach="", now=timezone.now())
    return row


def kind(vault: models.Vault) -> models.KnownKind:
    one = steward(vault)
    group_cards.add_kind(member=one, words="owners of dental practices", now=timezone.now())
    row: models.KnownKind = group_access.own(one, models.KnownKind)[0]
    return row


def key(vault: models.Vault) -> str:
    """The token of an invitation into a group of the owner's."""
    url = group_invites.invite(member=steward(vault), role="member", places=9, days=30, now=timezone.now())
    return url.rsplit("/", 1)[1]
