"""Undo of what was said by hand: the edit form, a word taken back, a note of what passed. All comes back as it was."""

from __future__ import annotations

import pytest

from mensch.models import AfterMeeting, Correction, Person, Promise, ThankYou, Touch
from mensch.services import carried
from tests import world
from tests.dump import differing, dump
from tests.importing import CARDS, bring
from tests.pages.pressing import of, press, standing, undo
from tests.pages.test_person_edit import CHANGED_CARDS, told

EDIT = {"full": "Cleo Abel", "family": "Abel", "title": "", "org": "Own shop", "nickname": "Cle"}


@pytest.fixture
def cleo(ada: world.Member) -> Person:
    """With a post and a record from a file."""
    bring(ada.vault, {"people.vcf": CARDS})
    row: Person = Person.objects.get(vault=ada.vault, full__startswith="Cleo")
    return row


def changes(before: dict[str, list[str]]) -> set[str]:
    """Search words and keys are made anew, so their ids differ."""
    return set(differing(before, dump())) - {"mensch_personword", "mensch_personkey", "mensch_wordslip"}


def test_an_edited_person_is_to_the_last_row_as_before_after_undo(ada: world.Member, cleo: Person) -> None:
    before = dump()
    answer = press(ada, f"{of(cleo)}/edit", **{**told(cleo), **EDIT})
    assert {"mensch_person", "mensch_post", "mensch_rawrecord"} <= changes(before)
    undo(ada, answer)
    assert changes(before) == set()
    assert "Cleo Marin" in ada.client.get("/people?q=marin").content.decode()
    assert "Cleo" not in ada.client.get("/people?q=abel").content.decode().split("<main")[1]


def test_after_undo_an_import_brings_them_up_to_date_again(ada: world.Member, cleo: Person) -> None:
    undo(ada, press(ada, f"{of(cleo)}/edit", **{**told(cleo), **EDIT}))
    bring(ada.vault, {"people.vcf": CHANGED_CARDS})
    cleo.refresh_from_db()
    assert (cleo.org, cleo.title) == ("Oak & Ash", "Master carpenter")


def test_undo_of_a_second_edit_leaves_the_first(ada: world.Member, cleo: Person) -> None:
    press(ada, f"{of(cleo)}/edit", **{**told(cleo), "nickname": "Cle", "org": "First"})
    cleo.refresh_from_db()
    before = dump()
    undo(ada, press(ada, f"{of(cleo)}/edit", **{**told(cleo), "org": "Second", "birthday": "1980-04-12"}))
    assert changes(before) == set()


def test_what_was_said_anew_since_stands(ada: world.Member, cleo: Person) -> None:
    first = press(ada, f"{of(cleo)}/edit", **{**told(cleo), "nickname": "Cle", "org": "First"})
    page = ada.client.get(first.headers["Location"], follow=True).content.decode()
    cleo.refresh_from_db()
    press(ada, f"{of(cleo)}/edit", **{**told(cleo), "org": "Second"})
    link = page.split('action="/people/')[-1].split('"')[0]
    press(ada, f"/people/{link}")
    cleo.refresh_from_db()
    assert (cleo.nickname, cleo.org) == ("", "Second")


def test_a_post_that_the_edit_made_goes_with_it(ada: world.Member) -> None:
    one = world.person(ada.vault, "Dan Novak")
    before = dump()
    undo(ada, press(ada, f"{of(one)}/edit", **{**told(one), "org": "Arco"}))
    assert changes(before) == set()


def test_nothing_changed_is_nothing_to_undo(ada: world.Member, cleo: Person) -> None:
    answer = press(ada, f"{of(cleo)}/edit", **told(cleo))
    page = ada.client.get(answer.headers["Location"], follow=True).content.decode()
    assert "/edit/return" not in page


def test_a_word_that_was_taken_back_stands_again(ada: world.Member, cleo: Person) -> None:
    press(ada, f"{of(cleo)}/corrections", says="nobody")
    press(ada, f"{of(cleo)}/corrections", says="met")
    last = Correction.objects.get(says="met")
    answer = press(ada, f"/corrections/{world.public_id(last)}/withdrawal")
    assert standing(cleo) == "listed"
    undo(ada, answer)
    assert standing(cleo) == "met"
    press(ada, f"/corrections/{world.public_id(last)}/return")
    assert standing(cleo) == "met"


def test_a_note_of_what_passed_comes_back_with_all_that_hung_on_it(ada: world.Member, cleo: Person) -> None:
    met = world.touch(cleo, what="the fair", place="Lindenau")
    AfterMeeting.objects.create(vault=ada.vault, person=cleo, touch=met, answer="glad", made_at=world.NOW)
    ThankYou.objects.create(vault=ada.vault, person=cleo, touch=met, at=world.NOW)
    world.promise(cleo, touch=met)
    before = dump()
    answer = press(ada, f"/touches/{world.public_id(met)}/removal")
    assert not Touch.objects.exists()
    assert Promise.objects.get().touch_id is None
    undo(ada, answer)
    assert changes(before) <= {"mensch_person"}, "only how their standing is kept"
    assert standing(cleo) == "met"


def test_what_is_noted_undone_and_undone_again_stands(ada: world.Member, cleo: Person) -> None:
    noted = press(ada, f"{of(cleo)}/touches", way="call", what="about ovens")
    touch = Touch.objects.get()
    undo(ada, noted)
    again = press(ada, f"{of(cleo)}/touches", way="call", what="about ovens")
    away = press(ada, f"/touches/{world.public_id(Touch.objects.get())}/removal")
    assert again.headers["Location"] == away.headers["Location"]
    undo(ada, away)
    assert Touch.objects.get().what == touch.what


@pytest.mark.parametrize("part", ["edit", "touches"])
def test_a_link_of_another_person_vault_or_act_brings_nothing_back(
    ada: world.Member, ben: world.Member, cleo: Person, part: str
) -> None:
    other = world.person(ada.vault, "Dan Novak")
    act = {"edit": "edit", "touches": "touch"}[part]
    good = carried.pack(ada.vault, act, {"person": world.public_id(cleo)})
    foreign = carried.pack(ben.vault, act, {"person": world.public_id(cleo)})
    mixed = carried.pack(ada.vault, "note", {"person": world.public_id(cleo)})
    before = dump()
    for path, words in ((of(other), good), (of(cleo), foreign), (of(cleo), mixed), (of(cleo), "x")):
        assert ada.client.post(f"{path}/{part}/return?words={words}").status_code == 400
    assert changes(before) <= {"django_session"}
