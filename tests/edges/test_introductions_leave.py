"""An introduction through a real mail server: the links come out of the mails that arrived."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from django.test import Client
from django.utils import timezone

from mensch import models
from mensch.core.outbox import UNDO
from mensch.services import sending
from tests import introducing, world
from tests.edges.leaving import connected, server
from tests.postbox import Server, raw

__all__ = ["server"]
pytestmark = [pytest.mark.edge, pytest.mark.django_db]


def leave(at: datetime) -> None:
    for pk in sending.due(now=at):
        sending.send(letter_id=pk, clock=lambda: at)


def link(mail: EmailMessage, number: int = 0) -> str:
    found: list[str] = re.findall(r"http://\S+?(/i/[\w-]{22})", mail.get_content())
    return found[number]


def test_from_the_press_to_what_came_of_it_over_a_real_mail_server(ada: world.Member, server: Server) -> None:
    connected(ada, server.port)
    now = timezone.now()
    pair = introducing.drafted(ada)
    introducing.press(pair, now - UNDO)
    leave(now)
    [asked] = server.sink.mails()
    assert asked["To"] == "Ben Okafor <ben@bakers.example>"
    assert "cleo@example.org" not in str(asked)
    assert Client().post(link(asked), {"says": "yes"}).status_code == 200
    leave(now + timedelta(minutes=1))
    [_, second] = server.sink.mails()
    assert "cleo@example.org" in second["To"]
    assert "ben@bakers.example" not in str(second)
    for _ in range(2):
        Client().post(link(second), {"says": "yes"})
    leave(now + timedelta(minutes=2))
    leave(now + timedelta(minutes=3))
    [*_, joined] = server.sink.mails()
    assert len(server.sink.taken) == 3
    assert server.sink.taken[2].rcpt_tos == ["ben@bakers.example", "cleo@example.org"]
    assert {"ben@bakers.example", "cleo@example.org"} <= set(re.findall(r"[\w.]+@[\w.]+\w", str(joined["To"])))
    assert Client().post(link(joined, 1), {"met": "yes", "words": "We bake"}).status_code == 200
    assert models.Outcome.objects.get().side.part == "second"
    assert "We bake" in ada.client.get("/today").content.decode()


def test_after_a_no_nothing_else_ever_leaves(ada: world.Member, server: Server) -> None:
    connected(ada, server.port)
    now = timezone.now()
    pair = introducing.drafted(ada)
    introducing.press(pair, now - UNDO)
    leave(now)
    [asked] = server.sink.mails()
    assert Client().post(link(asked), {"says": "never"}).status_code == 200
    for days in (1, 5, 13, 14, 40):
        leave(now + timedelta(days=days))
    assert len(server.sink.taken) == 1


def test_whoever_said_never_again_between_press_and_sending_gets_no_letter(ada: world.Member, server: Server) -> None:
    from mensch.services import suppressions

    connected(ada, server.port)
    now = timezone.now()
    pair = introducing.drafted(ada)
    introducing.press(pair, now - UNDO)
    leave(now)
    suppressions.suppress(address="cleo@example.org", now=now)
    [asked] = server.sink.mails()
    assert Client().post(link(asked), {"says": "yes"}).status_code == 200
    leave(now + timedelta(minutes=1))
    assert [one for one in server.sink.taken if b"cleo@example.org" in raw(one)] == []
