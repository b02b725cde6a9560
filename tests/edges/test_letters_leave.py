"""Letters leave through a real mail server, and every state they end in is true."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from mensch import models
from mensch.connectors import smtp
from mensch.core.outbox import LEASE, REACHED, UNDO, LetterKind, Step
from mensch.services import outbox, sending
from tests import postbox, world
from tests.edges.leaving import LATER, connected, last, pressed, send, server
from tests.postbox import Server

__all__ = ["server"]
pytestmark = [pytest.mark.edge, pytest.mark.django_db]


def test_a_letter_leaves_once_after_ten_seconds(ada: world.Member, server: Server) -> None:
    connected(ada, server.port)
    letter = pressed(ada)
    assert send(letter, world.NOW + UNDO / 2).state == "pressed"
    assert not server.sink.taken
    assert send(letter).state == "sent"
    assert send(letter, LATER + LEASE).state == "sent"
    [mail] = server.sink.mails()
    assert mail["From"] == "Ada Lindqvist <ada@example.org>"
    assert (mail["To"], mail["Subject"], mail["Message-ID"]) == ("ben@example.org", "Tea?", f"<{letter.message_id}>")
    assert mail["Date"].datetime == world.NOW
    assert mail.get_content().replace("\r\n", "\n") == "On Tuesday.\n.\nAda\n"
    assert mail.get_content_type() == "text/plain"
    assert "Auto-Submitted" not in mail
    assert letter.sent_at == LATER


def test_an_answer_is_threaded_and_a_test_to_oneself_says_that_a_machine_sent_it(
    ada: world.Member, server: Server
) -> None:
    connected(ada, server.port)
    send(pressed(ada, kind=LetterKind.REPLY, in_reply_to="one@example.org two@example.org"))
    own = outbox.draft(vault=ada.vault, kind=LetterKind.ACCOUNT, to=("ada@example.org",), subject="Test", body="Test")
    assert outbox.post(letter=own, now=world.NOW)
    send(own)
    reply, test = server.sink.mails()
    assert (reply["In-Reply-To"], reply["References"]) == ("<two@example.org>", "<one@example.org> <two@example.org>")
    assert test["Auto-Submitted"] == "auto-generated"


def test_list_mail_carries_its_way_out_on_the_wire_and_is_not_counted_among_letters_that_ask(
    ada: world.Member, server: Server
) -> None:
    connected(ada, server.port)
    for month in range(REACHED + 2):
        call = pressed(ada, kind=LetterKind.ROUND, once=f"round:{month}")
        assert send(call).state == "sent"
    ways = {mail["List-Unsubscribe"] for mail in server.sink.mails()}
    assert len(ways) == REACHED + 2
    assert {mail["List-Unsubscribe-Post"] for mail in server.sink.mails()} == {"List-Unsubscribe=One-Click"}
    Client().post(ways.pop()[1:-1].removeprefix("http://127.0.0.1:8000"))
    later = outbox.draft(vault=ada.vault, kind=LetterKind.ROUND, to=("ben@example.org",), subject="Call", body="Now?")
    assert not isinstance(outbox.press(letter=later, by=ada.user, now=world.NOW), outbox.Pressed)


def test_names_and_addresses_of_all_languages_arrive_as_they_are(ada: world.Member, server: Server) -> None:
    connected(ada, server.port)
    person = world.person(ada.vault, "Jörg Bäcker\r\nBcc: eve@example.org")
    send(pressed(ada, "jörg@bäckerei.example", person=person, subject="Brötchen 🥐", body="ü" * 2000))
    [envelope], [mail] = server.sink.taken, server.sink.mails()
    assert envelope.rcpt_tos == ["jörg@xn--bckerei-5wa.example"]
    assert "SMTPUTF8" in envelope.mail_options
    assert mail["Subject"] == "Brötchen 🥐"
    assert '\r\nTo: "Jörg Bäcker Bcc: eve@example.org" <jörg@xn--bckerei-5wa.example>\r\n'.encode() in postbox.raw(
        envelope
    )
    assert "Bcc" not in mail
    assert mail.get_content().strip() == "ü" * 2000
    assert max(map(len, postbox.raw(envelope).splitlines())) <= 998


def test_a_crash_in_between_leaves_outreach_in_doubt_and_sends_account_mail_again(
    ada: world.Member, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected(ada, server.port)
    letter = pressed(ada)
    own = outbox.draft(vault=ada.vault, kind=LetterKind.ACCOUNT, to=("ada@example.org",), subject="Test", body="Test")
    outbox.post(letter=own, now=world.NOW)

    def die(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "conclude", die)
    for one in (letter, own):
        with pytest.raises(KeyboardInterrupt):
            send(one)
        one.refresh_from_db()
        assert one.state == "sending"
    monkeypatch.undo()
    assert send(letter, LATER + LEASE / 2).state == "sending"
    assert send(letter, LATER + LEASE).state == "unknown"
    assert send(own, LATER + LEASE).state == "pressed"
    assert send(own, LATER + LEASE).state == "sent"
    subjects = [mail["Subject"] for mail in server.sink.mails()]
    assert (subjects.count("Tea?"), subjects.count("Test")) == (1, 2)
    assert len({mail["Message-ID"] for mail in server.sink.mails()}) == 2


def test_an_answer_that_never_came_is_no_answer(
    ada: world.Member, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected(ada, server.port)

    def gone(self: Any) -> tuple[int, bytes]:
        raise OSError("the cable was cut")

    letter = pressed(ada)
    real = smtp._Smtp.send
    monkeypatch.setattr(
        smtp._Smtp,
        "send",
        lambda self, data: (
            (real(self, data), monkeypatch.setattr(smtp._Smtp, "getreply", gone))[0]
            if data == b".\r\n"
            else real(self, data)
        ),
    )
    assert send(letter).state == "unknown"
    assert last(letter).step == Step.LOSE


def test_a_letter_for_a_line_of_today_is_noted_when_it_went_and_not_before(ada: world.Member, server: Server) -> None:
    connected(ada, server.port)
    person = world.person(ada.vault)
    world.address(person)
    rhythm = models.Rhythm.objects.create(vault=ada.vault, person=person, days=30, set_at=world.days_ago(60))
    line = f"rhythm:{world.public_id(rhythm)}:{world.NOW.date()}"
    letter = pressed(ada, "cleo@example.org", person=person, nudge=line)
    assert not models.Laid.objects.filter(vault=ada.vault).exists()
    send(letter)
    assert models.Laid.objects.get(vault=ada.vault).how == "done"
    assert models.Touch.objects.get(vault=ada.vault).kind == "mail"


def test_a_letter_whose_promise_is_gone_meanwhile_went_all_the_same(ada: world.Member, server: Server) -> None:
    connected(ada, server.port)
    promise = world.promise(world.person(ada.vault))
    line = f"promise:{world.public_id(promise)}:"
    letter = pressed(ada, person=promise.person, nudge=line)
    promise.delete()
    assert send(letter).state == "sent"
    assert models.Touch.objects.get(vault=ada.vault).by_me


def test_nobody_rings_for_a_letter_that_is_looked_after(ada: world.Member, server: Server) -> None:
    connected(ada, server.port)
    pressed(ada)
    assert sending.due(now=world.NOW) == []
    assert len(sending.due(now=LATER)) == 1
    assert sending.ring_again(now=LATER) == 0
    assert sending.ring_again(now=LATER + timedelta(minutes=3)) == 1
