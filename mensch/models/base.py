"""What rows share: an id from no sequence, a vault (or a group), and queries that always name the one they are of."""

from __future__ import annotations

import os
import random
import threading
import time
from typing import Any

from django.db import models

_EPOCH_MS = 1_735_689_600_000  # 2025-01-01
_lock = threading.Lock()
_last = 0
_dice = random.Random()  # noqa: S311  (ids are no secrets: the access door decides)
os.register_at_fork(after_in_child=_dice.seed)


def new_id() -> int:
    """A 63-bit id: milliseconds, then 22 random bits. Rises with time, so that indexes stay compact."""
    return new_ids(1)[0]


def new_ids(number: int) -> range:
    """That many ids in a row."""
    global _last
    with _lock:
        bits = _dice.getrandbits(22)
        fresh = (int(time.time() * 1000) - _EPOCH_MS) << 22 | bits
        first = fresh if fresh > _last else _last + 1 + (bits & 63)
        _last = first + number - 1
    return range(first, first + number)


class RowId(models.BigIntegerField):  # type: ignore[type-arg]
    """A primary key of 64 bits. On SQLite it is the rowid itself, which spares each table an index of its own."""

    def db_type(self, connection: Any) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class _WithinManager(models.Manager[Any]):
    """Narrows to the owner of the row that asks, so that a followed key, a refresh or a save cannot leave it."""

    within = ""

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = super().get_queryset()
        asking = self._hints.get("instance")  # type: ignore[attr-defined]
        owner = getattr(asking, self.within, None)
        return rows if owner is None else rows.filter(**{self.within: owner})


class OwnedManager(_WithinManager):
    within = "vault_id"


class GroupManager(_WithinManager):
    within = "group_id"


class Owned(models.Model):
    """Abstract: a row that belongs to one vault."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    vault = models.ForeignKey("mensch.Vault", on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = OwnedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def _do_update(self, base_qs: Any, *args: Any, **kwargs: Any) -> Any:
        return super()._do_update(base_qs.filter(vault_id=self.vault_id), *args, **kwargs)


class OfGroup(models.Model):
    """Abstract: a row that belongs to one group."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey("mensch.Group", on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = GroupManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def _do_update(self, base_qs: Any, *args: Any, **kwargs: Any) -> Any:
        return super()._do_update(base_qs.filter(group_id=self.group_id), *args, **kwargs)


def owned_key(to: str, *, null: bool = False, name: str = "+") -> Any:
    """A foreign key to another owned row. No index of its own: every index begins with the vault."""
    return models.ForeignKey(to, on_delete=models.CASCADE, null=null, related_name=name, db_index=False)


def group_key(to: str, *, null: bool = False, name: str = "+") -> Any:
    """A foreign key to another row of the same group. No index of its own: every index begins with the group."""
    return models.ForeignKey(to, on_delete=models.CASCADE, null=null, related_name=name, db_index=False)
