"""People of the tests of asks (example data), and their pages as they are read."""

from __future__ import annotations

from html import unescape

from mensch import models
from mensch.services import shelves
from tests import world


def lena(vault: models.Vault) -> models.Person:
    """Somebody who looks for something."""
    shelves.forget(vault_id=vault.pk)
    return world.person(vault, "Lena Fischer")


def lawyer(vault: models.Vault) -> models.Person:
    """A lawyer the owner has met, among others who do other things."""
    one = world.person(vault, "Gita Rao", title="Contract lawyer", standing="met")
    world.touch(one)
    for full, title in (("Finn Aalto", "Dentist"), ("Dan Novak", "Florist"), ("Zoe Tan", "Baker")):
        world.person(vault, full, title=title)
    return one


def seen(member: world.Member, path: str, status: int = 200) -> str:
    answer = member.client.get(path)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def page_of(row: models.Ask) -> str:
    return f"/asks/{world.public_id(row)}"
