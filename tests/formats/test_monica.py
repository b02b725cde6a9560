"""Monica's JSON: people come over with firm, birthday, notes and tags; ages are no birthdays."""

from __future__ import annotations

import json
from typing import Any

from mensch.core.records import AddressKind, Seen
from mensch.formats import monica, products
from tests.formats.cards import accounted, emails, faults, phones, records

TYPES = [
    {"uuid": "t-mail", "properties": {"name": "E-mail", "type": "email", "protocol": "mailto:"}},
    {"uuid": "t-tel", "properties": {"name": "Phone", "protocol": "tel:"}},
    {"uuid": "t-tg", "properties": {"name": "Telegram", "type": None}},
]


def export(*people: dict[str, Any]) -> bytes:
    contacts = {"count": len(people), "type": "contact", "values": list(people)}
    account = {"data": [contacts], "instance": {"contact_field_types": TYPES}}
    return json.dumps({"version": "1.0-preview.1", "account": account}).encode()


def person(uuid: str, data: list[dict[str, Any]] | None = None, **said: object) -> dict[str, Any]:
    return {"uuid": uuid, "properties": said, "data": data or []}


def fields(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"type": "contact_field", "values": [{"properties": {"type": kind, "data": value}} for kind, value in pairs]}


def test_a_person_comes_over_whole() -> None:
    where = {"type": "address", "values": [{"properties": {"name": "Home", "street": "Weg 1", "city": "Ort"}}]}
    notes = {"type": "note", "values": [{"properties": {"body": "Likes trains"}}]}
    ada = person(
        "u-1",
        [fields(("t-mail", "ada@example.org"), ("t-tel", "030 1"), ("t-tg", "ada_l")), where, notes],
        first_name="Ada",
        last_name="Löwe",
        nickname="Addie",
        company="Werk",
        job="Cook",
        description="From school",
        tags=["chess", "boats"],
        birthdate={"is_age_based": False, "is_year_unknown": False, "date": "1980-03-22T00:00:00Z"},
    )
    items = list(products.read(export(ada)))
    [record] = records(items)
    assert (record.source, record.uid, record.name.full, record.name.nickname) == ("monica", "u-1", "Ada Löwe", "Addie")
    assert (emails(record), phones(record)) == (["ada@example.org"], ["030 1"])
    assert [(a.value, a.label) for a in record.of(AddressKind.HANDLE)] == [("ada_l", "Telegram")]
    assert [(a.value, a.label) for a in record.of(AddressKind.POSTAL)] == [("Weg 1, Ort", "Home")]
    assert (record.note, record.labels, record.birthday) == (
        "From school\nLikes trains",
        ("chess", "boats"),
        "1980-03-22",
    )
    assert accounted(items)


def test_a_birthday_worked_out_from_an_age_is_none_and_one_without_year_has_none() -> None:
    age = person("u-1", first_name="Ada", birthdate={"is_age_based": True, "date": "1980-01-01"})
    day = person("u-2", first_name="Ben", birthdate={"is_year_unknown": True, "date": "2026-03-22"})
    assert [record.birthday for record in records(list(monica.read(export(age, day))))] == ["", "--03-22"]


def test_all_fields_of_one_kind_come_over_not_the_first_alone() -> None:
    ada = person("u-1", [fields(*(("t-mail", f"a{n}@example.org") for n in range(4)))], first_name="Ada")
    assert [emails(record) for record in records(list(monica.read(export(ada))))] == [
        [f"a{n}@example.org" for n in range(4)]
    ]


def test_somebody_without_name_and_address_is_set_aside() -> None:
    items = list(monica.read(export(person("u-1"), person("u-2", first_name="Ben"))))
    assert [fault.code for fault in faults(items)] == ["nobody"]
    assert accounted(items)


def test_the_sum_is_monicas_own_so_a_person_lost_on_the_way_shows() -> None:
    data = export(person("u-1", first_name="Ada")).replace(b'"count": 1', b'"count": 3')
    assert list(monica.read(data))[-1] == Seen(3)


def test_broken_json_is_said_not_raised() -> None:
    items = list(monica.read(export(person("u-1", first_name="Ada"))[:-5]))
    assert [fault.code for fault in faults(items)] == ["json-broken"]
    assert accounted(items)
