"""The pages of asks: the list, a new one, its answers, and everything that can be pressed there."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from mensch.models import Ask, Finding, Person
from mensch.services import shelf_ready, shelves
from tests import world
from tests.pages.pressing import of, press, undo
from tests.world import public_id


@pytest.fixture
def lena(ada: world.Member) -> Person:
    shelves.forget(vault_id=ada.vault.pk)
    return world.person(ada.vault, "Lena Fischer")


@pytest.fixture
def lawyer(ada: world.Member) -> Person:
    one = world.person(ada.vault, "Gita Rao", title="Contract lawyer", standing="met")
    world.touch(one)
    for full, title in (("Finn Aalto", "Dentist"), ("Dan Novak", "Florist"), ("Zoe Tan", "Baker")):
        world.person(ada.vault, full, title=title)
    return one


def seen(member: world.Member, path: str, status: int = 200) -> str:
    answer = member.client.get(path)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def page_of(row: Ask) -> str:
    return f"/asks/{public_id(row)}"


def test_an_empty_board_says_what_to_do(ada: world.Member) -> None:
    assert "Nobody is looking for anything yet" in seen(ada, "/asks")
    assert "Nobody gives anything yet" in seen(ada, "/asks?tab=giving")
    assert "Nothing has ended yet" in seen(ada, "/asks?tab=ended")
    assert "Nothing is found by that" in seen(ada, "/asks?q=oven")


def test_mine_and_theirs_stand_apart_and_a_search_forgives_accents(ada: world.Member, lena: Person) -> None:
    world.ask(None, ada.vault, "a quiet workshop")
    world.ask(lena, ada.vault, "a café in Lyon")
    world.ask(lena, ada.vault, "old and over", ended="withdrawn", ended_at=world.NOW)
    page = seen(ada, "/asks")
    mine, theirs = page.split('id="theirs"')
    assert "a quiet workshop" in mine
    assert "a café in Lyon" in theirs
    assert "old and over" not in page + seen(ada, "/asks?tab=ended")
    assert "a café in Lyon" in seen(ada, "/asks?q=cafe+fischer")
    assert "a quiet workshop" not in seen(ada, "/asks?q=cafe")


def test_a_new_ask_is_of_whom_the_name_says_and_undo_takes_it_back(ada: world.Member, lena: Person) -> None:
    form = {"side": "looking", "words": "a contract review", "seen_by": "introduced", "who": "lena fischer"}
    answer = press(ada, "/asks/new", **form, town="Leeds", kind="advice", until="2027-01-31")
    row = Ask.objects.get()
    assert (row.person_id, row.town, row.kind, str(row.until)) == (lena.pk, "Leeds", "advice", "2027-01-31")
    undo(ada, answer)
    row.refresh_from_db()
    assert row.ended == "withdrawn"
    press(ada, "/asks/new", side="giving", words="an hour on leases", seen_by="me", who="")
    assert Ask.objects.latest("id").person_id is None


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"words": ""}, "This field is required"),
        ({"who": "Nobody Here"}, "Nobody here has the id or the name"),
        ({"kind": "miracle"}, "miracle"),
        ({"until": "soon"}, "valid date"),
        ({"words": "We offer high-quality websites"}, "Whom do you hope to meet?"),
    ],
)
def test_what_cannot_be_kept_is_said_on_the_form_and_the_words_stay(
    ada: world.Member, form: dict[str, str], says: str
) -> None:
    told = {"side": "looking", "words": "a contract review", "seen_by": "introduced", **form}
    answer = ada.client.post("/asks/new", told)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert says in page
    assert told["words"] in page
    assert not Ask.objects.exists()


def test_an_advert_is_asked_back_on_every_page_and_kept_by_a_second_press(ada: world.Member, lena: Person) -> None:
    words = "We offer high-quality websites"
    answer = ada.client.post(f"{of(lena)}/asks", {"side": "looking", "words": words})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "What would help Lena Fischer?" in page
    assert words in page
    assert not Ask.objects.exists()
    form = {"side": "looking", "words": words, "seen_by": "introduced", "person": public_id(lena), "as_is": "yes"}
    press(ada, "/asks/new", **form)
    assert Ask.objects.get().person_id == lena.pk


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


def test_words_are_changed_and_undo_brings_them_back(ada: world.Member, lena: Person) -> None:
    row = world.ask(lena, ada.vault, "new clients")
    assert "new clients" in seen(ada, f"{page_of(row)}/edit")
    answer = press(ada, f"{page_of(row)}/edit", words="owners of mills", seen_by="me")
    row.refresh_from_db()
    assert (row.words, row.seen_by) == ("owners of mills", "me")
    undo(ada, answer)
    row.refresh_from_db()
    assert (row.words, row.seen_by) == ("new clients", "introduced")


def test_found_by_name_is_thanked_on_today_and_can_be_opened_again(
    ada: world.Member, lena: Person, lawyer: Person
) -> None:
    row = world.ask(lena, ada.vault, "a contract review")
    undo(ada, press(ada, f"{page_of(row)}/end", how="found", by=public_id(lawyer), stay="yes"))
    assert not Finding.objects.exists()
    press(ada, f"{page_of(row)}/end", how="found", named="Finn Aalto", stay="yes")
    assert "found it." in seen(ada, page_of(row))
    assert "Found" in seen(ada, "/asks?tab=ended")
    today = seen(ada, "/today")
    assert "They found what Lena was looking for: “a contract review”." in today
    press(ada, f"{page_of(row)}/reopening")
    assert not Finding.objects.exists()
    assert "They found what" not in seen(ada, "/today")


def test_an_offer_shows_who_looks_for_it(ada: world.Member, lena: Person, lawyer: Person) -> None:
    asked = world.ask(lena, ada.vault, "a photographer for the fair")
    offer = world.ask(lawyer, ada.vault, "photographer, portraits", side="giving")
    page = seen(ada, page_of(offer))
    assert "a photographer for the fair" in page
    assert f"first={public_id(lena)}&second={public_id(lawyer)}&ask={public_id(asked)}" in page
    nothing = world.ask(None, ada.vault, "accordion lessons", side="giving")
    assert "Nobody you know looks for this just now" in seen(ada, page_of(nothing))


def test_a_note_becomes_an_ask_by_one_press(ada: world.Member, lena: Person) -> None:
    note = world.note(lena, "Met at the fair. Lena needs a contract review.")
    page = unescape(ada.client.get(of(lena), follow=True).content.decode())
    assert "Make it an ask: “needs a contract review”" in page
    undo(ada, press(ada, f"/notes/{public_id(note)}/ask"))
    assert not Ask.objects.filter(ended_at=None).exists()
    for _twice in range(2):
        press(ada, f"/notes/{public_id(note)}/ask")
    assert Ask.objects.get(ended_at=None).words == "needs a contract review"
    assert "Make it an ask" not in unescape(ada.client.get(of(lena), follow=True).content.decode())
    plain = world.note(lena, "Restores old ovens.")
    assert ada.client.post(f"/notes/{public_id(plain)}/ask").status_code == 400


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


@pytest.mark.parametrize("part", ["", "/edit"])
def test_a_stranger_and_another_member_find_nothing(
    ada: world.Member, ben: world.Member, lena: Person, part: str
) -> None:
    row = world.ask(lena, ada.vault, "a contract review")
    assert ben.client.get(page_of(row) + part).status_code == 404
    assert ben.client.get(f"/asks/new?person={public_id(lena)}").status_code == 404
    assert "contract review" not in seen(ben, "/asks")
    for name, form in (("end", {}), ("asides", {"person": public_id(lena)}), ("kind", {"kind": "advice"})):
        assert ben.client.post(f"{page_of(row)}/{name}", form).status_code == 404
