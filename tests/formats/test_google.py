"""Google's CSV, the export before 2024 and since."""

from __future__ import annotations

from mensch.core.records import AddressKind, Record
from mensch.formats import google, products
from tests.formats.cards import accounted, emails, faults, phones, records, values

OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Nickname,Birthday,Notes,"
    "Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,"
    "Address 1 - Type,Address 1 - Formatted,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,"
    "Website 1 - Type,Website 1 - Value\n"
)
NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Country,Custom Field 1 - Label,"
    "Custom Field 1 - Value\n"
)


def read(text: str) -> list[Record]:
    items = list(products.read(text.encode()))
    assert accounted(items)
    return records(items)


def test_the_old_export_is_read_with_its_types_and_groups() -> None:
    row = (
        "Ada Marie Löwe,Ada,Marie,Löwe,,Dr.,,Addie, --12-01,Met at the fair,* myContacts ::: Navy,"
        "* Work,ada@example.org ::: al@example.org,Home,a@example.net,Mobile,+49 151 1 ::: 030 1,"
        'Home,"Weg 1\nOrt",,Werk,Cook,Profile,https://example.org/ada\n'
    )
    [ada] = read(OLD + row)
    assert (ada.source, ada.name.full, ada.name.given, ada.name.family) == ("google", "Ada Marie Löwe", "Ada", "Löwe")
    assert (ada.name.additional, ada.name.prefix, ada.name.nickname) == ("Marie", "Dr.", "Addie")
    assert [(a.value, a.label) for a in ada.of(AddressKind.EMAIL)] == [
        ("ada@example.org", "Work"),
        ("al@example.org", "Work"),
        ("a@example.net", "Home"),
    ]
    assert phones(ada) == ["+49 151 1", "030 1"]
    assert [(p.org, p.title) for p in ada.posts] == [("Werk", "Cook")]
    assert (ada.birthday, ada.labels, ada.note) == ("--12-01", ("myContacts", "Navy"), "Met at the fair")
    assert values(ada, AddressKind.POSTAL) == ["Weg 1\nOrt"]
    assert values(ada, AddressKind.URL) == ["https://example.org/ada"]


def test_the_new_export_is_read_with_its_labels() -> None:
    row = (
        "Hoa,Thị,Nguyễn,Hwa,,Win,,,,,Hoa Sen,Owner,Shop,1986-11-03,,https://x.example/p.jpg,* myContacts ::: Fair 2026,"
        "* Other,hoa@example.org,Cửa hàng,+84 24 1,Home,Phố 1,Hà Nội,Việt Nam,Tea,green\n"
    )
    [hoa] = read(NEW + row)
    assert (hoa.name.given, hoa.name.additional, hoa.name.family) == ("Hoa", "Thị", "Nguyễn")
    assert hoa.name.phonetic == "Hwa Win"
    assert [(a.value, a.label) for a in hoa.of(AddressKind.PHONE)] == [("+84 24 1", "Cửa hàng")]
    assert [(p.org, p.title, p.department) for p in hoa.posts] == [("Hoa Sen", "Owner", "Shop")]
    assert (hoa.birthday, hoa.labels) == ("1986-11-03", ("myContacts", "Fair 2026"))
    assert values(hoa, AddressKind.POSTAL) == ["Phố 1, Hà Nội, Việt Nam"]


def test_columns_of_your_own_are_named_as_not_read() -> None:
    *_, seen = products.read((NEW + "Ada" + "," * 24 + "\n").encode())
    assert getattr(seen, "ignored", ()) == ("Photo", "Custom Field 1 - Label", "Custom Field 1 - Value")


def test_an_entry_with_nothing_but_an_address_is_kept_without_an_invented_name() -> None:
    [record] = read("Name,E-mail 1 - Type,E-mail 1 - Value\n,,ada.loewe@example.org\n")
    assert (record.name.full, emails(record)) == ("", ["ada.loewe@example.org"])


def test_a_firm_without_a_person_is_a_firm() -> None:
    [record] = read("Name,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name\n,,,Bread Ltd\n")
    assert (record.name.full, str(record.kind)) == ("Bread Ltd", "firm")


def test_more_columns_than_usual_are_all_read() -> None:
    head = ",".join(f"E-mail {n} - Value" for n in range(1, 8))
    [record] = read(f"First Name,{head}\nAda,{','.join(f'a{n}@example.org' for n in range(1, 8))}\n")
    assert emails(record) == [f"a{n}@example.org" for n in range(1, 8)]
    assert faults(list(google.read(f"First Name,{head}\nAda{',' * 7}\n".encode()))) == []
