"""jCard: the same card in JSON arrays, read and written as the vCard reader would."""

from __future__ import annotations

import json

from hypothesis import given

from mensch.core.records import AddressKind, Record
from mensch.formats import jcard
from tests.formats.cards import accounted, emails, faults, one, phones, records
from tests.formats.made import RECORDS, facts

ADA = [
    "vcard",
    [
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", "Ada Löwe; chess, boats"],
        ["n", {}, "text", ["Löwe", "Ada", ["Marie", "Eva"], "Dr.", ""]],
        ["email", {"type": "work"}, "text", "ada@example.org"],
        ["tel", {"type": ["work", "fax"]}, "uri", "tel:+49-30-1"],
        ["tel", {"group": "item1"}, "text", "2"],
        ["x-ablabel", {"group": "item1"}, "text", "Boat"],
        ["adr", {}, "text", ["", "", "Weg 1, hinten", "Ort", "", "12345", "Land"]],
        ["org", {}, "text", ["Werk; Nord", "Einkauf"]],
        ["bday", {}, "date", "--04-12"],
        ["categories", {}, "text", "Chess", "Boats, small"],
        ["x-new", {}, "unknown", "a\nb"],
    ],
]


def read(value: object) -> list[Record]:
    return records(list(jcard.read(json.dumps(value).encode())))


def test_a_card_is_read_with_names_numbers_groups_and_lists() -> None:
    [ada] = read(ADA)
    assert (ada.name.full, ada.name.family, ada.name.given) == ("Ada Löwe; chess, boats", "Löwe", "Ada")
    assert (emails(ada), phones(ada)) == (["ada@example.org"], ["tel:+49-30-1", "2"])
    assert [a.label for a in ada.of(AddressKind.PHONE)] == ["work fax", "Boat"]
    assert [a.value for a in ada.of(AddressKind.POSTAL)] == ["Weg 1, hinten, Ort, 12345, Land"]
    assert [(p.org, p.department) for p in ada.posts] == [("Werk; Nord", "Einkauf")]
    assert (ada.birthday, ada.labels, ada.source) == ("--04-12", ("Chess", "Boats, small"), "jcard")


def test_several_cards_in_an_array_are_several_people() -> None:
    assert [record.line for record in read([ADA, ADA])] == [1, 2]


def test_a_property_that_is_none_costs_itself_and_a_card_that_is_none_itself() -> None:
    cards = [["vcard", [["fn", {}, "text", "Ada"], ["tel"], None]], ["vcard", 1], 7]
    items = list(jcard.read(json.dumps(cards).encode()))
    assert [record.name.full for record in records(items)] == ["Ada"]
    assert [fault.code for fault in faults(items)] == ["no-property", "no-property", "no-card", "no-card"]
    assert accounted(items)


def test_broken_json_is_said_not_raised() -> None:
    items = list(jcard.read(b'["vcard",[["fn",{},"text","Ada"]'))
    assert [fault.code for fault in faults(items)] == ["json-broken"]
    assert accounted(items)


def test_a_value_cannot_smuggle_in_a_line() -> None:
    [record] = read(["vcard", [["fn", {}, "text", "Ada\r\nTEL:666"], ["x-a", {"b": "c\r\nTEL:667"}, "text", "d"]]])
    assert phones(record) == []


@given(RECORDS)
def test_what_is_written_is_read_as_it_was(record: Record) -> None:
    assert [facts(found) for found in records(list(jcard.read(jcard.write([record]))))] == [facts(record)]


def test_unknown_properties_go_through_jcard_and_back() -> None:
    record = one("FN:Ada", "X-HOBBY;LEVEL=2:Boats", version="4.0")
    [card] = json.loads(jcard.write([record]))
    assert ["x-hobby", {"level": "2"}, "text", "Boats"] in card[1]
