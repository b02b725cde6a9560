"""Whether a vault can be asked at once. A large one is read beside the pages, so that no page waits for it.

The shelf lives in the process that serves the page, so that process reads it, in a thread with a connection of its
own. What is shown meanwhile may be older by the seconds that takes; a small vault is read at once and never older.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.db import connections

from mensch.models import Person, Vault
from mensch.services import shelves
from mensch.services.shelves import Shelf

SMALL = 300  # people that are read while a page waits
_AGAIN = 5.0  # seconds until words are looked at again
_lock = threading.Lock()
_begun: dict[int, float] = {}  # vault: when its thread began
_looked: dict[int, float] = {}  # vault: when the last one ended


class Ready(NamedTuple):
    """What there is to ask: None while it is read for the first time. `seconds`: how long that has taken."""

    shelf: Shelf | None
    seconds: int = 0


def ready(*, vault: Vault, today: date) -> Ready:
    """The shelf as it stands; the work it still needs has begun."""
    if _small(vault):
        return Ready(shelves.of(vault=vault, today=today))
    kept = shelves.kept(vault_id=vault.pk)
    began = _begin(vault.pk, today)
    return Ready(kept, int(time.monotonic() - began) if began and kept is None else 0)


def _small(vault: Vault) -> bool:
    return len(Person.objects.filter(vault=vault).values_list("id", flat=True)[: SMALL + 1]) <= SMALL


def _begin(vault_id: int, today: date) -> float | None:
    """Starts the thread unless one is at it, or has just looked. Gives when the one that is at it began."""
    with _lock:
        began, now = _begun.get(vault_id), time.monotonic()
        if began is None and now - _looked.get(vault_id, -_AGAIN) >= _AGAIN:
            began = _begun[vault_id] = now
            start(lambda: _read(vault_id, today))
    return began


def start(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="shelf", daemon=True).start()


def _read(vault_id: int, today: date) -> None:
    try:
        vault = Vault.objects.filter(pk=vault_id).first()
        if vault is not None:
            shelves.of(vault=vault, today=today)
    finally:
        connections.close_all()
        with _lock:
            _begun.pop(vault_id, None)
            _looked[vault_id] = time.monotonic()
