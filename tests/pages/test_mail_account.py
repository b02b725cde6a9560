"""The owner's mail account: passwords go in sealed and come out on no page."""

from __future__ import annotations

import io
import time
from base64 import b64encode
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from mensch import models
from mensch.accounts import BY_LINK
from mensch.errors import SetupError
from mensch.services import mail_accounts, secrets
from tests import world, yours
from tests.pages.pressing import press
from tests.pages.test_letter_pages import connected, text

PASSWORD = "a very secret word"


def just_signed_in(member: world.Member) -> None:
    """Who they are was shown a moment ago."""
    session = member.client.session
    session[BY_LINK] = time.time()
    session.save()


def form(**more: str) -> dict[str, str]:
    smtp = {"sender": "ada@example.org", "host": "mail.example.org", "port": "465", "user": "ada", "password": PASSWORD}
    return {**smtp, "imap_port": "993", **more}


def test_a_password_goes_in_sealed_and_no_page_shows_it_again(ada: world.Member) -> None:
    just_signed_in(ada)
    press(ada, "/settings/mail", **form(imap_host="imap.example.org", imap_password="another one"))
    account = mail_accounts.of(ada.vault)
    assert account
    assert (account.security, account.imap_security) == ("tls", "tls")
    assert secrets.opened(account=account, what="smtp") == PASSWORD
    assert secrets.opened(account=account, what="imap") == "another one"
    page = text(ada, "/settings/mail")
    assert PASSWORD not in page
    assert "another one" not in page
    assert "Letters leave as ada@example.org" in page
    press(ada, "/settings/mail", **form(password="", sender="lindqvist@example.org"))
    assert secrets.opened(account=account, what="smtp") == PASSWORD


def test_a_password_kept_for_one_server_is_never_sent_to_another(ada: world.Member) -> None:
    just_signed_in(ada)
    connected(ada)
    answer = ada.client.post("/settings/mail", form(host="evil.example.com", password=""))
    assert answer.status_code == 422
    assert "Please type the password for it." in answer.content.decode()
    assert PASSWORD not in answer.content.decode()


def test_whoever_sits_down_at_an_open_browser_is_asked_who_they_are_first(ada: world.Member) -> None:
    answer = ada.client.post("/settings/mail", form())
    assert answer.status_code == 302
    assert "reauthenticate" in answer.headers["Location"]
    assert mail_accounts.of(ada.vault) is None


def test_an_account_can_be_tried_and_taken_away_with_its_passwords(ada: world.Member) -> None:
    connected(ada)
    press(ada, "/settings/mail/test")
    letter = models.Letter.objects.get(vault=ada.vault)
    assert (letter.purpose, letter.state, letter.to) == ("account", "pressed", ["ada@example.org"])
    press(ada, "/settings/mail/removal")
    assert not models.Secret.objects.exists()
    assert mail_accounts.of(ada.vault) is None


def test_a_sealed_password_moved_into_another_row_or_vault_opens_nothing(ada: world.Member, ben: world.Member) -> None:
    hers, his = connected(ada), connected(ben)
    stolen = models.Secret.objects.get(vault=ada.vault)
    assert PASSWORD.encode() not in bytes(stolen.sealed)
    copied = {"nonce": stolen.nonce, "sealed": stolen.sealed, "key_id": stolen.key_id}
    models.Secret.objects.filter(vault=ben.vault).update(**copied)
    assert secrets.opened(account=his, what="smtp") is None
    assert secrets.opened(account=hers, what="smtp") == PASSWORD


def test_keys_are_changed_by_a_new_first_line_and_the_old_still_open(
    ada: world.Member, settings: Any, tmp_path: Path
) -> None:
    settings.KEY_FILE = tmp_path / "keys" / "one.key"
    account = connected(ada)
    assert settings.KEY_FILE.stat().st_mode & 0o777 == 0o600
    other = tmp_path / "two.key"
    old, settings.KEY_FILE = settings.KEY_FILE, other
    assert secrets.opened(account=account, what="smtp") is None
    secrets.keep(account=account, what="imap", password="x", now=world.NOW)
    other.write_text(other.read_text() + old.read_text())
    assert secrets.opened(account=account, what="smtp") == PASSWORD
    assert secrets.opened(account=account, what="imap") == "x"
    other.chmod(0o644)
    with pytest.raises(SetupError, match="0600"):
        secrets.opened(account=account, what="smtp")
    other.chmod(0o600)
    other.write_text("nonsense")
    with pytest.raises(SetupError, match="no key"):
        secrets.opened(account=account, what="smtp")


def test_the_key_lies_outside_the_folder_of_the_database_unless_somebody_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from mensch import env

    monkeypatch.delenv("MENSCH_KEY_FILE")
    assert env.data_dir() not in env.key_file().parents


def test_neither_account_nor_password_leaves_with_an_export(ada: world.Member) -> None:
    connected(ada)
    with ZipFile(io.BytesIO(yours.exported(ada))) as archive:
        told = b"".join(archive.read(name) for name in archive.namelist())
    assert b"ada@example.org" in told
    for word in (PASSWORD.encode(), b"mail.example.org", b64encode(bytes(models.Secret.objects.get().sealed))):
        assert word not in told
