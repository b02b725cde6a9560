"""A table from anywhere: the mapping that is proposed, and where a person should look first."""

from __future__ import annotations

import pytest

from mensch.core.records import Record
from mensch.formats import generic, products
from mensch.formats.generic import Mapping
from mensch.formats.persons import Slot
from tests.formats.cards import accounted, emails, faults, phones, records


def what(header: str) -> list[str]:
    return [slot.what if slot else "" for slot in generic.propose(header.split(",")).slots]


def read(text: str, mapping: Mapping | None = None) -> list[Record]:
    items = list(generic.read(text.encode(), mapping))
    assert accounted(items)
    return records(items)


@pytest.mark.parametrize(
    ("header", "slots"),
    [
        ("Name,E-Mail,Phone,Company,Birthday,Tea", ["full", "email", "phone", "org", "birthday", ""]),
        ("Vorname,Name,Telefon,Firma,Geburtsdatum", ["given", "family", "phone", "org", "birthday"]),
        ("Prénom,Nom,Courriel,Société", ["given", "family", "email", "org"]),
        ("Nombre,Apellidos,Correo", ["given", "family", "email"]),
        ("Imię i nazwisko,Adres email,Telefon", ["full", "email", "phone"]),
    ],
)
def test_columns_are_known_by_their_names_in_several_languages(header: str, slots: list[str]) -> None:
    assert what(header) == slots


def test_two_columns_for_one_thing_are_left_for_a_person_to_say() -> None:
    mapping = generic.propose(["Full name", "Contact name", "Email"])
    assert mapping.unsure == ("Full name", "Contact name")


def test_a_header_without_anybody_is_wholly_unsure() -> None:
    assert generic.propose(["City", "Country"]).unsure == ("City", "Country")


def test_a_table_is_read_by_what_a_person_said() -> None:
    mapping = Mapping(("A", "B", "C"), (Slot("full"), Slot("phone", "work"), None))
    [ada] = read("A,B,C\nAda,030 1,x\n", mapping)
    assert (ada.name.full, [(a.value, a.label) for a in ada.addresses]) == ("Ada", [("030 1", "work")])


def test_a_mapping_of_another_table_reads_nothing_and_says_so() -> None:
    mapping = Mapping(("A", "B"), (Slot("full"), Slot("email")))
    items = list(generic.read(b"X,Y\nAda,a@example.org\n", mapping))
    assert records(items) == []
    assert {fault.code for fault in faults(items)} == {"no-header"}
    assert accounted(items)


def test_several_addresses_in_a_cell_are_several_and_prose_is_one() -> None:
    [ada, ben] = read('Name,Email\nAda,"a@example.org; b@example.org"\nBen,ask his office\n')
    assert emails(ada) == ["a@example.org", "b@example.org"]
    assert emails(ben) == ["ask his office"]


def test_a_table_of_people_is_read_without_asking_when_its_columns_are_plain() -> None:
    items = list(products.read("Name;E-Mail;Telefon\nAda Löwe;ada@example.org;030 1\n".encode("cp1252")))
    [ada] = records(items)
    assert (ada.source, ada.name.full, ada.name.given, phones(ada)) == ("csv", "Ada Löwe", "", ["030 1"])
