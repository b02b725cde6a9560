"""Nobody looks up a server: an address of a well-known provider is enough."""

from __future__ import annotations

import pytest

from mensch.connectors.outbound import PORTS
from mensch.services import mail_accounts, mail_servers
from tests import world
from tests.pages.pressing import press
from tests.pages.test_letter_pages import text
from tests.pages.test_mail_account import just_signed_in

TYPED = {"host": "", "port": "587", "user": "", "password": "a very secret word", "imap_port": "993"}


def test_an_address_of_a_known_provider_fills_in_the_servers(ada: world.Member) -> None:
    just_signed_in(ada)
    press(ada, "/settings/mail", sender="Ada@GMail.com", **TYPED)
    account = mail_accounts.of(ada.vault)
    assert account
    assert (account.host, account.port, account.security) == ("smtp.gmail.com", 465, "tls")
    assert (account.imap_host, account.imap_port, account.user) == ("imap.gmail.com", 993, "Ada@GMail.com")
    assert "Gmail wants a password made for programs" in text(ada, "/settings/mail")


@pytest.mark.parametrize(
    ("sender", "says"),
    [
        ("ada@lindqvist.example", "The mail server of lindqvist.example is not known here."),
        ("ada@hotmail.com", "Outlook.com lets no program sign in with a password."),
        ("nobody", "is no mail address"),
    ],
)
def test_where_that_cannot_be_done_the_page_says_what_to_do(ada: world.Member, sender: str, says: str) -> None:
    just_signed_in(ada)
    answer = ada.client.post("/settings/mail", {"sender": sender, **TYPED})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert mail_accounts.of(ada.vault) is None


def test_a_server_that_was_typed_is_taken_as_it_is(ada: world.Member) -> None:
    just_signed_in(ada)
    press(ada, "/settings/mail", sender="ada@gmail.com", **{**TYPED, "host": "mail.example.org", "user": "ada"})
    account = mail_accounts.of(ada.vault)
    assert account
    assert (account.host, account.user, account.imap_host) == ("mail.example.org", "ada", "")


def test_every_listed_server_has_a_name_and_a_port_through_which_mail_may_leave() -> None:
    for domain, one in mail_servers._known().items():
        assert mail_servers.of(f"ada@{domain}") == one
        for host, port in (one.smtp, one.imap):
            assert host == host.lower()
            assert "." in host
            assert port in PORTS
        assert one.imap[1] == 993
        assert one.password in ("own", "app", "none")
