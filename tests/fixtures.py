"""The cast as fixtures. Ada owns the vault, Ben is another member, Eve the stranger; `anyone` has not signed in."""

from __future__ import annotations

import pytest
from django.test import Client

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
