"""The honest reveal on its page, and what hangs on the owner's word about their own addresses."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

from django.utils import timezone
from django_q.models import OrmQ

from mensch import models
from mensch.services import reworking
from tests import importing as given
from tests import world


def _mailbox(sender: str, to: str, days: float, number: int = 1) -> bytes:
    at = timezone.now() - timedelta(days=days)
    return (
        f"From x Mon Mar  2 10:00:00 2026\nFrom: {sender}\nTo: {to}\nDate: {format_datetime(at)}\n"
        f"Message-ID: <{number}@wait.example>\nSubject: The shelves\n\nHello.\n\n"
    ).encode()


def _page(member: world.Member) -> str:
    return " ".join(member.client.get("/reveal").content.decode().split())


def test_seeds_row_4_the_page_counts_who_was_met_and_who_waits_for_an_answer(ada: world.Member) -> None:
    waits = _mailbox("cleo@hollowoak.example", "ada@example.org", 3)
    given.bring(ada.vault, {**given.EVERYTHING, "new.mbox": waits})
    page = _page(ada)
    assert "Of the 5 people on your list you have met <strong>1</strong>." in page
    assert "1 person waits for your answer." in page


def test_nobody_waits_once_the_owner_has_written_since(ada: world.Member) -> None:
    both = _mailbox("cleo@hollowoak.example", "ada@example.org", 3) + _mailbox(
        "ada@example.org", "cleo@hollowoak.example", 2, number=2
    )
    given.bring(ada.vault, {"people.vcf": given.CARDS, "new.mbox": both})
    assert "your answer" not in _page(ada)


def test_with_lists_alone_the_page_says_that_it_cannot_tell(ada: world.Member) -> None:
    given.bring(ada.vault, {"Connections.csv": given.CONNECTIONS})
    page = _page(ada)
    assert "3 people on your list. We cannot tell yet whom you have met." in page
    assert "Nor can we tell who writes to you." in page


def test_an_address_the_owner_claims_turns_the_direction_of_its_mail(ada: world.Member) -> None:
    mail = _mailbox("ada@other.example", "cleo@hollowoak.example", 40)
    given.bring(ada.vault, {"people.vcf": given.CARDS, "a.mbox": mail}, me=())
    assert not models.Touch.objects.filter(vault=ada.vault, by_me=True).exists()
    row, _ = models.OwnAddress.objects.get_or_create(
        vault=ada.vault, kind="email", key="ada@other.example", defaults={"value": "ada@other.example"}
    )
    answer = ada.client.post(f"/own-addresses/{world.public_id(row)}", {"mine": "yes"})
    assert answer.status_code == 302
    assert OrmQ.objects.count() == 0  # so few mails are worked through while the owner waits
    touch = models.Touch.objects.get(vault=ada.vault)
    assert (touch.person.full, touch.by_me) == ("Cleo Marin", True)
    reworking.rework(vault_id=ada.vault.pk)
    assert models.Touch.objects.filter(vault=ada.vault).count() == 1
