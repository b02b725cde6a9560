"""Empties a vault: every row it owns goes, and the files it kept. The vault itself and its owner stay."""

from __future__ import annotations

import shutil

from django.apps import apps
from django.db import transaction

from mensch.models import Trail, Vault
from mensch.models.base import Owned
from mensch.services.uploads import folder

_STAY = {Trail}  # what was done is never unsaid


@transaction.atomic
def empty(*, vault: Vault) -> None:
    """All rows of the vault, whatever the order: keys between rows are looked at when the transaction ends."""
    for model in apps.get_app_config("mensch").get_models():
        if issubclass(model, Owned) and model not in _STAY:
            rows = model.objects.filter(vault=vault)
            rows._raw_delete(rows.db)
    transaction.on_commit(lambda: shutil.rmtree(folder(vault), ignore_errors=True))
