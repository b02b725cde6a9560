"""Correcting a person by hand: name, work and addresses. The owner's word beats every later import."""

from __future__ import annotations

from mensch.models import Address, Label, Person, Post, RawRecord, Touch
from mensch.services.people_rows import path_of
from tests import world
from tests.importing import CARDS, CONNECTIONS, EVERYTHING, LATER_CONNECTIONS, bring
from tests.pages.pressing import of, press, undo

CHANGED_CARDS = CARDS.replace(b"TITLE:Carpenter", b"TITLE:Master carpenter").replace(
    b"ORG:Hollow Oak", b"ORG:Oak & Ash"
)


def told(person: Person) -> dict[str, str]:
    names = ("full", "given", "family", "nickname", "title", "org", "birthday")
    return {name: getattr(person, name) for name in names}


def cleo_of(ada: world.Member) -> Person:
    row: Person = Person.objects.get(vault=ada.vault, full__startswith="Cleo")
    return row


def test_a_corrected_name_is_found_and_stands_in_its_place(ada: world.Member) -> None:
    bring(ada.vault, {"people.vcf": CARDS})
    cleo = cleo_of(ada)
    answer = press(ada, f"{of(cleo)}/edit", **{**told(cleo), "full": "Cleo Abel", "family": "Abel"})
    assert answer.headers["Location"].endswith(f"cleo-abel-{world.public_id(cleo)}")
    cleo.refresh_from_db()
    assert cleo.sort_key == "abel cleo"
    assert {row.sort_key for row in Label.objects.filter(person=cleo)} == {"abel cleo"}
    assert "Cleo Abel" in ada.client.get("/people?q=abel").content.decode()
    assert "Cleo Abel" in ada.client.get("/people?q=marin").content.decode(), "by the former name too"


def test_a_part_that_no_longer_stands_in_the_name_is_no_part_of_it(ada: world.Member) -> None:
    cleo = world.person(ada.vault, "Cleo Marin")
    press(ada, f"{of(cleo)}/edit", **{**told(cleo), "full": "Cleo Abel"})
    cleo.refresh_from_db()
    assert (cleo.given, cleo.family, cleo.sort_key) == ("Cleo", "", "cleo abel")


def test_the_owners_word_beats_a_later_import_though_it_be_empty(ada: world.Member) -> None:
    bring(ada.vault, {"people.vcf": CARDS})
    cleo = cleo_of(ada)
    said = {"full": "Cleo Abel", "family": "Abel", "title": "", "org": "Own shop"}
    press(ada, f"{of(cleo)}/edit", **{**told(cleo), **said})
    bring(ada.vault, {"people.vcf": CHANGED_CARDS, "Connections.csv": CONNECTIONS})
    cleo.refresh_from_db()
    assert (cleo.full, cleo.org, cleo.title) == ("Cleo Abel", "Own shop", "")
    assert RawRecord.objects.filter(person=cleo).count() == 3, "both files still told the same person"
    assert "You, by hand" in ada.client.get(path_of(cleo.pk, cleo.full)).content.decode()


def test_whom_nobody_corrected_an_import_still_brings_up_to_date(ada: world.Member) -> None:
    bring(ada.vault, {"people.vcf": CARDS})
    bring(ada.vault, {"people.vcf": CHANGED_CARDS})
    assert (cleo_of(ada).org, cleo_of(ada).title) == ("Oak & Ash", "Master carpenter")


def test_only_what_was_corrected_is_kept_from_an_import(ada: world.Member) -> None:
    bring(ada.vault, {"Connections.csv": CONNECTIONS})
    finn = Person.objects.get(vault=ada.vault, full="Finn Aalto")
    press(ada, f"{of(finn)}/edit", **{**told(finn), "nickname": "Finni"})
    bring(ada.vault, {"Connections.csv": LATER_CONNECTIONS})
    finn.refresh_from_db()
    assert (finn.nickname, finn.org) == ("Finni", "Red Kiln")


