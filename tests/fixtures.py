"""The cast as fixtures. Ada owns the vault, Ben is another member, Eve the stranger; `anyone` has not signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import world


@pytest.fixture
def ada(db: None) -> world.Member:
    return world.member("ada@example.org", "Ada Lindqvist")


@pytest.fixture
def ben(db: None) -> world.Member:
    return world.member("ben@example.org", "Ben Okafor")


@pytest.fixture
def eve(db: None) -> world.Member:
    return world.member("eve@example.org", "Eve Stone")


@pytest.fixture
def anyone(db: None) -> Client:
    return Client()


@contextmanager
def shared_rows(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows made inside stay for a whole module, each of whose tests is rolled back to them; in the end they go.

    For a fixture of scope "module" that also asks for `django_db_setup`. Not for tests with transaction=True.
    """
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # durable blocks may stand inside, as in every test
    with blocker.unblock():
        block.__enter__()
    try:
        yield
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            block.__exit__(None, None, None)
