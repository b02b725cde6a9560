"""The demo town: made by the same imports a member would do, marked on every page, and taken away again whole."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mensch.core.town import citizens
from mensch.core.town_life import live
from mensch.errors import InputError
from mensch.models import Import, ImportFile, Person, User, Vault
from mensch.services import emptying, import_run, imports, knowledge, own_addresses, uploads
from mensch.services.access import vault_of
from mensch.services.demo_deeds import Deeds, people_in
from mensch.services.demo_files import NAME, Press

SEED = 7
MEMBER = "robin.falk@lindenau.example"


class Made(NamedTuple):
    """The town as it lies in a vault."""

    vault: Vault
    people: int


def where(*, first: User, new_member: bool) -> Vault:
    """The vault the town goes into. Raises InputError where real people are."""
    vault = vault_of(_demo_member() if new_member else first)
    if own_people(vault):
        raise InputError(
            "There are people of your own in this vault, and the demo town does not mix with them. "
            "“mensch demo --into-new-member” gives the town a member and a vault of its own."
        )
    return vault


@transaction.atomic
def _demo_member() -> User:
    found = User.objects.filter(email=MEMBER).first()
    if found:
        return found
    user = User.objects.create_user(MEMBER, name=str(knowledge.table("lindenau")["owner"]["name"]))
    EmailAddress.objects.create(user=user, email=MEMBER, primary=True, verified=True)
    return user


def own_people(vault: Vault) -> bool:
    """Whether somebody is in the vault who does not come from the demo's files."""
    given = Import.objects.filter(vault=vault)
    files = ImportFile.objects.filter(vault=vault, name__startswith=NAME).values("parent")
    invented = given.filter(pk__in=files).values("pk")
    return Person.objects.filter(vault=vault).filter(Q(made_by=None) | ~Q(made_by__in=invented)).exists()


def build(*, vault: Vault, today: date, seed: int = SEED) -> Made:
    """The town, anew. Whatever of it was there before goes first."""
    remove(vault=vault)
    words = knowledge.table("lindenau")
    town = citizens(words, today=today, seed=seed)
    Vault.objects.filter(pk=vault.pk).update(kind="demo", region=vault.region or "DE")
    vault.refresh_from_db()
    own = [words["owner"]["email"], words["owner"]["url"]]
    own_addresses.declare(vault=vault, values=own, now=timezone.now())
    press = Press(town, live(town, words, today=today, seed=seed), words)
    for files in (press.earlier(), press.now()):
        kept = [uploads.keep(vault=vault, name=name, parts=[data]) for name, data in files.items()]
        import_run.run(import_id=imports.begin(vault=vault, kept=kept).pk)
    Deeds(vault, town, words, today).write()
    return Made(vault, people_in(vault))


def remove(*, vault: Vault) -> None:
    """Everybody invented leaves, with all that was noted about them. An own vault is left alone."""
    if vault.kind == "demo":
        emptying.empty(vault=vault)
        Vault.objects.filter(pk=vault.pk).update(kind="own")
        vault.refresh_from_db()
