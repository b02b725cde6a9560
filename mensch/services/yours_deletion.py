"""A vault goes, with every row and every file of it, and its owner leaves their groups; the sign-in too, if wished."""

from __future__ import annotations

import shutil

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.models import Invite, User, Vault
from mensch.services import group_leaving, uploads
from mensch.services.yours_tables import leaves_first


def word() -> str:
    """What the owner types, so that nobody does this by a slip."""
    return _("delete everything")


def delete(*, vault: Vault, typed: str, sign_in_too: bool = False) -> None:
    """Everything of the vault goes. Raises InputError when the word was not typed; then nothing has changed."""
    if " ".join(typed.split()).casefold() != word().casefold():
        raise InputError(_("Nothing was deleted. Type the words “%(word)s” if you mean it.") % {"word": word()})
    home = uploads.folder(vault)
    _overwrite_what_goes()
    with transaction.atomic():
        group_leaving.leave_all(user=vault.owner, now=timezone.now())
        empty(vault)
        Invite.objects.filter(vault=vault).delete()
        Vault.objects.filter(pk=vault.pk).delete()
        if sign_in_too:
            User.objects.get(pk=vault.owner_id).delete()
    shutil.rmtree(home, ignore_errors=True)
    _forget_the_log()


def empty(vault: Vault) -> None:
    """Every row, leaves first. Runs inside the caller's transaction."""
    for model in leaves_first():
        rows = model.objects.filter(vault=vault)
        rows._raw_delete(rows.db)


def _overwrite_what_goes() -> None:
    """SQLite otherwise leaves deleted rows readable in the file until their place is used again."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _forget_the_log() -> None:
    """The write-ahead log still holds the pages as they were."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