def test_a_corrected_role_is_no_new_job(ada: world.Member) -> None:
    bring(ada.vault, {"people.vcf": CARDS})
    cleo = cleo_of(ada)
    press(ada, f"{of(cleo)}/edit", **{**told(cleo), "title": "Cabinet maker"})
    post = Post.objects.get(person=cleo)
    assert (post.title, post.ended_on) == ("Cabinet maker", None)


def test_a_person_needs_a_name_and_the_text_stays_in_the_form(ada: world.Member) -> None:
    cleo = world.person(ada.vault, "Cleo Marin")
    answer = ada.client.post(f"{of(cleo)}/edit", {**told(cleo), "full": "", "org": "Own shop"})
    assert answer.status_code == 422
    assert 'value="Own shop"' in answer.content.decode()
    cleo.refresh_from_db()
    assert cleo.full == "Cleo Marin"


def test_saving_without_a_change_says_nothing_new(ada: world.Member) -> None:
    cleo = world.person(ada.vault, "Cleo Marin")
    press(ada, f"{of(cleo)}/edit", **told(cleo))
    cleo.refresh_from_db()
    assert cleo.edited_at is None
    assert not RawRecord.objects.exists()


def test_an_address_is_known_by_how_it_is_written(ada: world.Member) -> None:
    cleo = world.person(ada.vault, "Cleo Marin")
    given = {
        "Cleo@Example.org": ("email", "cleo@example.org"),
        "+49 30 901820": ("phone", "+4930901820"),
        "www.hollowoak.example/cleo": ("url", "hollowoak.example/cleo"),
        "Altmarkt 3, Lindenau": ("postal", ""),
        "@cleo": ("handle", ""),
    }
    for value, (kind, key) in given.items():
        press(ada, f"{of(cleo)}/addresses", value=value)
        row = Address.objects.get(person=cleo, value=value)
        assert (row.kind, row.key) == (kind, key)
    assert "Cleo Marin" in ada.client.get("/people?q=cleo@example.org").content.decode()


def test_mail_kept_earlier_is_told_once_the_address_is_known(ada: world.Member) -> None:
    bring(ada.vault, {**EVERYTHING, "mail.mbox": EVERYTHING["mail.mbox"].replace(b"cleo@hollowoak", b"cleo@shed")})
    cleo = Person.objects.get(vault=ada.vault, full="Cleo Marin")
    Person.objects.filter(full="Cleo").delete()
    Address.objects.filter(key="cleo@shed.example").delete()
    assert not Touch.objects.filter(person=cleo).exists()
    press(ada, f"{of(cleo)}/addresses", value="cleo@shed.example")
    cleo.refresh_from_db()
    assert Touch.objects.filter(person=cleo, kind="mail").count() == 2
    assert cleo.standing == "two-way"


def test_a_past_address_stays_known_and_gets_no_letter(ada: world.Member) -> None:
    cleo = world.person(ada.vault, "Cleo Marin")
    old = world.address(cleo, "old@example.org")
    answer = press(ada, f"/addresses/{world.public_id(old)}/end")
    page = ada.client.get(path_of(cleo.pk, cleo.full)).content.decode()
    assert "no longer used" in page
    assert "mailto:old@example.org" not in page
    assert answer.headers["Location"].endswith("#reach")
    press(ada, f"/addresses/{world.public_id(old)}/return")
    old.refresh_from_db()
    assert old.gone_at is None


def test_an_address_that_was_never_theirs_goes_and_comes_back(ada: world.Member) -> None:
    cleo = world.person(ada.vault, "Cleo Marin")
    wrong = world.address(cleo, "dan@example.org", label="work")
    answer = press(ada, f"/addresses/{world.public_id(wrong)}/removal")
    assert not Address.objects.exists()
    undo(ada, answer)
    again = Address.objects.get()
    assert (again.value, again.label, again.kind) == ("dan@example.org", "work", "email")
    assert again.gone_at is None
