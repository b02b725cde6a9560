"""A post office on loopback: what is handed in by SMTP (aiosmtpd) lies in real mailboxes, read over IMAP (Dovecot)."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from tests import dovecot, postbox
from tests.served import wait_for

RETURNED = Path(__file__).parent / "files" / "returned"


class Mailroom:
    """Each address has a mailbox, named by what stands before the @."""

    def __init__(self, server: postbox.Server, imap_port: int) -> None:
        self.server, self.imap_port, self.sorted = server, imap_port, 0

    @property
    def allowed(self) -> str:
        return f"{self.server.place},127.0.0.1:{self.imap_port}"

    def box(self, address: str) -> imaplib.IMAP4:
        found = imaplib.IMAP4("127.0.0.1", self.imap_port)
        found.login(address.partition("@")[0], postbox.PASSWORD)
        return found

    def sort(self) -> None:
        """What was handed in since goes to the mailboxes."""
        fresh = self.server.sink.taken[self.sorted :]
        self.sorted += len(fresh)
        for one in fresh:
            for address in one.rcpt_tos:
                with self.box(address) as box:
                    assert box.append("INBOX", "", "", postbox.raw(one))[0] == "OK"

    def read(self, address: str) -> list[EmailMessage]:
        self.sort()
        with self.box(address) as box:
            box.select("INBOX", readonly=True)
            numbers = box.search(None, "ALL")[1][0].split()
            raw: list[bytes] = [box.fetch(number, "(RFC822)")[1][0][1] for number in numbers]  # type: ignore[index,misc]
        return [message_from_bytes(data, policy=default) for data in raw]

    def give_back(self, owner: str, message_id: str, address: str) -> None:
        """The server of `address` knows nobody of that name: a report lies in the owner's mailbox."""
        report = (RETURNED / "postfix.eml").read_bytes().replace(b"our-letter@example.org", message_id.encode())
        with self.box(owner) as box:
            assert box.append("INBOX", "", "", report.replace(b"cleo@example.com", address.encode()))[0] == "OK"

    def arrives(self, address: str, many: int = 1) -> EmailMessage:
        """The latest letter, as soon as so many lie there."""
        return wait_for(lambda: mails if len(mails := self.read(address)) >= many else [])[-1]


@contextmanager
def mailroom() -> Iterator[Mailroom]:
    with dovecot.mailbox() as imap_port, postbox.server() as server:
        yield Mailroom(server, imap_port)
