"""Looks into a mailbox: does a letter lie among those sent, did mail come back? Deletes nothing, marks nothing."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from mensch.connectors import outbound
from mensch.connectors.outbound import NoConnectionError, NoTrustError
from mensch.connectors.smtp import Login

MOST, MOST_BYTES = 50, 262_144  # mails a look, bytes of each: reports stand at the front
_SENT = ("Sent", "Sent Items", "Sent Messages", "Sent Mail", "INBOX.Sent", "Gesendet", "Gesendete Objekte")
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"[^"]*"|NIL) (?P<name>.+)')


class Seen(NamedTuple):
    """How far a mailbox was read: numbers are good as long as `validity` stays."""

    validity: int
    uid: int


class RefusedError(NoTrustError):
    """The server did not let us in; its words."""


class _Imap(imaplib.IMAP4):
    """imaplib on a connection of ours."""

    def __init__(self, login: Login) -> None:
        self._login = login
        super().__init__(login.place.host, login.place.port, timeout=outbound.CONNECT_SECONDS)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:  # noqa: ARG002
        sock = outbound.connect(self._login.place)
        return outbound.secured(sock, self._login.place) if self._login.tls else sock


@contextmanager
def mailbox(login: Login) -> Iterator[imaplib.IMAP4]:
    """A mailbox, for a while. Raises the errors of outbound, and RefusedError."""
    try:
        imap = _Imap(login)
        try:
            with outbound.within(imap.sock):
                _enter(imap, login)
                yield imap
        finally:
            _leave(imap)
    except ssl.SSLError as error:
        raise NoTrustError("TLS") from error
    except (imaplib.IMAP4.abort, OSError) as error:
        raise NoConnectionError("no answer") from error
    except imaplib.IMAP4.error as error:
        raise RefusedError(str(error)[:480]) from error


def _enter(imap: imaplib.IMAP4, login: Login) -> None:
    if not login.tls and ("STARTTLS" in imap.capabilities or not login.place.vouched):
        imap.starttls(outbound.trusted())
    imap.login(login.user, login.password)


def _leave(imap: imaplib.IMAP4) -> None:
    """However they say goodbye changes nothing."""
    try:
        imap.logout()
    except (imaplib.IMAP4.error, OSError):
        imap.sock.close()


def lies_in_sent(imap: imaplib.IMAP4, message_id: str) -> bool:
    """Whether the letter with this id (no brackets) lies among those sent."""
    folder = sent_folder(imap)
    if not folder or imap.select(folder, readonly=True)[0] != "OK":
        return False
    return bool(_numbers(imap.uid("SEARCH", "HEADER", "Message-ID", f'"<{message_id}>"')))


def sent_folder(imap: imaplib.IMAP4) -> str:
    """The folder of sent mail as it is named to the server: by its mark (RFC 6154), else by a usual name."""
    found: dict[str, bytes] = {}
    for line in imap.list()[1] or ():
        told = _LISTED.match(line) if isinstance(line, bytes) else None
        if told:
            found[told["name"].decode("ascii", "replace").strip()] = told["flags"]
    marked = [name for name, flags in found.items() if b"\\sent" in flags.lower()]
    usual = [name for wanted in _SENT for name in found if name.strip('"').casefold() == wanted.casefold()]
    return (marked + usual + [""])[0]


def keep_in_sent(imap: imaplib.IMAP4, data: bytes, message_id: str) -> None:
    """A copy among those sent, unless the server has put one there itself."""
    folder = sent_folder(imap)
    if folder and not lies_in_sent(imap, message_id):
        imap.append(folder, r"(\Seen)", "", data)


def returned(imap: imaplib.IMAP4, since: Seen) -> tuple[list[bytes], Seen]:
    """Reports of delivery that came in since, and how far that is. Reading them marks nothing as read."""
    imap.select("INBOX", readonly=True)
    validity = _first(imap.response("UIDVALIDITY")[1])
    last = since.uid if since.validity == validity else 0
    wanted = f'UID {last + 1}:* OR HEADER Content-Type "report" OR FROM "mailer-daemon" FROM "postmaster"'
    uids = [uid for uid in _numbers(imap.uid("SEARCH", wanted)) if uid > last][:MOST]
    mails = [mail for uid in uids if (mail := _peek(imap, uid))]
    return mails, Seen(validity, uids[-1] if uids else last)


def _peek(imap: imaplib.IMAP4, uid: int) -> bytes:
    _, parts = imap.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
    return next((bytes(part[1]) for part in parts or () if isinstance(part, tuple)), b"")


def _numbers(answer: tuple[str, list[bytes | None]]) -> list[int]:
    return sorted(int(number) for line in answer[1] if line for number in line.split() if number.isdigit())


def _first(answer: list[bytes | None] | None) -> int:
    return int(next((value for value in answer or () if value), b"0"))
