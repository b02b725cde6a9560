"""A member with a mail account, letters that are pressed, and the one step that sends them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from mensch import models
from mensch.core.outbox import UNDO, LetterKind
from mensch.services import mail_accounts, outbox, sending
from mensch.services.outbox import Pressed
from tests import postbox, world
from tests.postbox import Server

LATER = world.NOW + UNDO


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    with postbox.server() as one:
        settings.OUTBOUND_ALLOW = [one.place]
        yield one


def connected(member: world.Member, port: int, **fields: Any) -> models.MailAccount:
    told = {"host": "127.0.0.1", "port": port, "user": postbox.USER, "password": postbox.PASSWORD}
    return mail_accounts.keep(vault=member.vault, sender=member.user.email, now=world.NOW, **{**told, **fields})


def pressed(member: world.Member, to: str = "ben@example.org", **more: Any) -> models.Letter:
    fields: dict[str, Any] = {"kind": LetterKind.FREE, "subject": "Tea?", "body": "On Tuesday.\n.\nAda", **more}
    letter = outbox.draft(vault=member.vault, to=(to,), **fields)
    assert isinstance(outbox.press(letter=letter, by=member.user, now=world.NOW), Pressed)
    return letter


def send(letter: models.Letter, at: datetime = LATER) -> models.Letter:
    sending.send(letter_id=letter.pk, clock=lambda: at)
    letter.refresh_from_db()
    return letter


def last(letter: models.Letter) -> models.LetterStep:
    step: models.LetterStep = models.LetterStep.objects.filter(letter=letter).latest("id")
    return step
