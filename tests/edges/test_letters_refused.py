"""Letters that a mail server, a no or the limit of the year keeps from leaving: each says why, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from mensch import models
from mensch.core.outbox import LetterKind
from mensch.services import outbox, suppressions
from tests import postbox, world
from tests.edges.leaving import connected, last, pressed, send, server
from tests.postbox import Server

__all__ = ["server"]
pytestmark = [pytest.mark.edge, pytest.mark.django_db]


def test_a_server_of_ascii_alone_is_given_no_other_address(ada: world.Member, settings: Any) -> None:
    with postbox.server(enable_SMTPUTF8=False) as plain:
        settings.OUTBOUND_ALLOW = [plain.place]
        connected(ada, plain.port)
        letter = send(pressed(ada, "jörg@example.org"))
        assert (letter.state, last(letter).why) == ("not_sent", "mail-no-letters")
        assert send(pressed(ada, "joerg@bäckerei.example")).state == "sent"


@pytest.mark.parametrize("where", ["MAIL", "ben@example.org", "DATA"])
def test_a_no_of_the_server_is_told_in_its_own_words(ada: world.Member, server: Server, where: str) -> None:
    connected(ada, server.port)
    server.sink.says[where] = "554 5.7.1 Not <b>today</b>"
    letter = send(pressed(ada))
    assert letter.state == "not_sent"
    assert last(letter).said == "554 5.7.1 Not <b>today</b>"
    assert not server.sink.taken


def test_later_means_later_and_the_same_letter(ada: world.Member, server: Server) -> None:
    connected(ada, server.port)
    server.sink.says["DATA"] = "451 4.3.0 Come again"
    letter = send(pressed(ada))
    assert (letter.state, last(letter).step, last(letter).said) == ("pressed", "put-off", "451 4.3.0 Come again")
    assert letter.due_at is not None
    assert send(letter).state == "pressed"
    del server.sink.says["DATA"]
    first = letter.message_id
    assert send(letter, letter.due_at).state == "sent"
    assert server.sink.mails()[0]["Message-ID"] == f"<{first}>"


def test_a_letter_to_two_goes_to_both_or_to_nobody(ada: world.Member, server: Server) -> None:
    connected(ada, server.port)
    server.sink.says["cleo@example.org"] = "550 5.1.1 No such user"
    letter = outbox.draft(
        vault=ada.vault,
        kind=LetterKind.OPENING,
        to=("ben@example.org", "cleo@example.org"),
        subject="You two",
        body=".",
    )
    outbox.press(letter=letter, by=ada.user, now=world.NOW)
    assert send(letter).state == "not_sent"
    assert not server.sink.taken


def test_a_wrong_password_and_a_server_that_is_away_are_told_apart(ada: world.Member, server: Server) -> None:
    account = connected(ada, server.port, password="wrong")
    letter = send(pressed(ada))
    assert letter.state == "not_sent"
    assert last(letter).said.startswith("535")
    server.stop()
    other = send(pressed(ada))
    assert (other.state, last(other).why) == ("pressed", "mail-no-answer")
    models.MailAccount.objects.filter(pk=account.pk).delete()
    assert other.due_at is not None
    assert (send(other, other.due_at).state, last(other).why) == ("not_sent", "no-mail-account")


def test_a_mail_server_inside_this_network_is_not_asked_unless_the_operator_vouches_for_it(
    ada: world.Member, server: Server, settings: Any
) -> None:
    connected(ada, server.port)
    settings.OUTBOUND_ALLOW = []
    letter = send(pressed(ada))
    assert (letter.state, last(letter).why) == ("not_sent", "mail-not-allowed")


def test_a_no_that_came_after_the_press_still_holds(ada: world.Member, server: Server) -> None:
    connected(ada, server.port)
    letter = pressed(ada, kind=LetterKind.ASKING)
    suppressions.suppress(address="Ben@example.org", now=world.NOW)
    assert (send(letter).state, last(letter).why) == ("not_sent", "cannot-write")
    assert not server.sink.taken


def test_the_limit_of_a_year_counts_what_left_and_a_second_try_is_no_second_letter(
    ada: world.Member, server: Server
) -> None:
    connected(ada, server.port)
    letters = [pressed(ada, kind=LetterKind.ASKING) for _ in range(4)]
    server.sink.says["DATA"] = "451 later"
    send(letters[0])
    del server.sink.says["DATA"]
    assert [send(letter).state for letter in letters[1:]] == ["sent", "sent", "not_sent"]
    assert letters[0].due_at is not None
    assert send(letters[0], letters[0].due_at).state == "sent"
