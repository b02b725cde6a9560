"""An export reads one moment while others write, and nobody waits for it: on both databases."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from mensch.models import Person, Vault
from mensch.services.yours_moment import one_moment
from tests import world


def write(vault: Vault) -> None:
    """As another process would: on a connection of its own."""
    try:
        world.person(vault, "Noor Haddad")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_seen_and_does_not_wait() -> None:
    ada = world.member("ada@example.org")
    world.person(ada.vault)
    mine = Person.objects.filter(vault=ada.vault)
    with one_moment():
        assert mine.count() == 1
        writer = threading.Thread(target=write, args=(ada.vault,))
        writer.start()
        writer.join(timeout=10)
        assert not writer.is_alive()
        assert mine.count() == 1
    assert mine.count() == 2


@pytest.mark.django_db(transaction=True)
def test_after_it_one_can_write_again_also_when_it_broke_off() -> None:
    ada = world.member("ada@example.org")
    reading = one_moment()
    reading.__enter__()
    assert Person.objects.filter(vault=ada.vault).count() == 0
    assert not reading.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
    world.person(ada.vault)
    assert Person.objects.filter(vault=ada.vault).count() == 1
