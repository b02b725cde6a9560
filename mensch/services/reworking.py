"""Works all touches out anew, after the owner said which addresses are theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from mensch.core.acquaintance import TOLD
from mensch.core.imports import ImportState
from mensch.models import Acquaintance, Import, Occasion, OwnAddress, Touch, Vault
from mensch.services import import_settle, own_addresses
from mensch.services.hung import bare
from mensch.services.import_context import context_of
from mensch.services.noted import OWN

AT_ONCE = 300  # mails, messages and meetings


@transaction.atomic
def decide(*, vault: Vault, public_id: str, mine: bool, now: datetime) -> OwnAddress:
    """The owner says whether an address is theirs; what hangs on it is worked out anew. Http404 for another's."""
    row = own_addresses.decide(vault=vault, public_id=public_id, mine=mine, now=now)
    ask(vault=vault)
    return row


@transaction.atomic
def decide_now(*, vault: Vault, public_id: str, mine: bool, now: datetime) -> bool:
    """The same while the owner waits, where what was kept is little. Gives whether it is done; else it is queued."""
    own_addresses.decide(vault=vault, public_id=public_id, mine=mine, now=now)
    few = Occasion.objects.filter(vault=vault).order_by()[: AT_ONCE + 1].count() <= AT_ONCE
    if few:
        rework(vault_id=vault.pk)
    else:
        ask(vault=vault)
    return few


def ask(*, vault: Vault) -> None:
    """Queue the work; inside the caller's transaction."""
    async_task("mensch.jobs.rework", vault.pk, timeout=3600)


def rework(*, vault_id: int) -> None:
    """Touches that came from mails, messages and meetings are made again from what was kept. Safe to run twice."""
    vault = Vault.objects.select_related("owner").filter(pk=vault_id).first()
    if vault is None or not Occasion.objects.filter(vault=vault).exists():
        return
    told = Touch.objects.filter(vault=vault).exclude(source__in=OWN)
    people = set(told.values_list("person_id", flat=True))
    with transaction.atomic():
        bare(vault, told).delete()
        Acquaintance.objects.filter(vault=vault).exclude(how=TOLD).delete()
    for importing in _imports(vault):
        import_settle.settle(context_of(importing, timezone.now()), keep_on=_nothing)
    context = context_of(next(_imports(vault)), timezone.now())
    import_settle.conclude(context, people, _nothing)


def _imports(vault: Vault) -> Iterator[Import]:
    rows = Import.objects.filter(vault=vault).exclude(state=ImportState.UNDONE).select_related("vault__owner")
    yield from rows.order_by("id")


def _nothing() -> None:
    """No lease to renew: the rows are the owner's alone, and every step may be repeated."""
