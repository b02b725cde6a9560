"""The cast (example data) and makers of rows, which fill in what a test does not care about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.test import Client

from mensch import models
from mensch.core.people import sort_key
from mensch.core.records import Name
from mensch.models.base import Owned
from mensch.services import standings
from mensch.services.access import public, vault_of

T = TypeVar("T", bound=Owned)
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Member:
    """Somebody who signs in, with the vault they own and a browser that is signed in."""

    user: models.User
    vault: models.Vault
    client: Client


def member(email: str, name: str = "") -> Member:
    user = models.User.objects.create_user(email, name=name)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return Member(user, vault_of(user), signed_in(user))


def of(vault: models.Vault) -> Member:
    """The member whose vault it is."""
    return Member(vault.owner, vault, signed_in(vault.owner))


def signed_in(user: models.User) -> Client:
    """A browser with a session of that member; no page is visited for it."""
    client = Client()
    client.force_login(user)
    return client


def in_a_new_browser(member: Member) -> Member:
    """The same session in a browser that has seen nothing yet."""
    client = Client()
    client.cookies.load({name: one.value for name, one in member.client.cookies.items()})
    return replace(member, client=client)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def _made(model: type[T], **fields: Any) -> T:
    row: T = model.objects.create(**fields)
    return row


def person(vault: models.Vault, full: str = "Cleo Marin", **fields: Any) -> models.Person:
    given, _, family = full.rpartition(" ")
    order = sort_key(Name(full, given=given, family=family))[:200]
    filled = {"given": given, "family": family, "sort_key": order, **fields}
    return _made(models.Person, vault=vault, full=full, **filled)


def address(one: models.Person, value: str = "cleo@example.org", kind: str = "email", **fields: Any) -> models.Address:
    filled = {"key": value.casefold(), **fields}
    return _made(models.Address, vault=one.vault, person=one, kind=kind, value=value, **filled)


def touch(one: models.Person, kind: str = "met", at: datetime = NOW, **fields: Any) -> models.Touch:
    filled = {"key": f"{kind}-{at.isoformat()}-{fields.get('by_me')}", **fields}
    made = _made(models.Touch, vault=one.vault, person=one, kind=kind, at=at, **filled)
    standings.listen(vault=one.vault)
    return made


def promise(one: models.Person, words: str = "send the checklist", by_me: bool = True, **fields: Any) -> models.Promise:
    filled = {"made_at": NOW, **fields}
    return _made(models.Promise, vault=one.vault, person=one, by_me=by_me, words=words, **filled)


def note(one: models.Person, text: str = "restores old ovens", **fields: Any) -> models.Note:
    return _made(models.Note, vault=one.vault, person=one, text=text, **{"made_at": NOW, **fields})


def ask(one: models.Person | None, vault: models.Vault, words: str = "a quiet workshop", **fields: Any) -> models.Ask:
    filled = {"side": "looking", "made_at": NOW, **fields}
    return _made(models.Ask, vault=vault, person=one, words=words, **filled)


def letter(one: models.Person, kind: str = "free", **fields: Any) -> models.Letter:
    filled = {"subject": "Hello", "body": "Dear friend", "made_at": NOW, **fields}
    return _made(models.Letter, vault=one.vault, person=one, kind=kind, **filled)


def importing(vault: models.Vault, **fields: Any) -> models.Import:
    return _made(models.Import, vault=vault, **{"made_at": NOW, **fields})


def import_file(parent: models.Import, name: str = "people.vcf", **fields: Any) -> models.ImportFile:
    filled = {"sha256": "0" * 64, "size": 1, **fields}
    return _made(models.ImportFile, vault=parent.vault, parent=parent, name=name, **filled)


def twin(vault: models.Vault, **fields: Any) -> models.Twin:
    one, other = person(vault, "Dan Novak"), person(vault, "Daniel Novak")
    return _made(models.Twin, vault=vault, one=one, other=other, made_at=NOW, **fields)


def public_id(row: Any) -> str:
    """The row's id as it stands in URLs."""
    return public(row.pk)
