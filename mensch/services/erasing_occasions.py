"""Mails, messages and meetings of somebody who is erased: they are taken out; what was with them alone goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mensch.core.erasure import Traced, without
from mensch.models import Occasion, OwnAddress, Party, Vault
from mensch.services.merge_tables import drop
from mensch.services.own_addresses import own_keys

_CHUNK = 500


def take_out(vault: Vault, who: Traced, counts: Counter[str]) -> None:
    """Runs inside the caller's transaction; counts what goes."""
    theirs = {address.key for address in who.addresses if address.key} | set(who.names)
    parties = Party.objects.filter(vault=vault, address__in=theirs)
    ids = sorted(set(parties.values_list("occasion_id", flat=True)))
    own = own_keys(vault=vault)
    for start in range(0, len(ids), _CHUNK):
        _some(vault, ids[start : start + _CHUNK], theirs, own, counts)
    left = list(parties.values_list("id", flat=True))
    counts["party"] += len(left)
    drop(vault, Party, left)
    OwnAddress.objects.filter(vault=vault, standing="guessed", key__in=theirs).delete()


def _some(vault: Vault, ids: Sequence[int], theirs: set[str], own: frozenset[str], counts: Counter[str]) -> None:
    parties = Party.objects.filter(vault=vault, occasion__in=ids)
    others = parties.exclude(address__in=theirs | own).values_list("occasion_id", flat=True)
    shared, gone = set(others), []
    for row in Occasion.objects.filter(vault=vault, pk__in=ids):
        left = without(row.facts, theirs.__contains__) if row.pk in shared else None
        if left is None:
            gone.append(row.pk)
        else:
            Occasion.objects.filter(vault=vault, pk=row.pk).update(facts=left)
    counts["occasion"] += len(gone)
    alone = list(parties.filter(occasion__in=gone).values_list("id", flat=True))
    counts["party"] += len(alone)
    drop(vault, Party, alone)
    drop(vault, Occasion, gone)
