"""The rest of an erasure: every text of a vault is looked at, table by table, then its files; then comes the proof.

The row says how far it came. Whatever is interrupted is begun again by `ring_again`; looking twice does no harm.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from mensch.core.erasure import Traced, Traces
from mensch.core.records import Address, AddressKind
from mensch.models import Erasure, Import, Note, Occasion, Promise, RawRecord, Touch, Vault
from mensch.services import erasing_files, erasing_texts, trail
from mensch.services.imports import LONGEST_SECONDS
from mensch.services.yours_tables import name_of

VERB = "erased"
FEW = 2000  # rows of a table: so many are looked through in the time of a page
_LEASE = timedelta(minutes=5)
_LEFT = "left"


def few_texts(vault: Vault) -> bool:
    """Whether the page can wait for all of it: no table is long, and no upload lies unread."""
    many = (RawRecord, Occasion, Touch, Note, Promise)
    if any(model.objects.filter(vault=vault)[FEW : FEW + 1].exists() for model in many):
        return False
    return not Import.objects.filter(vault=vault, state__in=erasing_files.WAITING).exists()


def ring(erasure_id: int) -> None:
    async_task("mensch.jobs.look_through", erasure_id, timeout=LONGEST_SECONDS)


def ring_again(*, now: datetime) -> int:
    """Ring for every erasure that waits, or whose worker is gone. Gives how many."""
    rows = list(Erasure.objects.filter(due_at__lt=now).values_list("pk", flat=True))
    for pk in rows:
        ring(pk)
    return len(rows)


def look_through(*, erasure_id: int, now: datetime) -> None:
    """Go on where the last look ended. Does nothing when there is a proof already, or somebody else is at it."""
    row = _claim(erasure_id, now)
    if row is None:
        return
    traces = Traces(_who(row))
    erasing_files.overwrite_what_goes()
    for model in erasing_texts.tables():
        if name_of(model) not in row.looked:
            found, left = erasing_texts.clean(row.vault, traces, model)
            _note(row, {"mention": found, _LEFT: left}, name_of(model))
    _conclude(row, erasing_files.remove(row.vault, traces), now)


def job(*, erasure_id: int, now: datetime) -> None:
    """As above, when nobody waits for it; then what lies deleted in the database's own files is overwritten."""
    look_through(erasure_id=erasure_id, now=now)
    erasing_files.forget_the_log()


def _claim(erasure_id: int, now: datetime) -> Erasure | None:
    row: Erasure | None = Erasure.objects.filter(pk=erasure_id, due_at__lte=now).select_related("vault").first()
    if row is None:
        return None
    free = Erasure.objects.filter(vault=row.vault, pk=row.pk, due_at=row.due_at)
    return row if free.update(due_at=now + _LEASE) else None


def _who(row: Erasure) -> Traced:
    names, addresses = row.who["names"], row.who["addresses"]
    return Traced(tuple(names), tuple(Address(AddressKind(kind), *rest) for kind, *rest in addresses))


def _note(row: Erasure, more: dict[str, int], table: str) -> None:
    row.counts = dict(Counter(row.counts) + Counter(more))
    row.looked, row.due_at = [*row.looked, table], timezone.now() + _LEASE
    row.save(update_fields=["counts", "looked", "due_at"])


@transaction.atomic
def _conclude(row: Erasure, files: int, now: datetime) -> None:
    counts = Counter(row.counts) + Counter({"file": files})
    hashes, left = counts.pop("hash", 0), counts.pop(_LEFT, 0)
    facts = {"counts": {k: n for k, n in sorted(counts.items()) if n}, "hashes": hashes, "left": left}
    row.proof = trail.write(vault=row.vault, verb=VERB, facts=facts, now=now)
    row.who, row.counts, row.looked, row.due_at = {}, {}, [], None
    row.save()
