"""Gives one letter to a mail server, and says exactly what became of it: taken, later, never, or nobody knows."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Sequence
from typing import Any, NamedTuple

from mensch.connectors import outbound
from mensch.connectors.outbound import NoConnectionError, NotAllowedError, NoTrustError, Place
from mensch.core.outbox import Answer
from mensch.core.reasons import Code

Reply = tuple[int, bytes]


class Login(NamedTuple):
    """`tls`: from the first byte; else STARTTLS, which only a place the operator vouches for may do without."""

    place: Place
    tls: bool
    user: str
    password: str


class Outcome(NamedTuple):
    """`said`: the server's own words. `why`: our reason, where it is not theirs."""

    answer: Answer
    said: str = ""
    why: str = ""


class _Refused(Exception):  # noqa: N818  (an answer, not an error)
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


class _Smtp(smtplib.SMTP):
    """smtplib on a connection of ours."""

    def __init__(self, login: Login) -> None:
        self._login = login
        super().__init__(login.place.host, login.place.port, timeout=outbound.CONNECT_SECONDS)

    def _get_socket(self, *_: Any) -> socket.socket:
        sock = outbound.connect(self._login.place)
        return outbound.secured(sock, self._login.place) if self._login.tls else sock


def send(login: Login, *, sender: str, to: Sequence[str], data: bytes) -> Outcome:
    """Give a letter to the server. All of its recipients, or none."""
    given = [False]
    try:
        return _send(login, sender, to, data, given)
    except _Refused as refused:
        return refused.outcome
    except NotAllowedError:
        return Outcome(Answer.NEVER, why=Code.MAIL_NOT_ALLOWED)
    except (NoTrustError, ssl.SSLError):
        return Outcome(Answer.UNHEARD if given[0] else Answer.NEVER, why=Code.MAIL_NO_TRUST)
    except smtplib.SMTPAuthenticationError as error:
        return _outcome((error.smtp_code, _bytes(error.smtp_error)))
    except (NoConnectionError, OSError, smtplib.SMTPException, UnicodeError):
        return Outcome(Answer.UNHEARD if given[0] else Answer.LATER, why=Code.MAIL_NO_ANSWER)


def _send(login: Login, sender: str, to: Sequence[str], data: bytes, given: list[bool]) -> Outcome:
    smtp = _Smtp(login)
    sock = smtp.sock
    assert sock is not None
    try:
        with outbound.within(sock):
            _greet(smtp, login)
            options = _options(smtp, [sender, *to])
            _wants(smtp.mail(sender, options), 250)
            for address in to:
                _wants(smtp.rcpt(address), 250, 251)
            _wants(smtp.docmd("DATA"), 354)
            smtp.send(_quoted(data))
            given[0] = True  # with the next five bytes the letter may be theirs
            smtp.send(b".\r\n")
            outcome = _outcome(smtp.getreply())
            _goodbye(smtp)
            return outcome
    finally:
        smtp.close()


def _greet(smtp: smtplib.SMTP, login: Login) -> None:
    smtp.ehlo_or_helo_if_needed()
    if not login.tls and (smtp.has_extn("starttls") or not login.place.vouched):
        if not smtp.has_extn("starttls"):
            raise NoTrustError("no STARTTLS")
        smtp.starttls(context=outbound.trusted())
        smtp.ehlo()
    if login.user:
        smtp.login(login.user, login.password)


def _options(smtp: smtplib.SMTP, addresses: Sequence[str]) -> list[str]:
    """SMTPUTF8 where an address needs it; whoever does not offer it cannot take the letter."""
    if all(address.isascii() for address in addresses):
        return []
    if not smtp.has_extn("smtputf8"):
        raise _Refused(Outcome(Answer.NEVER, why=Code.MAIL_NO_LETTERS))
    smtp.command_encoding = "utf-8"
    return ["SMTPUTF8", "BODY=8BITMIME"]


def _quoted(data: bytes) -> bytes:
    """RFC 5321 4.5.2: lines end with CRLF, and one that begins with a dot gets another."""
    lines = re.sub(rb"\r\n|\r|\n", b"\n", data).rstrip(b"\n") + b"\n"
    return re.sub(rb"^\.", b"..", lines, flags=re.MULTILINE).replace(b"\n", b"\r\n")


def _wants(reply: Reply, *codes: int) -> None:
    if reply[0] not in codes:
        raise _Refused(_outcome(reply))


def _outcome(reply: Reply) -> Outcome:
    code, words = reply
    if 200 <= code < 300:
        return Outcome(Answer.TAKEN)
    if code < 0:  # the connection ended
        raise smtplib.SMTPServerDisconnected("ended")
    answer = Answer.NEVER if 500 <= code < 600 else Answer.LATER
    return Outcome(answer, said=f"{code} {_words(words)}".strip())


def _words(text: bytes) -> str:
    return " ".join(text.decode("utf-8", "replace").split())[:480]


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _goodbye(smtp: smtplib.SMTP) -> None:
    """The letter is theirs; however they say goodbye changes nothing."""
    try:
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        pass
