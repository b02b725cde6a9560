"""MECARD and BIZCARD: what stands in a square of dots. seeds row 46: my own card as a QR with the fields I choose."""

from __future__ import annotations

import pytest

from mensch.core.records import Name, Post, Record
from mensch.formats import cards, phones
from tests.formats.cards import accounted, emails, faults, records
from tests.formats.cards import phones as numbers


def read(text: str) -> list[Record]:
    return records(list(cards.read(text.encode())))


def test_a_mecard_is_read_with_the_family_name_first() -> None:
    [ada] = read(
        "MECARD:N:Löwe,Ada;TEL:+49301;TEL-AV:2;EMAIL:a@example.org;URL:https\\://example.org;BDAY:19800322;NOTE:Hi;;"
    )
    assert (ada.name.full, ada.name.given, ada.name.family) == ("Ada Löwe", "Ada", "Löwe")
    assert (numbers(ada), emails(ada), ada.birthday, ada.note) == (
        ["+49301", "2"],
        ["a@example.org"],
        "1980-03-22",
        "Hi",
    )
    assert [a.value for a in ada.addresses][-1] == "https://example.org"


def test_a_name_without_a_comma_stays_one_text() -> None:
    [ada] = read("MECARD:N:Ada Löwe;;")
    assert (ada.name.full, ada.name.given, ada.name.family) == ("Ada Löwe", "", "")


def test_signs_that_mean_something_come_back_from_their_backslash() -> None:
    [record] = read("MECARD:N:O\\,Neil\\;x,Ada;EMAIL:a\\:b@example.org;;")
    assert (record.name.family, emails(record)) == ("O,Neil;x", ["a:b@example.org"])


def test_a_bizcard_has_its_own_letters() -> None:
    [record] = read("BIZCARD:N:Ada;X:Löwe;T:Cook;C:Werk;A:Weg 1;B:1;M:2;F:3;E:a@example.org;;")
    assert (record.name.full, record.posts) == ("Ada Löwe", (Post("Werk", "Cook"),))
    assert [(a.value, a.label) for a in record.addresses if a.kind == "phone"] == [
        ("1", ""),
        ("2", "cell"),
        ("3", "fax"),
    ]


def test_several_cards_on_lines_are_several_people_and_one_that_names_nobody_is_set_aside() -> None:
    items = list(cards.read(b"MECARD:N:Ada;;\nMECARD:NOTE:x;;\nmecard:N:Ben;;\n"))
    assert [(r.name.full, r.line) for r in records(items)] == [("Ada", 1), ("Ben", 3)]
    assert [(f.code, f.line) for f in faults(items)] == [("no-name", 2)]
    assert accounted(items)


@pytest.mark.parametrize("name", [Name("Ada Löwe", "Ada", "Löwe"), Name("Suharto"), Name("x;y:,\\", "x;", "y:,\\")])
def test_seeds_row_46_a_card_written_for_a_square_is_read_as_it_was(name: Name) -> None:
    addresses = (phones.phone("+49 30 1"), phones.email("a,b@example.org"), phones.url("https://example.org/a;b"))
    record = Record("x", "k", name, addresses, (Post("Werk; Nord"),), note="not for a square")
    text = cards.write_mecard(record)
    [again] = read(text)
    assert (again.addresses, again.posts) == (addresses, record.posts)
    assert (again.name.family, again.name.given) == (name.family, name.given)
    assert "not for a square" not in text
