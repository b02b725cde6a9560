"""Thunderbird's address book as CSV: its header ends in a comma, its birthdays come in three columns."""

from __future__ import annotations

import pytest

from mensch.core.records import AddressKind, Record
from mensch.formats import products
from tests.formats.cards import accounted, emails, phones, records, values

HEAD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,"
    "Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,Home ZipCode,Home Country,"
    "Work Address,Work Address 2,Work City,Work State,Work ZipCode,Work Country,Job Title,Department,Organization,"
    "Web Page 1,Web Page 2,"
    "Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes,\n"
)
ADA = (
    "Ada,Löwe,Ada L.,Addie,ada@example.org,a@example.net,ada.l,1,2,,,3,Weg 1,,Ort,,12345,Land,,,,,,,Cook,Kitchen,Werk,"
    "https://example.org,,{},{},{},,,,,Likes trains,\n"
)


def read(text: str) -> list[Record]:
    items = list(products.read(text.encode()))
    assert accounted(items)
    return records(items)


def test_a_row_is_read_whole() -> None:
    [ada] = read(HEAD + ADA.format(1980, 3, 22))
    assert (ada.source, ada.name.full, ada.name.given, ada.name.family) == ("thunderbird", "Ada L.", "Ada", "Löwe")
    assert (emails(ada), phones(ada)) == (["ada@example.org", "a@example.net"], ["1", "2", "3"])
    assert [(p.org, p.title, p.department) for p in ada.posts] == [("Werk", "Cook", "Kitchen")]
    assert values(ada, AddressKind.POSTAL) == ["Weg 1, Ort, 12345, Land"]
    assert (ada.birthday, ada.note) == ("1980-03-22", "Likes trains")


@pytest.mark.parametrize(
    ("parts", "born"),
    [(("", 3, 2), "--03-02"), ((0, 3, 2), "--03-02"), ((1980, "", ""), ""), ((1980, 0, 0), ""), ((1980, 13, 40), "")],
)
def test_a_birthday_of_three_columns_is_as_precise_as_they_are(parts: tuple[object, object, object], born: str) -> None:
    assert [record.birthday for record in read(HEAD + ADA.format(*parts))] == [born]


def test_german_headers_are_known() -> None:
    head = "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,"
    head += "Tel. dienstlich,Mobil-Tel.-Nr.\n"
    [ada] = read(head + "Ada,Löwe,Ada Löwe,,ada@example.org,,1,2\n")
    assert (ada.source, emails(ada), phones(ada)) == ("thunderbird", ["ada@example.org"], ["1", "2"])
