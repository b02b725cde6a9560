"""The pages of asks: the list, a new one, its answers, and everything that can be pressed there."""

from __future__ import annotations

from html import unescape

import pytest

from mensch.models import Ask, Finding, Person
from tests import asking, world
from tests.asking import page_of, seen
from tests.pages.pressing import of, press, undo
from tests.world import public_id


@pytest.fixture
def lena(ada: world.Member) -> Person:
    return asking.lena(ada.vault)


@pytest.fixture
def lawyer(ada: world.Member) -> Person:
    return asking.lawyer(ada.vault)


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


def test_a_note_becomes_an_ask_by_one_press(ada: world.Member, lena: Person) -> None:
    note = world.note(lena, "Met at the fair. Lena needs a contract review.")
    page = unescape(ada.client.get(of(lena), follow=True).content.decode())
    assert "Make it an ask: “a contract review”" in page
    undo(ada, press(ada, f"/notes/{public_id(note)}/ask"))
    assert not Ask.objects.filter(ended_at=None).exists()
    for _twice in range(2):
        press(ada, f"/notes/{public_id(note)}/ask")
    assert Ask.objects.get(ended_at=None).words == "a contract review"
    assert "Make it an ask" not in unescape(ada.client.get(of(lena), follow=True).content.decode())
    plain = world.note(lena, "Restores old ovens.")
    assert ada.client.post(f"/notes/{public_id(plain)}/ask").status_code == 400


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
