"""Outlook's CSV: English and German headers, names of columns that mean two things, dates of the writer's place."""

from __future__ import annotations

import pytest

from mensch.core.records import AddressKind, Record
from mensch.formats import products
from tests.formats.cards import accounted, emails, faults, phones, records, values

ENGLISH = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,"
    "Mobile Phone,Home Street,Home City,Home Postal Code,Home Country/Region,Company,Job Title,Department,Birthday,"
    "Web Page,Notes,Categories,Spouse\r\n"
)
GERMAN = (
    '"Anrede","Vorname","Weitere Vornamen","Nachname","Firma","Abteilung","Position","Straße geschäftlich",'
    '"Ort geschäftlich","Land geschäftlich","Postleitzahl geschäftlich","Region geschäftlich","Telefon geschäftlich",'
    '"Mobiltelefon","E-Mail-Adresse","E-Mail 2: Adresse","Geburtstag","Kategorien"\r\n'
)


def read(data: bytes) -> list[Record]:
    items = list(products.read(data))
    assert accounted(items)
    return records(items)


def test_english_headers_say_title_for_doctor_and_job_title_for_the_post() -> None:
    row = (
        "Ada,Marie,Löwe,Dr.,jun.,Addie,ada@example.org,a@example.net,030 1,+49 30 2,0171 3,Weg 1,Ort,12345,Germany,"
        "Werk,Cook,Kitchen,12/28/1969,https://example.org,Likes trains,Chess; Boats,Ben\r\n"
    )
    [ada] = read(b"\xef\xbb\xbf" + (ENGLISH + row).encode())
    assert (ada.source, ada.name.full, ada.name.prefix, ada.name.suffix) == ("outlook", "Ada Marie Löwe", "Dr.", "jun.")
    assert [(p.org, p.title, p.department) for p in ada.posts] == [("Werk", "Cook", "Kitchen")]
    assert (emails(ada), phones(ada)) == (["ada@example.org", "a@example.net"], ["030 1", "+49 30 2", "0171 3"])
    assert [a.label for a in ada.of(AddressKind.PHONE)] == ["home", "work", "mobile"]
    assert values(ada, AddressKind.POSTAL) == ["Weg 1, Ort, 12345, Germany"]
    assert (ada.birthday, ada.labels) == ("1969-12-28", ("Chess", "Boats"))


def test_german_headers_say_country_where_they_mean_the_state() -> None:
    row = (
        '"Frau","Ada","","Löwe","Werk & Co","Einkauf","Leiterin","Weg 1","Köln","NRW","50667","Deutschland",'
        '"+49 221 1","0171 2","ada@example.org","a@example.net","28.12.1969","Schach"\r\n'
    )
    [ada] = read((GERMAN + row).encode("cp1252"))
    assert (ada.name.full, ada.name.prefix) == ("Ada Löwe", "Frau")
    assert values(ada, AddressKind.POSTAL) == ["Weg 1, Köln, NRW, 50667, Deutschland"]
    assert (ada.birthday, emails(ada)) == ("1969-12-28", ["ada@example.org", "a@example.net"])
    assert [(p.org, p.title, p.department) for p in ada.posts] == [("Werk & Co", "Leiterin", "Einkauf")]


@pytest.mark.parametrize("none", ["0/0/00", "00.00.00", ""])
def test_outlooks_ways_to_say_no_date_are_no_date_and_no_fault(none: str) -> None:
    data = f"First Name,Last Name,E-mail Address,Birthday\nAda,Löwe,a@example.org,{none}\n".encode()
    assert [record.birthday for record in read(data)] == [""]
    assert faults(list(products.read(data))) == []


def test_an_exchange_name_is_no_mail_address_and_is_told() -> None:
    data = b"First Name,E-mail Address,E-mail 2 Address\nAda,/o=Firm/ou=X/cn=ada,ada@example.org\n"
    assert [emails(record) for record in read(data)] == [["ada@example.org"]]
    assert [fault.code for fault in faults(list(products.read(data)))] == ["address-not-mail"]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Prénom,Nom,Adresse de messagerie,Société,Fonction", "French"),
        ("Nombre,Apellidos,Dirección de correo electrónico,Organización,Puesto", "Spanish"),
        ("Nome,Cognome,Indirizzo posta elettronica,Società,Posizione", "Italian"),
        ("Voornaam,Achternaam,E-mailadres,Bedrijf,Functie", "Dutch"),
        ("Imię,Nazwisko,Adres e-mail,Firma,Stanowisko", "Polish"),
    ],
)
def test_the_other_languages_name_the_same_columns(header: str, name: str) -> None:
    [ada] = read(f"{header}\nAda,Löwe,ada@example.org,Werk,Cook\n".encode())
    assert (ada.name.given, ada.name.family, emails(ada)) == ("Ada", "Löwe", ["ada@example.org"]), name
    assert [(p.org, p.title) for p in ada.posts] == [("Werk", "Cook")]
