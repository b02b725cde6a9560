"""The servers of well-known mail providers, found by an address, so that nobody has to look them up."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from mensch.core.mailbox import ascii_domain, looks_right
from mensch.errors import InputError


class Provider(NamedTuple):
    """`password`: "own" the usual one, "app" one made for programs, "none" programs cannot sign in with any."""

    name: str
    smtp: tuple[str, int]
    imap: tuple[str, int]
    password: str


def of(address: str) -> Provider | None:
    """Who keeps this mailbox; None for a domain of its own, or one that is not listed (data/mail_servers.toml)."""
    if not looks_right(address):
        return None
    try:
        return _known().get(ascii_domain(address.rpartition("@")[2]))
    except ValueError:
        return None


def filled(account: dict[str, Any]) -> dict[str, Any]:
    """What was typed, with the servers filled in where none was. Raises InputError where that cannot be done."""
    if account["host"] or not looks_right(account["sender"]):
        return account
    found, name = of(account["sender"]), account["sender"].rpartition("@")[2]
    if found is None:
        raise InputError(
            _("The mail server of %(name)s is not known here. Your provider's help calls it SMTP server.")
            % {"name": name}
        )
    if found.password == "none":  # noqa: S105 - a kind of password
        raise InputError(
            _("%(name)s lets no program sign in with a password. Letters go on opening in your own mail program.")
            % {"name": found.name}
        )
    servers = {"host": found.smtp[0], "port": found.smtp[1], "user": account["user"] or account["sender"]}
    inbox = {"imap_host": found.imap[0], "imap_port": found.imap[1]} if not account["imap_host"] else {}
    return {**account, **servers, **inbox}


@cache
def _known() -> dict[str, Provider]:
    text = files("mensch").joinpath("data", "mail_servers.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["provider"]
    return {domain: _read(row) for row in rows for domain in row["domains"]}


def _read(row: dict[str, Any]) -> Provider:
    (smtp, smtp_port), (imap, imap_port) = row["smtp"], row["imap"]
    return Provider(row["name"], (smtp, smtp_port), (imap, imap_port), row["password"])
