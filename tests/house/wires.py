"""The one door outside, and letters: sockets come from outbound alone, and only a person presses send."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from tests.house.source import Source
from tests.house.walls import called, imported

NETWORK = {
    *("socket", "ssl", "urllib.request", "http.client", "httpx", "httpx2", "requests", "smtplib", "imaplib"),
    *("ftplib", "poplib", "telnetlib", "socketserver", "xmlrpc", "asyncio", "aiohttp", "urllib3", "imap_tools"),
}
# Who may import what of it. Sockets come from outbound alone; the two others only speak over them.
OUTBOUND: dict[str, set[str]] = {
    "mensch/connectors/outbound.py": {"socket", "ssl"},  # the one guarded way out
    "mensch/connectors/smtp.py": {"smtplib", "socket", "ssl"},  # socket and ssl: names of types and errors
    "mensch/connectors/imap.py": {"imaplib", "socket", "ssl"},
    "mensch/commands/serve.py": {"socket"},  # is the port to listen on free, and do we answer there?
}
# What opens a connection by itself.
OPENERS = {"create_connection", "connect", "connect_ex", "socketpair", "wrap_socket", "IMAP4", "IMAP4_SSL", "SMTP_SSL"}


def ways_out(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(node)} imports {name}: only {', '.join(OUTBOUND)} may"
        for source in sources
        for node, name in imported(source)
        if name in NETWORK or name.split(".")[0] in NETWORK or name.startswith("django.core.mail.backends.smtp")
        if name.split(".")[0] not in OUTBOUND.get(source.path, ())
    ]


def one_door(sources: Iterable[Source]) -> list[str]:
    """Connectors speak over connections that outbound has judged and opened; they open none."""
    return [
        f"{source.at(call)} opens a connection: outbound does that"
        for source in sources
        if source.room == "connectors" and source.path != "mensch/connectors/outbound.py"
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call) and called(call.func) in OPENERS and not _of_outbound(call.func)
    ]


def _of_outbound(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and ast.unparse(function.value) == "outbound"


# What of a kept password only its own service may touch: not a page, a form, an export, a log or an answer.
SEALED = {"sealed", "nonce", "key_id", "Secret"}
KEEPERS = {
    "mensch/models/secrets.py": "the table",
    "mensch/models/__init__.py": "names it",
    "mensch/services/secrets.py": "seals and opens",
    "mensch/services/yours_tables.py": "says that no door leads out",
}
OPENS = {"mensch/services/mail_logins.py", "mensch/services/mail_accounts.py", "mensch/services/secrets.py"}


def sealed(sources: Iterable[Source]) -> list[str]:
    """The columns of a password stand nowhere but in its own service; only logins are given what is inside."""
    found = []
    for source in sources:
        for node in ast.walk(source.tree):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            if name in SEALED and source.path not in KEEPERS:
                found.append(f"{source.at(node)} touches a password: {name}")
            if name == "opened" and source.path not in OPENS and _of_secrets(node):
                found.append(f"{source.at(node)} opens a password")
    return found


def _of_secrets(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) == "secrets"
