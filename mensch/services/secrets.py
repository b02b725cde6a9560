"""Passwords, sealed: AES-256-GCM under a key in a file of its own, bound to one vault and one row.

A copy of the database alone opens none of them, and a sealed password carried into another row opens nothing either.
The file holds one key a line; the first seals, the others still open what they sealed.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from mensch.errors import SetupError
from mensch.models import MailAccount, Secret
from mensch.models.base import new_id


def keep(*, account: MailAccount, what: str, password: str, now: datetime) -> None:
    """Seal a password; the one before goes. In the caller's transaction."""
    name, key = next(iter(_keys(make=True).items()))
    row = Secret(id=new_id(), vault_id=account.vault_id, account=account, what=what, key_id=name, set_at=now)
    row.nonce = secrets.token_bytes(12)
    row.sealed = AESGCM(key).encrypt(row.nonce, password.encode(), _bound(row))
    Secret.objects.filter(vault=account.vault_id, what=what).delete()
    row.save(force_insert=True)


def opened(*, account: MailAccount, what: str) -> str | None:
    """The password; None when there is none, or no key here opens it."""
    row: Secret | None = Secret.objects.filter(vault=account.vault_id, account=account, what=what).first()
    key = _keys().get(row.key_id) if row else None
    if row is None or key is None:
        return None
    try:
        return AESGCM(key).decrypt(bytes(row.nonce), bytes(row.sealed), _bound(row)).decode()
    except InvalidTag:
        return None


def is_set(*, account: MailAccount, what: str) -> bool:
    return Secret.objects.filter(vault=account.vault_id, account=account, what=what).exists()


def _bound(row: Secret) -> bytes:
    return f"{row.vault_id}:{row.pk}".encode()


def _keys(*, make: bool = False) -> dict[str, bytes]:
    """Keys by their names, the first first. Raises SetupError when the file is no key file, or is open to others."""
    path = settings.KEY_FILE
    if not path.exists():
        if not make:
            return {}
        _make()
    if path.stat().st_mode & 0o077:
        raise SetupError(_("%(path)s may be read by others. Set its mode to 0600.") % {"path": path})
    try:
        keys = [urlsafe_b64decode(line) for line in path.read_text(encoding="ascii").split()]
    except (ValueError, UnicodeDecodeError):
        keys = []
    if not keys or any(len(key) != 32 for key in keys):
        raise SetupError(_("%(path)s holds no key. Bring back the file that was there.") % {"path": path})
    return {hashlib.sha256(key).hexdigest()[:16]: key for key in keys}


def _make() -> None:
    path = settings.KEY_FILE
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:  # another process was faster
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(urlsafe_b64encode(secrets.token_bytes(32)).decode() + "\n")


def forget(*, account: MailAccount, what: str = "") -> None:
    """One password, or all of the account."""
    rows = Secret.objects.filter(vault=account.vault_id, account=account)
    (rows.filter(what=what) if what else rows).delete()
