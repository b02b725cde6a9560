"""A real mailbox (Dovecot): what is in doubt is looked for there, copies go there, returned mail is read there."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mensch import models
from mensch.connectors import imap
from mensch.core.outbox import LEASE
from mensch.services import bounces_read, mail_accounts, sending
from tests import dovecot as mailboxes
from tests import postbox, world
from tests.edges.leaving import LATER, last, pressed, send
from tests.postbox import Server

pytestmark = [pytest.mark.edge, pytest.mark.django_db]
RETURNED = Path(__file__).parent.parent / "files" / "returned"


@pytest.fixture(scope="module")
def dovecot() -> Iterator[int]:
    with mailboxes.mailbox() as port:
        yield port


@pytest.fixture
def server(settings: Any, dovecot: int) -> Iterator[Server]:
    with postbox.server() as one:
        settings.OUTBOUND_ALLOW = [one.place, f"127.0.0.1:{dovecot}"]
        yield one


def connected(member: world.Member, server: Server, dovecot: int, box: str) -> models.MailAccount:
    smtp = {"host": "127.0.0.1", "port": server.port, "user": postbox.USER, "password": postbox.PASSWORD}
    inbox = {"imap_host": "127.0.0.1", "imap_port": dovecot, "imap_user": box}
    told: dict[str, Any] = {**smtp, **inbox, "sender": member.user.email, "now": world.NOW}
    return mail_accounts.keep(vault=member.vault, **told)


def box_of(dovecot: int, box: str) -> imaplib.IMAP4:
    found = imaplib.IMAP4("127.0.0.1", dovecot)
    found.login(box, postbox.PASSWORD)
    return found


def kept(dovecot: int, box: str) -> list[bytes]:
    with box_of(dovecot, box) as own:
        own.select('"Outgoing Post"', readonly=True)
        numbers = own.search(None, "ALL")[1][0].split()
        return [own.fetch(number, "(RFC822)")[1][0][1] for number in numbers]  # type: ignore[index,misc]


def deliver(dovecot: int, box: str, data: bytes, folder: str = "INBOX") -> None:
    with box_of(dovecot, box) as own:
        assert own.append(folder, "", "", data)[0] == "OK"


def lost(letter: models.Letter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine dies after the letter was given, and before that was written down."""

    def die(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "conclude", die)
    with pytest.raises(KeyboardInterrupt):
        send(letter)
    monkeypatch.undo()


def test_a_copy_of_what_went_lies_among_the_sent_once(ada: world.Member, server: Server, dovecot: int) -> None:
    connected(ada, server, dovecot, "copies")
    letter = send(pressed(ada))
    assert letter.state == "sent"
    [copy] = kept(dovecot, "copies")
    assert copy.replace(b"\r\n", b"\n").strip() == postbox.raw(server.sink.taken[0]).replace(b"\r\n", b"\n").strip()
    with imap.mailbox(_login(ada)) as box:
        imap.keep_in_sent(box, copy, letter.message_id)
    assert len(kept(dovecot, "copies")) == 1


def _login(member: world.Member) -> Any:
    from mensch.services import mail_logins

    account = mail_accounts.of(member.vault)
    assert account
    return mail_logins.imap(account)


def test_a_letter_in_doubt_that_lies_among_the_sent_was_sent(
    ada: world.Member, server: Server, dovecot: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected(ada, server, dovecot, "found")
    letter = pressed(ada)
    lost(letter, monkeypatch)
    deliver(dovecot, "found", postbox.raw(server.sink.taken[0]), '"Outgoing Post"')
    assert send(letter, LATER + LEASE).state == "sent"
    assert last(letter).step == "find"


def test_a_letter_in_doubt_that_lies_nowhere_stays_in_doubt(
    ada: world.Member, server: Server, dovecot: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected(ada, server, dovecot, "nowhere")
    letter = pressed(ada)
    lost(letter, monkeypatch)
    assert send(letter, LATER + LEASE).state == "unknown"


def returned(letter: models.Letter, name: str = "postfix.eml") -> bytes:
    return (RETURNED / name).read_bytes().replace(b"our-letter@example.org", letter.message_id.encode())


def test_returned_mail_is_read_once_marks_the_address_and_leaves_the_mailbox_as_it_is(
    ada: world.Member, server: Server, dovecot: int
) -> None:
    account = connected(ada, server, dovecot, "back")
    person = world.person(ada.vault)
    address = world.address(person, "cleo@example.com")
    letter = send(pressed(ada, "Cleo@Example.com", person=person))
    deliver(dovecot, "back", b"From: eve@example.org\r\nSubject: Hello\r\n\r\nNothing to see.\r\n")
    deliver(dovecot, "back", returned(letter))
    assert bounces_read.look(account_id=account.pk) == 1
    assert bounces_read.look(account_id=account.pk) == 0
    letter.refresh_from_db()
    address.refresh_from_db()
    assert (letter.state, last(letter).why) == ("not_sent", "came-back-gone")
    assert address.bounced_at is not None
    with box_of(dovecot, "back") as own:
        own.select("INBOX", readonly=True)
        assert len(own.search(None, "UNSEEN")[1][0].split()) == 2


def test_a_forged_report_about_a_letter_we_never_wrote_marks_nobody(
    ada: world.Member, server: Server, dovecot: int
) -> None:
    account = connected(ada, server, dovecot, "forged")
    address = world.address(world.person(ada.vault), "cleo@example.com")
    letter = send(pressed(ada, "ben@example.org"))
    deliver(dovecot, "forged", returned(letter))
    deliver(dovecot, "forged", (RETURNED / "exim.eml").read_bytes())
    assert bounces_read.look(account_id=account.pk) == 0
    address.refresh_from_db()
    assert address.bounced_at is None


def test_a_mailbox_that_does_not_let_us_in_changes_nothing(ada: world.Member, server: Server, dovecot: int) -> None:
    account = connected(ada, server, dovecot, "closed")
    mail_accounts.keep(
        vault=ada.vault, host="127.0.0.1", port=server.port, user=postbox.USER, sender="ada@example.org",
        imap_host="127.0.0.1", imap_port=dovecot, imap_user="closed", imap_password="wrong", now=world.NOW,
    )  # fmt: skip
    assert bounces_read.look(account_id=account.pk) == 0
    assert send(pressed(ada)).state == "sent"


def test_only_mailboxes_of_those_who_wrote_of_late_are_looked_into(
    ada: world.Member, ben: world.Member, server: Server, dovecot: int
) -> None:
    for member in (ada, ben):
        connected(member, server, dovecot, "ring")
    send(pressed(ada))
    assert bounces_read.ring(now=LATER) == 1
    models.MailAccount.objects.update(looked_at=LATER)
    assert bounces_read.ring(now=LATER) == 0
