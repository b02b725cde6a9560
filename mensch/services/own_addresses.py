"""Which addresses are the owner's own: found in their mail, shown, confirmed. Every direction hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from mensch.core.owners import own_addresses, own_parties
from mensch.core.people import email_key, url_key
from mensch.core.records import MailRecord, MessageRecord
from mensch.models import Occasion, OwnAddress, Party, Vault
from mensch.services.access import see
from mensch.services.facts import item

_CHUNK = 2000
T = TypeVar("T", MailRecord, MessageRecord)


def own_keys(*, vault: Vault) -> frozenset[str]:
    """The folded addresses taken as the owner's: those said to be, those surely guessed, the one to sign in with."""
    rows = OwnAddress.objects.filter(vault=vault).values_list("key", "standing", "why")
    first = email_key(vault.owner.email)
    said = {
        key: standing == "mine" or (standing == "guessed" and (key == first or why.get("sure")))
        for key, standing, why in rows
    }
    said.setdefault(first, True)
    return frozenset(key for key, mine in said.items() if mine and key)


def guess(*, vault: Vault, occasions: Sequence[int]) -> list[OwnAddress]:
    """Look for the owner's addresses in these mails and messages; new ones are kept as guesses to be confirmed."""
    candidates = [
        *own_addresses(_told(vault, occasions, MailRecord)),
        *own_parties(_told(vault, occasions, MessageRecord)),
    ]
    known = set(OwnAddress.objects.filter(vault=vault).values_list("key", flat=True))
    rows = [
        OwnAddress(
            vault=vault,
            kind="email" if "@" in one.address else "url",
            key=one.address[:320],
            value=one.address[:320],
            why={"code": one.reason.code, "facts": dict(one.reason.facts), "sure": one.sure},
        )
        for one in candidates
        if one.address[:320] not in known
    ]
    return OwnAddress.objects.bulk_create(rows, ignore_conflicts=True)


def _told(vault: Vault, ids: Sequence[int], kind: type[T]) -> Iterator[T]:
    name = "mail" if kind is MailRecord else "message"
    for start in range(0, len(ids), _CHUNK):
        rows = Occasion.objects.filter(vault=vault, pk__in=ids[start : start + _CHUNK], kind=name)
        for facts in rows.values_list("facts", flat=True):
            told = item(name, facts)
            if isinstance(told, kind):
                yield told


def forget_unseen(*, vault: Vault) -> None:
    """Guesses about addresses that stand in no mail any more go; what the owner said stays."""
    guesses = OwnAddress.objects.filter(vault=vault, standing="guessed")
    keys = list(guesses.values_list("key", flat=True))
    seen = Party.objects.filter(vault=vault, address__in=keys).values_list("address", flat=True).distinct()
    guesses.exclude(key__in=list(seen)).delete()


@transaction.atomic
def decide(*, vault: Vault, public_id: str, mine: bool, now: datetime) -> OwnAddress:
    """The owner says whether an address is theirs. Raises Http404 for another vault's."""
    row = see(vault, OwnAddress, public_id)
    row.standing, row.decided_at = ("mine" if mine else "not_mine"), now
    row.save(update_fields=["standing", "decided_at"])
    return row


@transaction.atomic
def declare(*, vault: Vault, values: Iterable[str], now: datetime) -> None:
    """The owner types addresses of their own."""
    for value in values:
        key = (email_key(value) or url_key(value))[:320]
        same = OwnAddress.objects.filter(vault=vault, kind="email" if "@" in key else "url", key=key)
        if key and not same.filter(standing="mine").exists():
            OwnAddress.objects.update_or_create(
                vault=vault,
                kind="email" if "@" in key else "url",
                key=key,
                defaults={"value": value.strip()[:320], "standing": "mine", "decided_at": now},
            )
