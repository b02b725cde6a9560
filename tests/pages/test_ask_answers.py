"""The answers on the page of one ask: quoted, in bands, set aside, ruled out; and the wait until everybody is read."""

from __future__ import annotations

from typing import Any

import pytest

from mensch.models import Person
from mensch.services import shelf_ready
from tests import asking, world
from tests.asking import page_of, seen
from tests.pages.pressing import press, undo
from tests.world import public_id


@pytest.fixture
def lena(ada: world.Member) -> Person:
    return asking.lena(ada.vault)


@pytest.fixture
def lawyer(ada: world.Member) -> Person:
    return asking.lawyer(ada.vault)


def test_answers_quote_and_say_how_you_know_them_and_lead_to_the_introduction(
    ada: world.Member, lena: Person, lawyer: Person
) -> None:
    row = world.ask(lena, ada.vault, "a lawyer to review a contract")
    page = seen(ada, page_of(row))
    assert "Who you look for" in page
    assert "“Contract lawyer”" in page
    assert "Met in person once" in page
    link = f"/introductions/new?first={public_id(lena)}&second={public_id(lawyer)}&ask={public_id(row)}"
    assert link in page
    form = seen(ada, link)
    assert "Gita: Contract lawyer." in form
    assert "Lena is looking for: a lawyer to review a contract." in form


def test_an_introduction_that_began_here_stands_here(ada: world.Member, lena: Person, lawyer: Person) -> None:
    row = world.ask(lena, ada.vault, "a lawyer to review a contract")
    ids = {"first": public_id(lena), "second": public_id(lawyer), "ask": public_id(row)}
    press(ada, "/introductions", **ids, because_first="Gita reads contracts.", because_second="Lena is fair.")
    page = seen(ada, page_of(row))
    assert "Introductions for this" in page
    assert "Introductions for this" not in seen(ada, page_of(world.ask(lena, ada.vault, "a roofer")))


def test_somebody_only_listed_stands_apart_and_is_not_introduced_but_looked_for(
    ada: world.Member, lena: Person, lawyer: Person
) -> None:
    Person.objects.filter(pk=lawyer.pk).update(standing="listed")
    page = seen(ada, page_of(world.ask(lena, ada.vault, "a lawyer to review a contract")))
    assert "On your lists only" in page
    assert "Introduce them" not in page
    assert "Who knows them?" in page


def test_an_own_ask_leads_to_a_letter(ada: world.Member, lena: Person, lawyer: Person) -> None:
    page = seen(ada, page_of(world.ask(None, ada.vault, "a lawyer to review a contract")))
    assert "You are looking for" in page
    assert "Write to them" in page


def test_not_for_this_takes_somebody_out_until_undo(ada: world.Member, lena: Person, lawyer: Person) -> None:
    row = world.ask(lena, ada.vault, "a lawyer to review a contract")
    press(ada, f"{page_of(row)}/asides", person=public_id(lawyer))
    page = seen(ada, page_of(row))
    assert "Who you look for" not in page
    assert "Not for this ask" in page
    undo(ada, press(ada, f"{page_of(row)}/asides", person=public_id(lawyer)))
    assert "Who you look for" in seen(ada, page_of(row))


def test_a_chip_rules_a_trade_out_and_undo_takes_it_in_again(ada: world.Member, lena: Person) -> None:
    world.person(ada.vault, "Ivo Baum", title="Roofer")
    world.person(ada.vault, "Finn Aalto", title="Dentist", org="Roof and Tooth")
    row = world.ask(lena, ada.vault, "somebody for our roof")
    assert "not roofer" not in seen(ada, page_of(row))  # what is asked for is not offered to be ruled out
    press(ada, f"{page_of(row)}/rule-outs", word="roofer")
    page = seen(ada, page_of(row))
    assert "not roofer" in page
    assert "Left out, as the ask says" in page
    undo(ada, press(ada, f"{page_of(row)}/rule-outs", word="Roofer"))
    row.refresh_from_db()
    assert row.without == []


def test_the_kind_is_guessed_and_one_press_sets_it_right(ada: world.Member, lena: Person) -> None:
    row = world.ask(lena, ada.vault, "a speaker on soil")
    assert "Read as: A speaker" in seen(ada, page_of(row))
    undo(ada, press(ada, f"{page_of(row)}/kind", kind="advice"))
    assert "Read as: A speaker" in seen(ada, page_of(row))
    press(ada, f"{page_of(row)}/kind", kind="advice")
    assert "Read as" not in seen(ada, page_of(row))


def test_nobody_obvious_is_answered_with_what_would_help(ada: world.Member, lena: Person, lawyer: Person) -> None:
    page = seen(ada, page_of(world.ask(lena, ada.vault, "a helicopter pilot for aerial surveys")))
    assert "Nobody obvious" in page
    assert "Say it more precisely" in page


def test_a_vague_ask_is_asked_one_question(ada: world.Member, lena: Person) -> None:
    assert "in which town?" in seen(ada, page_of(world.ask(lena, ada.vault, "new clients")))


def test_an_offer_shows_who_looks_for_it(ada: world.Member, lena: Person, lawyer: Person) -> None:
    asked = world.ask(lena, ada.vault, "a photographer for the fair")
    offer = world.ask(lawyer, ada.vault, "photographer, portraits", side="giving")
    page = seen(ada, page_of(offer))
    assert "a photographer for the fair" in page
    assert f"first={public_id(lena)}&second={public_id(lawyer)}&ask={public_id(asked)}" in page
    nothing = world.ask(None, ada.vault, "accordion lessons", side="giving")
    assert "Nobody you know looks for this just now" in seen(ada, page_of(nothing))


def test_a_large_vault_is_read_beside_the_page_which_says_so_and_then_answers(
    ada: world.Member, lena: Person, lawyer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Any] = []
    monkeypatch.setattr(shelf_ready, "SMALL", 2)
    monkeypatch.setattr(shelf_ready, "start", begun.append)
    row = world.ask(lena, ada.vault, "a lawyer to review a contract")
    page = seen(ada, page_of(row))
    assert "Reading what your people do" in page
    assert 'http-equiv="refresh"' in page
    part = ada.client.get(page_of(row), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Reading what your people do" in part
    assert len(begun) == 1
    monkeypatch.setattr("mensch.services.shelf_ready.connections.close_all", lambda: None)
    begun[0]()
    answer = ada.client.get(page_of(row), headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    assert "Who you look for" in seen(ada, page_of(row))


def test_a_line_noted_after_a_talk_is_enough_to_be_found(ada: world.Member, lena: Person, lawyer: Person) -> None:
    Person.objects.filter(pk=lawyer.pk).update(title="")
    joan = world.person(ada.vault, "Joan Perry", standing="met")
    world.touch(joan)
    world.note(joan, "Reads contracts for small firms")
    page = seen(ada, page_of(world.ask(lena, ada.vault, "a contract review")))
    assert "“Reads contracts for small firms”" in page
    assert f"second={public_id(joan)}" in page
