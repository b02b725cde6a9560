"""A real mail server on loopback (aiosmtpd), for tests that let letters leave."""

from __future__ import annotations

import gc
import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

USER, PASSWORD = "ada", "correct-horse-9"


class Sink:
    """Takes mail, and remembers it. `says`: what to answer instead of taking it, by the command."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.says: dict[str, str] = {}

    async def handle_MAIL(self, _s: SMTP, _q: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.says.get("MAIL", "250 OK")

    async def handle_RCPT(self, _s: SMTP, _q: Session, envelope: Envelope, address: str, _o: list[str]) -> str:  # noqa: N802
        if address in self.says:
            return self.says[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _s: SMTP, _q: Session, envelope: Envelope) -> str:  # noqa: N802
        if "DATA" not in self.says:
            self.taken.append(envelope)
        return self.says.get("DATA", "250 taken")

    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(raw(one), policy=default) for one in self.taken]


def raw(envelope: Envelope) -> bytes:
    content = envelope.content or b""
    return content if isinstance(content, bytes) else content.encode()


class Server:
    """A mail server of one test."""

    def __init__(self, **options: Any) -> None:
        self.sink, self.port, self.running = Sink(), free_port(), True
        known = {"auth_required": True, "auth_require_tls": False, "authenticator": _known, "enable_SMTPUTF8": True}
        self.controller = Controller(self.sink, hostname="127.0.0.1", port=self.port, **{**known, **options})

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def stop(self) -> None:
        """aiosmtpd leaves what a client did not close to the garbage collector."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            if self.running:
                self.controller.stop()
            gc.collect()
        self.running = False


def _known(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: LoginPassword) -> AuthResult:
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@contextmanager
def server(**options: Any) -> Iterator[Server]:
    one = Server(**options)
    one.controller.start()
    try:
        yield one
    finally:
        one.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A certificate for localhost, and the file that vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
    made = made.not_valid_after(now + timedelta(days=2))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    signed, (crt, pem) = made.sign(key, hashes.SHA256()), (folder / "crt.pem", folder / "key.pem")
    crt.write_bytes(signed.public_bytes(Encoding.PEM))
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(crt, pem)
    return context, crt
