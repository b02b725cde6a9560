"""Acts on a person's page: each leads back there, can be taken back, and pressed twice is one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mensch.models import Address, Ask, Correction, Label, Note, Person, Promise, Rhythm, Touch
from mensch.services.people_rows import path_of
from tests import world
from tests.pages.pressing import of, press, undo


@pytest.fixture
def cleo(ada: world.Member) -> Person:
    return world.person(ada.vault, "Cleo Marin")


@pytest.mark.parametrize(
    ("part", "form", "model"),
    [
        ("asks", {"side": "looking", "words": "a quiet workshop", "until": "2027-01-31"}, Ask),
        ("promises", {"who": "me", "words": "send the checklist", "due": "2027-01-31"}, Promise),
        ("notes", {"text": "restores old ovens"}, Note),
        ("labels", {"text": "Reading club"}, Label),
        ("touches", {"way": "call", "what": "about the roof"}, Touch),
        ("addresses", {"value": "cleo@example.org"}, Address),
        ("corrections", {"says": "met", "on": "2024-05-02"}, Correction),
        ("rhythm", {"days": "90"}, Rhythm),
    ],
)
def test_what_is_kept_twice_is_one_and_undo_takes_it_back(
    ada: world.Member, cleo: Person, part: str, form: dict[str, str], model: Any
) -> None:
    press(ada, f"{of(cleo)}/{part}", **form)
    answer = press(ada, f"{of(cleo)}/{part}", **form)
    assert answer.headers["Location"].startswith(path_of(cleo.pk, cleo.full))
    assert model.objects.filter(person=cleo).count() == 1
    undo(ada, answer)
    left = model.objects.filter(person=cleo)
    if model is Ask:
        left = left.filter(ended_at=None)
    if model is Correction:
        left = left.filter(withdrawn_at=None)
    assert not left.exists()


@pytest.mark.parametrize(
    ("part", "form"),
    [
        ("asks", {"side": "looking", "words": "  "}),
        ("asks", {"side": "wanting", "words": "gold"}),
        ("promises", {"words": ""}),
        ("promises", {"words": "call", "due": "soon"}),
        ("notes", {"text": " \n "}),
        ("labels", {"text": ""}),
        ("touches", {"way": "telepathy"}),
        ("addresses", {"value": " "}),
        ("corrections", {"says": "best friends"}),
        ("rhythm", {"days": "-1"}),
        ("rhythm", {"days": "²"}),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence(
    ada: world.Member, cleo: Person, part: str, form: dict[str, str]
) -> None:
    answer = ada.client.post(f"{of(cleo)}/{part}", form)
    assert answer.status_code == 400
    assert "That is not possible" in answer.content.decode()


def test_a_nul_sign_in_a_form_spoils_nothing(ada: world.Member, cleo: Person) -> None:
    press(ada, f"{of(cleo)}/notes", text="a\0b")
    press(ada, f"{of(cleo)}/asks", side="giving", words="time\0")
    assert Note.objects.get().text == "ab"
    assert Ask.objects.get().words == "time"


def test_an_ask_is_closed_and_opened_again(ada: world.Member, cleo: Person) -> None:
    ask = world.ask(cleo, ada.vault, "a quiet workshop")
    path = path_of(cleo.pk, cleo.full)
    undo(ada, press(ada, f"/asks/{world.public_id(ask)}/end"))
    assert "a quiet workshop" in ada.client.get(path).content.decode()
    press(ada, f"/asks/{world.public_id(ask)}/end")
    assert "a quiet workshop" not in ada.client.get(path).content.decode()


def test_seeds_row_74_promises_stand_both_ways_with_words_and_day(ada: world.Member, cleo: Person) -> None:
    press(ada, f"{of(cleo)}/promises", who="me", words="send the checklist", due="2027-01-31")
    press(ada, f"{of(cleo)}/promises", who="they", words="ask the landlord")
    page = ada.client.get(path_of(cleo.pk, cleo.full)).content.decode()
    assert page.index("You promised") < page.index("Promised you")
    mine = Promise.objects.get(by_me=True)
    assert mine.due == date(2027, 1, 31)
    ada.client.post(f"/promises/{world.public_id(mine)}/end", {"how": "released"})
    assert "That is all right." in ada.client.get(path_of(cleo.pk, cleo.full)).content.decode()


def test_what_was_found_in_a_text_is_a_promise_once_confirmed(ada: world.Member, cleo: Person) -> None:
    maybe = world.promise(cleo, maybe=True)
    assert "might be a promise" in ada.client.get(path_of(cleo.pk, cleo.full)).content.decode()
    press(ada, f"/promises/{world.public_id(maybe)}/confirmation")
    maybe.refresh_from_db()
    assert not maybe.maybe


def test_what_came_from_a_file_is_not_taken_back_here(ada: world.Member, cleo: Person) -> None:
    touch = world.touch(cleo, source="ical")
    assert ada.client.post(f"/touches/{world.public_id(touch)}/removal").status_code == 400
    assert Touch.objects.exists()


def test_a_group_is_left_and_joined_again(ada: world.Member, cleo: Person) -> None:
    press(ada, f"{of(cleo)}/labels", text="Reading & club")
    assert "/people?group=Reading%20%26%20club" in ada.client.get(path_of(cleo.pk, cleo.full)).content.decode()
    assert "Cleo Marin" in ada.client.get("/people?q=reading").content.decode()
    undo(ada, press(ada, f"/labels/{world.public_id(Label.objects.get())}/removal"))
    assert Label.objects.get().text == "Reading & club"
    press(ada, f"/labels/{world.public_id(Label.objects.get())}/removal")
    assert "Cleo Marin" not in ada.client.get("/people?q=reading").content.decode()


def test_a_letter_begins_with_ones_own_facts_and_goes_nowhere_by_itself(ada: world.Member, cleo: Person) -> None:
    world.touch(cleo, at=world.days_ago(3))
    page = ada.client.get(path_of(cleo.pk, cleo.full)).content.decode()
    assert "We last met" in page
    assert "No e-mail address is known that works" in page
    answer = ada.client.post(f"{of(cleo)}/letters", {"kind": "free", "subject": "Hello", "body": "How are you?"})
    assert answer.headers["Location"].startswith("/letters/")
