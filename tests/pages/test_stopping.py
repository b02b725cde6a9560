"""List mail is stopped with one press, by a person or by a mail program; looking stops nothing."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from typing import Any

from django.test import Client

from mensch import models
from mensch.core.outbox import LetterKind
from mensch.services import letter_mail, mail_accounts, outbox, sending, suppressions
from tests import world

BEN = "ben@example.org"


def claimed(member: world.Member, kind: LetterKind = LetterKind.ROUND) -> tuple[models.Letter, Any]:
    """A letter in hand, and the mail it is."""
    told: dict[str, Any] = {"host": "mail.example.org", "port": 587, "user": "", "sender": "ada@example.org"}
    account = mail_accounts.keep(vault=member.vault, now=world.NOW, **told)
    letter = outbox.draft(vault=member.vault, kind=kind, to=(BEN,), subject="The round", body="Two questions.")
    outbox.press(letter=letter, by=member.user, now=world.NOW)
    assert letter.due_at is not None
    assert sending.claim(letter, now=letter.due_at)
    return letter, message_from_bytes(letter_mail.mail(letter, account).data, policy=default)


def path(mail: Any) -> str:
    found = re.fullmatch(r"<http://127.0.0.1:8000(/stop/[0-9a-f]{32})>", mail["List-Unsubscribe"])
    assert found
    return found[1]


def test_a_list_mail_carries_the_way_to_stop_it_and_no_other_letter_does(ada: world.Member) -> None:
    _, mail = claimed(ada)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert path(mail).rpartition("/")[2] not in str(models.StopToken.objects.values())
    for kind in set(LetterKind) - {LetterKind.ROUND, LetterKind.ACCOUNT}:
        other = claimed(ada, kind)[1] if kind not in (LetterKind.CHECK, LetterKind.ASKING) else None
        assert other is None or "List-Unsubscribe" not in other


def test_a_mail_program_stops_it_with_one_post_and_without_a_cookie(ada: world.Member) -> None:
    _, mail = claimed(ada)
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = strict.post(path(mail), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert not answer.cookies
    assert suppressions.suppressed(address="Ben@Example.org")
    again = outbox.draft(vault=ada.vault, kind=LetterKind.ROUND, to=(BEN,), subject="The round", body="Again?")
    assert not isinstance(outbox.press(letter=again, by=ada.user, now=world.NOW), outbox.Pressed)


def test_a_scanner_that_looks_stops_nothing_and_learns_nothing(ada: world.Member, anyone: Client) -> None:
    _, mail = claimed(ada)
    known = anyone.get(path(mail))
    anyone.head(path(mail))
    assert not suppressions.suppressed(address=BEN)
    guessed = anyone.get(f"/stop/{'0' * 32}")
    assert (known.status_code, known.content) == (guessed.status_code, guessed.content)
    posts = [anyone.post(f"/stop/{'0' * 32}"), anyone.post(path(mail))]
    assert posts[0].content == posts[1].content
    assert posts[0].headers["Referrer-Policy"] == "no-referrer"
