"""The one door to a row. What you may not see you cannot find: a stranger gets the same answer as for an unknown id."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from mensch.models import Invite, User, Vault
from mensch.models.base import Owned
from mensch.services import asking
from mensch.services.prepared import prepared

_KEPT = "_kept_vault"
T = TypeVar("T", bound=Owned | Invite)

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, lower case


def public(number: int) -> str:
    """An id as it stands in URLs: base 32, 13 characters."""
    out = ""
    for _ in range(13):
        out = _ALPHABET[number & 31] + out
        number >>= 5
    return out


def private(text: str) -> int:
    """The id behind a public one. Raises Http404 for anything else."""
    number = 0
    if len(text) != 13:
        raise Http404
    for letter in text:
        digit = _ALPHABET.find(letter)
        if digit < 0:
            raise Http404
        number = number << 5 | digit
    if number >= 1 << 63:
        raise Http404
    return number


def vault_of(user: User | AnonymousUser) -> Vault:
    """The vault of a signed-in member; made at the first visit. Raises PermissionDenied for anybody else."""
    if not isinstance(user, User):
        raise PermissionDenied
    kept: Vault | None = getattr(user, _KEPT, None)
    if kept is None:
        kept = asking.vault(owner=user) or Vault.objects.get_or_create(owner=user)[0]
        setattr(user, _KEPT, kept)  # a page asks several times
    return kept


def see(vault: Vault, model: type[T], public_id: str) -> T:
    """The row of `vault` with that public id. Raises Http404 when there is none, or when it is somebody else's."""
    row: T | None = next(iter(_row(vault=vault, pk=private(public_id), model=model)), None)
    if row is None:
        raise Http404
    row.vault = vault
    return row


@prepared(fixed=("model",))
def _row(*, vault: Vault, pk: int, model: type[T]) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = model.objects.filter(vault=vault, pk=pk)
    return rows
