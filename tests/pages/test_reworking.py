"""Working touches out anew loses nothing that the owner said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mensch import models
from mensch.services import import_undo, reworking
from mensch.services.access import public
from tests import importing, world, yours


@pytest.fixture
def meeting(ada: world.Member, tmp_path: Path) -> models.Touch:
    yours.fill(ada, tmp_path)
    touch: models.Touch = models.Touch.objects.get(vault=ada.vault, kind="met", person__full="Dr. Mara Öztürk")
    return touch


def test_what_the_owner_said_about_a_meeting_stays(ada: world.Member, meeting: models.Touch) -> None:
    kept = [
        world.promise(meeting.person, "send the recipe", touch=meeting),
        models.ThankYou.objects.create(vault=ada.vault, person=meeting.person, touch=meeting, at=world.NOW),
        models.AfterMeeting.objects.create(
            vault=ada.vault, person=meeting.person, touch=meeting, answer="again", made_at=world.NOW
        ),
    ]
    reworking.rework(vault_id=ada.vault.pk)
    for row in kept:
        assert type(row)._default_manager.filter(vault=ada.vault, pk=row.pk).exists(), type(row).__name__
    assert models.Touch.objects.filter(vault=ada.vault, kind="met", person=meeting.person).count() == 1


def test_words_the_owner_noted_stay(ada: world.Member, meeting: models.Touch) -> None:
    said = world.touch(meeting.person, kind="mail", by_me=True, source="said", key="said:one")
    noted = world.touch(meeting.person, kind="call", source="", key="noted:one")
    reworking.rework(vault_id=ada.vault.pk)
    assert models.Touch.objects.filter(vault=ada.vault, pk__in=[said.pk, noted.pk]).count() == 2


@pytest.mark.parametrize("word", ["promise", "thanks", "answer"])
def test_undoing_the_import_keeps_whoever_the_owner_has_dealt_with_since(
    ada: world.Member, meeting: models.Touch, word: str
) -> None:
    fields = {"vault": ada.vault, "person": meeting.person, "touch": meeting}
    if word == "promise":
        row: Any = world.promise(meeting.person, "send the recipe", touch=meeting)
    elif word == "thanks":
        row = models.ThankYou.objects.create(**fields, at=world.NOW)
    else:
        row = models.AfterMeeting.objects.create(**fields, answer="again", made_at=world.NOW)
    import_undo.undo(import_id=meeting.made_by_id or 0)
    assert type(row)._default_manager.filter(vault=ada.vault, pk=row.pk).exists()
    assert models.Person.objects.filter(vault=ada.vault, pk=meeting.person_id).exists()


def _mine(ada: world.Member, mine: str) -> str:
    row, _ = models.OwnAddress.objects.get_or_create(
        vault=ada.vault, kind="email", key="ada@home.example", defaults={"value": "ada@home.example"}
    )
    answer = ada.client.post(f"/own-addresses/{public(row.pk)}", {"mine": mine}, follow=True)
    return " ".join(answer.content.decode().split())


def _from_home(ada: world.Member) -> models.Person:
    mails = importing.MAILBOX.replace(b"ada@example.org", b"ada@home.example")
    importing.bring(ada.vault, {"cards.vcf": importing.CARDS, "mail.mbox": mails})
    cleo: models.Person = models.Person.objects.get(vault=ada.vault, full="Cleo Marin")
    return cleo


def test_of_a_few_mails_the_page_after_the_owners_word_shows_the_new_figures(ada: world.Member) -> None:
    cleo = _from_home(ada)
    _mine(ada, "no")
    cleo.refresh_from_db()
    assert cleo.standing == "listed"
    assert "worked out anew" not in _mine(ada, "yes")
    cleo.refresh_from_db()
    assert cleo.standing == "two-way"


def test_of_many_mails_the_page_says_that_the_figures_follow(
    ada: world.Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    _from_home(ada)
    monkeypatch.setattr(reworking, "AT_ONCE", 0)
    assert "worked out anew" in _mine(ada, "yes")
