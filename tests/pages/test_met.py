"""“I met someone”: one form, ten seconds; what it makes, and how it is taken back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import cast

import pytest
from django.http import HttpResponse
from django.utils import timezone

from mensch.models import Address, Ask, Label, Note, Person, PersonKey, Promise, RawRecord, Touch
from mensch.services import today
from tests import world
from tests.importing import CARDS, bring
from tests.pages.pressing import undo

WHOLE = {
    "name": "Lena Fischer",
    "where": "Harbour lunch",
    "would_help": "a contract review",
    "works_on": "two new starters at the mill",
    "promise": "introduce Ruth",
    "due": (timezone.localdate() + timedelta(days=3)).isoformat(),
    "their_promise": "send the plan",
    "address": "lena@mills.example",
    "group": "Harbour Chapter",
}


def send(member: world.Member, **form: str) -> HttpResponse:
    return cast(HttpResponse, member.client.post("/met", form))


def lena(member: world.Member) -> Person:
    row: Person = Person.objects.get(vault=member.vault, full="Lena Fischer")
    return row


def test_seeds_row_46_a_name_is_enough(ada: world.Member) -> None:
    assert send(ada, name="Lena Fischer").status_code == 303
    assert lena(ada).standing == "met"
    touch = Touch.objects.get()
    assert (touch.kind, touch.source, timezone.localdate(touch.at)) == ("met", "", timezone.localdate())


def test_seeds_row_68_everything_noted_lies_where_it_belongs_and_the_thanks_wait_on_today(ada: world.Member) -> None:
    answer = send(ada, **WHOLE)
    assert answer.headers["Location"] == "/today"
    one = lena(ada)
    assert Touch.objects.get().place == "Harbour lunch"
    assert (Ask.objects.get().side, Ask.objects.get().words) == ("looking", "a contract review")
    assert Note.objects.get().text == "two new starters at the mill"
    mine, theirs = Promise.objects.get(by_me=True), Promise.objects.get(by_me=False)
    assert (mine.words, mine.due) == ("introduce Ruth", date.fromisoformat(WHOLE["due"]))
    assert theirs.words == "send the plan"
    assert Address.objects.get().key == "lena@mills.example"
    assert Label.objects.get().text == "Harbour Chapter"
    assert {row.person_id for row in (mine, theirs, *Ask.objects.all(), *Note.objects.all())} == {one.pk}
    shown = today.show(vault=ada.vault, now=timezone.now())
    assert shown.focus
    assert (shown.focus.item.nudge.kind, shown.focus.item.person) == ("thank-you", one)
    assert "introduce Ruth" in (shown.focus.draft.body if shown.focus.draft else "")


def test_the_new_person_is_found_at_once_and_is_known_as_noted_by_hand(ada: world.Member) -> None:
    send(ada, **WHOLE)
    assert "Lena Fischer" in ada.client.get("/people?q=fisch").content.decode()
    page = ada.client.get(f"/people/{world.public_id(lena(ada))}", follow=True).content.decode()
    assert "You, by hand" in page
    assert PersonKey.objects.filter(person=lena(ada)).exists()


def test_a_file_that_comes_later_finds_whom_the_owner_noted(ada: world.Member) -> None:
    send(ada, name="Cleo Marin", address="cleo@hollowoak.example")
    bring(ada.vault, {"people.vcf": CARDS})
    cleo = Person.objects.get(vault=ada.vault, full="Cleo Marin")
    assert (cleo.standing, cleo.org) == ("met", "Hollow Oak")


def test_the_same_form_sent_twice_is_one_meeting(ada: world.Member) -> None:
    for _ in range(2):
        assert send(ada, **WHOLE, form_key="once").status_code == 303
    for model in (Person, Touch, Ask, Note, Address, Label, RawRecord):
        assert model.objects.filter(vault=ada.vault).count() == 1, model
    assert Promise.objects.count() == 2
    assert send(ada, **WHOLE, form_key="another day").status_code == 422, "now the name is in the book"


def test_a_name_in_the_book_is_asked_about_and_nothing_is_lost(ada: world.Member) -> None:
    known = world.person(ada.vault, "Lena Fischer", org="Avon Mills")
    answer = send(ada, **WHOLE)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "That name is in your book already" in page
    assert "Avon Mills" in page
    assert "a contract review" in page
    assert not Touch.objects.exists()
    assert send(ada, **WHOLE, person=world.public_id(known)).status_code == 303
    assert Touch.objects.get().person == known
    assert send(ada, **WHOLE, person="new").status_code == 303
    assert Person.objects.filter(full="Lena Fischer").count() == 2


@pytest.mark.parametrize("known", ["Fischer, Lena", "LENA FISCHER", "Dr. Lena Fischer"])
def test_a_namesake_is_known_however_a_file_wrote_it(ada: world.Member, known: str) -> None:
    world.person(ada.vault, known, sort_key="fischer lena")
    assert send(ada, name="Lena Fischer").status_code == 422


def test_somebody_else_s_person_is_nobody_to_join(ada: world.Member, ben: world.Member) -> None:
    theirs = world.person(ben.vault, "Lena Fischer")
    assert send(ada, name="Lena Fischer", person=world.public_id(theirs)).status_code == 404
    assert not Touch.objects.exists()


def test_while_typing_those_who_may_be_meant_are_shown(ada: world.Member, ben: world.Member) -> None:
    send(ada, name="Lena Fischer")
    part = ada.client.get("/met/likely?name=lena").content.decode()
    assert "Lena Fischer" in part
    assert "Somebody new" in part
    assert part.startswith('<div id="likely">')
    assert 'type="radio"' not in ben.client.get("/met/likely?name=lena").content.decode()
    assert 'type="radio"' not in ada.client.get("/met/likely?name=").content.decode()


def test_a_day_that_has_not_come_is_said_and_the_text_stays(ada: world.Member) -> None:
    ahead = (timezone.localdate() + timedelta(days=2)).isoformat()
    answer = send(ada, **{**WHOLE, "on": ahead})
    assert answer.status_code == 422
    assert "has not come yet" in answer.content.decode()
    assert "a contract review" in answer.content.decode()
    assert not Person.objects.exists()


def test_a_form_without_a_name_keeps_its_text(ada: world.Member) -> None:
    answer = send(ada, name="  ", would_help="a contract review")
    assert answer.status_code == 422
    assert "a contract review" in answer.content.decode()


def test_for_the_next_person_of_the_evening_place_day_and_group_stay(ada: world.Member) -> None:
    answer = send(ada, **{**WHOLE, "on": "2026-11-01", "next": "1"})
    assert answer.headers["Location"] == "/met?where=Harbour+lunch&on=2026-11-01&group=Harbour+Chapter"
    page = ada.client.get(answer.headers["Location"]).content.decode()
    assert 'value="Harbour lunch"' in page
    assert 'value="2026-11-01"' in page
    assert "Lena Fischer" not in page.split('<form class="card', 1)[1].split("</form>")[0]


def test_undo_takes_the_new_person_and_all_their_words_along(ada: world.Member) -> None:
    undo(ada, send(ada, **WHOLE))
    for model in (Person, Touch, Ask, Note, Promise, Address, Label, RawRecord, PersonKey):
        assert not model.objects.filter(vault=ada.vault).exists(), model
    assert "Lena" not in ada.client.get("/people?q=lena").content.decode().split('id="found"')[1]


def test_undo_leaves_whom_the_owner_had_already(ada: world.Member) -> None:
    known = world.person(ada.vault, "Lena Fischer")
    world.note(known, "plays the cello", made_at=world.NOW)
    undo(ada, send(ada, **WHOLE, person=world.public_id(known)))
    known.refresh_from_db()
    assert known.standing == "listed"
    assert [note.text for note in Note.objects.all()] == ["plays the cello"]
    for model in (Promise, Ask, Label):
        assert not model.objects.exists(), model


def test_undo_leaves_a_new_person_about_whom_more_was_written_since(ada: world.Member) -> None:
    answer = send(ada, **WHOLE)
    world.note(lena(ada), "plays the cello", made_at=timezone.now() + timedelta(seconds=5))
    undo(ada, answer)
    assert lena(ada).standing == "listed"


def test_the_form_is_one_screen_with_one_thing_that_must_be_said(ada: world.Member) -> None:
    page = ada.client.get("/met").content.decode().split("<main")[1].split("</main>")[0]
    assert len(re.findall(r"<(?:input|textarea)[^>]* required", page)) == 1
    assert "Nobody is written to." in page


def test_undo_pressed_on_today_gives_today_again(ada: world.Member) -> None:
    send(ada, **WHOLE)
    ada.client.get("/today")
    path = f"/met/{world.public_id(Touch.objects.get())}/undo"
    part = ada.client.post(path, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert '<div id="today">' in part.content.decode()
    assert "Taken back." in part.content.decode()
    assert not Person.objects.exists()
