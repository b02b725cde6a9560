"""Keyed hashes of people who were erased: recognised when they come with an import, and read nowhere."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings

from mensch.models import Forgotten, Vault


def digest(vault: Vault, key: str) -> str:
    """A keyed hash of an address or record key: it can be recognised here, and read nowhere."""
    secret = hashlib.sha256(f"mensch forgotten {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(secret, f"{vault.pk}\n{key}".encode(), hashlib.sha256).hexdigest()


def anybody(vault: Vault) -> bool:
    """Whether anybody was ever erased here."""
    return bool(Forgotten.objects.filter(vault=vault).exists())


def forgotten(*, vault: Vault, keys: Iterable[str]) -> set[str]:
    """Those of the keys that belonged to somebody who was erased."""
    digests = {digest(vault, key): key for key in keys}
    found: set[str] = set()
    every = list(digests)
    for start in range(0, len(every), 500):
        rows = Forgotten.objects.filter(vault=vault, digest__in=every[start : start + 500])
        found |= {digests[d] for d in rows.values_list("digest", flat=True)}
    return found
