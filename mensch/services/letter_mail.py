"""A letter as the mail that leaves: plain text, no pictures, nothing that tells whether it was opened.

The same letter gives the same bytes each time, so that a second try is the same mail.
"""

from __future__ import annotations

import zoneinfo
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple

from mensch.core.mailbox import ascii_domain
from mensch.core.outbox import Purpose
from mensch.models import Letter, MailAccount
from mensch.services import stopping
from mensch.services.outbox import in_one_line

# Lines of up to 200: a Message-ID or a List-Unsubscribe is not folded, which some programs do not read.
_ASCII = SMTP.clone(max_line_length=200)
_UTF8 = _ASCII.clone(utf8=True)
_LONGEST_REFERENCES = 20


class Mail(NamedTuple):
    """Envelope and bytes."""

    sender: str
    to: list[str]
    data: bytes


def mail(letter: Letter, account: MailAccount) -> Mail:
    """Raises ValueError for an address that has no form in mail."""
    sender, to = on_the_wire(account.sender), [on_the_wire(address) for address in (*letter.to, *letter.cc)]
    plain = all(address.isascii() for address in (sender, *to))
    message = EmailMessage(policy=_ASCII if plain else _UTF8)
    message["From"] = _named(letter.vault.owner.name, sender)
    message["To"] = _listed(letter, letter.to)
    if letter.cc:
        message["Cc"] = _listed(letter, letter.cc)
    message["Subject"] = in_one_line(letter.subject)
    assert letter.pressed_at is not None
    message["Date"] = letter.pressed_at.astimezone(zoneinfo.ZoneInfo(letter.vault.time_zone))
    message["Message-ID"] = f"<{letter.message_id}>"
    _thread(message, letter)
    if letter.purpose == Purpose.ACCOUNT:  # RFC 3834: of a letter that a person pressed this would not be true
        message["Auto-Submitted"] = "auto-generated"
    if address := stopping.for_list_mail(letter):
        message["List-Unsubscribe"] = f"<{address}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    body = letter.body.rstrip("\n") + "\n"
    message.set_content(body, cte=None if body.isascii() else "quoted-printable")
    return Mail(sender, to, message.as_bytes())


def on_the_wire(address: str) -> str:
    """The domain as name servers know it; the part before the @ stays as it is."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{ascii_domain(domain)}"


def _listed(letter: Letter, addresses: list[str]) -> list[Address]:
    """With the person's name, where it is a letter to one person."""
    name = letter.person.full if letter.person_id and len(letter.to) == 1 and addresses is letter.to else ""
    return [_named(name, on_the_wire(address)) for address in addresses]


def _named(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(display_name=in_one_line(name), username=local, domain=domain)


def _thread(message: EmailMessage, letter: Letter) -> None:
    ids = [one for one in letter.in_reply_to.split() if one.isascii() and "<" not in one and ">" not in one]
    if ids:
        message["In-Reply-To"] = f"<{ids[-1]}>"
        message["References"] = " ".join(f"<{one}>" for one in ids[-_LONGEST_REFERENCES:])
