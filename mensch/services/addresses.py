"""Addresses by hand: what is added is worked through like any other, what is past stays known as past."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from mensch.core.records import Address as AddressFact
from mensch.core.records import AddressKind
from mensch.formats import phones
from mensch.models import Address, Import, Occasion, Party, Person, Vault
from mensch.services import acquaintances, merges, reworking, standings, touching, words
from mensch.services.access import see
from mensch.services.import_context import context_of
from mensch.services.said import sentence

_URL = re.compile(r"^(https?://\S+|[\w-]+(\.[\w-]+)+(/\S*)?)$", re.I)
_PHONE = re.compile(r"^[+(]?[\d\s()./-]{5,}$")
_AT_ONCE = 2000  # so many mails are worked through while the owner waits; more of them by the worker


def read(value: str, region: str | None) -> AddressFact:
    """What kind of address this is, by how it is written."""
    if "@" in value and " " not in value and not value.startswith("@"):
        return phones.email(value)
    if _PHONE.match(value):
        return phones.phone(value, region=region)
    if _URL.match(value):
        return phones.url(value)
    postal = " " in value and any(sign.isdigit() for sign in value)
    return AddressFact(AddressKind.POSTAL if postal else AddressKind.HANDLE, value)


@transaction.atomic
def add(*, vault: Vault, person: str, value: str, label: str = "", now: datetime) -> Address:
    """One more way to reach a person; one that was past is good again. Raises InputError, Http404."""
    row = see(vault, Person, person)
    fact = read(sentence(value, 400), vault.region or None)
    theirs = list(Address.objects.filter(vault=vault, person=row))
    same = (a for a in theirs if (a.kind, a.key or a.value) == (fact.kind.value, fact.key or fact.value))
    known = next(same, None)
    if known:
        return _good_again(known)
    told = {"kind": fact.kind.value, "value": fact.value, "key": fact.key[:400], "label": label[:100]}
    made: Address = Address.objects.create(vault=vault, person=row, place=len(theirs), **told)
    findable(vault, row)
    if made.key:
        _hear(vault, made, now)
    return made


def findable(vault: Vault, row: Person) -> None:
    """Search and identity know the person by what the tables say now."""
    merges.rekey(vault, row)
    words.reindex_people(vault=vault, people=[row.pk])


def _hear(vault: Vault, address: Address, now: datetime) -> None:
    """What was kept of mails and meetings with this address has passed between the owner and this person."""
    named = Party.objects.filter(vault=vault, address=address.key).values_list("occasion_id", flat=True)
    ids = sorted(set(named[: _AT_ONCE + 1]))
    importing = Import.objects.filter(vault=vault).select_related("vault__owner").order_by("-id").first()
    if not ids or importing is None:
        return
    if len(ids) > _AT_ONCE:
        reworking.ask(vault=vault)
        return
    people = {person for worked in touching.work_out(context_of(importing, now), ids) for person in worked.people}
    standings.refresh(vault=vault, people=people)
    acquaintances.find(vault=vault, people=sorted(people), importing=None)


@transaction.atomic
def end(*, vault: Vault, address: str, now: datetime) -> Address:
    """It is past: kept as where they were, used no more."""
    row = see(vault, Address, address)
    if row.gone_at is None:
        row.gone_at = now
        row.save(update_fields=["gone_at"])
    return row


@transaction.atomic
def back(*, vault: Vault, address: str) -> Address:
    """It is good after all."""
    return _good_again(see(vault, Address, address))


def _good_again(row: Address) -> Address:
    if row.gone_at or row.bounced_at:
        row.gone_at = row.bounced_at = None
        row.save(update_fields=["gone_at", "bounced_at"])
    return row


@transaction.atomic
def remove(*, vault: Vault, address: str) -> Address:
    """It was never theirs: what came by it did not pass between the owner and them. Gives the row that went."""
    row = see(vault, Address, address)
    Address.objects.filter(vault=vault, pk=row.pk).delete()
    findable(vault, Person.objects.get(vault=vault, pk=row.person_id))
    if row.key and Occasion.objects.filter(vault=vault).exists():
        reworking.ask(vault=vault)
    return row
