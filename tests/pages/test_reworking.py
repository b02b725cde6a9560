"""Working touches out anew loses nothing that the owner said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mensch import models
from mensch.services import import_undo, reworking
from tests import world, yours


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
