"""The owner's own word on a page: how you know each other, notes, rhythm."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from mensch.models import Correction, Note, Person, Rest, Rhythm
from mensch.services import notes
from mensch.services.people_rows import path_of
from tests import world
from tests.pages.pressing import of, press, standing, undo


@pytest.fixture
def cleo(ada: world.Member) -> Person:
    return world.person(ada.vault, "Cleo Marin")


def test_seeds_row_4_the_owners_word_wins_and_can_be_taken_back(ada: world.Member, cleo: Person) -> None:
    world.touch(cleo, "mail", at=world.days_ago(9), by_me=True)
    press(ada, f"{of(cleo)}/corrections", says="met", on="2024-05-02")
    assert standing(cleo) == "met"
    page = ada.client.get(path_of(cleo.pk, cleo.full)).content.decode()
    assert "You said you met on 2 May 2024." in page
    press(ada, f"{of(cleo)}/corrections", says="never_met")
    assert standing(cleo) == "one-way"
    last = Correction.objects.filter(says="never_met").get()
    press(ada, f"/corrections/{world.public_id(last)}/withdrawal")
    assert standing(cleo) == "met", "the word before it stands again"


def test_nobody_i_know_is_one_word_and_one_undo(ada: world.Member, cleo: Person) -> None:
    world.touch(cleo, "met")
    world.touch(cleo, "mail", by_me=True)
    answer = press(ada, f"{of(cleo)}/corrections", says="nobody")
    assert standing(cleo) == "listed"
    undo(ada, answer)
    assert standing(cleo) == "met"


def test_a_day_that_has_not_come_was_no_meeting(ada: world.Member, cleo: Person) -> None:
    ahead = (timezone.localdate() + timedelta(days=2)).isoformat()
    for part, form in (("corrections", {"says": "met"}), ("touches", {"way": "met"})):
        answer = ada.client.post(f"{of(cleo)}/{part}", {**form, "on": ahead})
        assert answer.status_code == 400
        assert "has not come yet" in answer.content.decode()
    assert standing(cleo) == "listed"


def test_a_note_is_changed_and_a_deleted_one_comes_back_word_for_word(ada: world.Member, cleo: Person) -> None:
    note = world.note(cleo, "restores\nold ovens – ö")
    path = f"/notes/{world.public_id(note)}"
    assert "old ovens – ö" in ada.client.get(path).content.decode()
    assert ada.client.post(path, {"text": ""}).status_code == 422
    press(ada, path, text="restores\r\nnew ovens")
    answer = press(ada, f"{path}/removal")
    assert not Note.objects.exists()
    undo(ada, answer)
    again = Note.objects.get()
    assert (again.text, again.made_at) == ("restores\nnew ovens", note.made_at)


def test_a_note_too_long_for_undo_is_asked_about_first(ada: world.Member, cleo: Person) -> None:
    dice = "".join(f"{n * 7919 % 104729:x}" for n in range(4000))
    note = world.note(cleo, dice)
    path = f"/notes/{world.public_id(note)}/removal"
    assert "cannot be brought back" in ada.client.post(path).content.decode()
    assert Note.objects.exists()
    press(ada, path, sure="yes")
    assert not Note.objects.exists()


def test_the_words_of_a_deleted_note_open_in_no_other_vault(ada: world.Member, ben: world.Member, cleo: Person) -> None:
    note = world.note(cleo)
    words = notes.kept_words(vault=ada.vault, note=world.public_id(note))
    theirs = world.person(ben.vault)
    assert ben.client.post(f"{of(theirs)}/notes/return?words={words}").status_code == 400
    other = world.person(ada.vault, "Dan Novak")
    assert ada.client.post(f"{of(other)}/notes/return?words={words}").status_code == 400
    assert ada.client.post(f"{of(cleo)}/notes/return?words={words[:-2]}xx").status_code == 400


def test_seeds_row_91_a_rhythm_is_set_changed_stopped_and_brought_back(ada: world.Member, cleo: Person) -> None:
    press(ada, f"{of(cleo)}/rhythm", days="42")
    press(ada, f"{of(cleo)}/rhythm", days="90")
    assert "about every three months" in ada.client.get(path_of(cleo.pk, cleo.full)).content.decode()
    press(ada, f"{of(cleo)}/rhythm", days="90")
    answer = press(ada, f"/rhythms/{world.public_id(Rhythm.objects.get())}/end")
    assert not Rhythm.objects.exists()
    undo(ada, answer)
    assert Rhythm.objects.get().days == 90


def test_changing_a_rhythm_is_undone_to_the_one_before(ada: world.Member, cleo: Person) -> None:
    press(ada, f"{of(cleo)}/rhythm", days="42")
    undo(ada, press(ada, f"{of(cleo)}/rhythm", days="90"))
    assert Rhythm.objects.get().days == 42


def test_seeds_row_40_one_line_is_enough_and_a_call_ends_a_rest(ada: world.Member, cleo: Person) -> None:
    Rest.objects.create(vault=ada.vault, person=cleo, since=timezone.now() - timedelta(days=9))
    press(ada, f"{of(cleo)}/touches", way="wrote", what="a postcard")
    assert Rest.objects.get().ended_at is None, "my own word is no answer"
    press(ada, f"{of(cleo)}/touches", way="call", what="the roof")
    assert Rest.objects.get().ended_at is not None
    assert standing(cleo) == "two-way"
