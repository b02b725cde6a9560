"""JSContact (RFC 9553): read one card, an array, the answer of a server; write and keep what is not ours."""

from __future__ import annotations

import json

from hypothesis import given

from mensch.core.records import AddressKind, Record, RecordKind
from mensch.formats import jscontact, jscontact_write
from tests.formats.cards import accounted, emails, faults, phones, records
from tests.formats.made import RECORDS, facts

ADA: dict[str, object] = {
    "@type": "Card",
    "version": "1.0",
    "uid": "urn:uuid:1",
    "name": {
        "components": [
            {"kind": "title", "value": "Dr."},
            {"kind": "surname", "value": "Nguyễn"},
            {"kind": "separator", "value": " "},
            {"kind": "given", "value": "Minh"},
        ],
        "isOrdered": True,
    },
    "nicknames": {"k1": {"name": "Mi"}},
    "organizations": {"o1": {"name": "Werk", "units": [{"name": "Einkauf"}]}, "o2": {"name": "Verein"}},
    "titles": {"t1": {"name": "Leiterin", "organizationId": "o2"}, "t2": {"name": "Köchin"}},
    "emails": {"e1": {"address": "minh@example.org", "contexts": {"work": True}}},
    "phones": {
        "p1": {"number": "tel:+49-30-1", "features": {"mobile": True, "voice": True}},
        "p2": {"number": "2", "label": "Boot"},
    },
    "onlineServices": {
        "s1": {"service": "Mastodon", "user": "@mi@example.org"},
        "s2": {"uri": "https://example.org/mi", "service": "Web"},
    },
    "addresses": {
        "a1": {
            "components": [
                {"kind": "locality", "value": "Ort"},
                {"kind": "name", "value": "Weg"},
                {"kind": "number", "value": "1"},
            ]
        }
    },
    "anniversaries": {"b": {"kind": "birth", "date": {"month": 4, "day": 2}}},
    "notes": {"n": {"note": "One"}, "m": {"note": "Two"}},
    "keywords": {"Chess": True},
    "example.org:level": 3,
}


def read(value: object) -> list[Record]:
    return records(list(jscontact.read(json.dumps(value).encode())))


def test_a_card_is_read_with_its_name_in_its_own_order() -> None:
    [ada] = read(ADA)
    assert (ada.name.full, ada.name.given, ada.name.family) == ("Dr. Nguyễn Minh", "Minh", "Nguyễn")
    assert (ada.name.prefix, ada.name.nickname, ada.birthday) == ("Dr.", "Mi", "--04-02")
    assert (emails(ada), phones(ada)) == (["minh@example.org"], ["tel:+49-30-1", "2"])
    assert [a.label for a in ada.of(AddressKind.PHONE)] == ["cell", "Boot"]
    assert [(p.org, p.title, p.department) for p in ada.posts] == [
        ("Werk", "Köchin", "Einkauf"),
        ("Verein", "Leiterin", ""),
    ]
    assert [a.key for a in ada.of(AddressKind.HANDLE)] == ["mastodon:@mi@example.org"]
    assert [a.value for a in ada.of(AddressKind.POSTAL)] == ["1, Weg, Ort"]
    assert (ada.note, ada.labels, ada.uid) == ("One\nTwo", ("Chess",), "urn:uuid:1")


def test_a_full_name_wins_and_is_not_taken_apart() -> None:
    [record] = read({"@type": "Card", "name": {"full": "Suharto"}})
    assert (record.name.full, record.name.given, record.name.family) == ("Suharto", "", "")


def test_an_array_and_the_list_of_a_server_hold_several() -> None:
    assert len(read([ADA, ADA])) == 2
    assert len(read({"accountId": "x", "list": [ADA, ADA]})) == 2


def test_groups_and_firms_are_no_people() -> None:
    kinds = [
        record.kind
        for record in read([{"@type": "Card", "kind": k, "name": {"full": k}} for k in ("group", "org", "individual")])
    ]
    assert kinds == [RecordKind.LIST, RecordKind.FIRM, RecordKind.PERSON]


def test_wrong_types_cost_what_they_hold_and_no_more() -> None:
    odd = {
        "@type": "Card",
        "name": {"full": "Ada", "components": "x"},
        "emails": [1],
        "phones": {"p": 3, "q": {"number": "1"}},
    }
    items = list(jscontact.read(json.dumps([odd, 7, "x"]).encode()))
    assert [(r.name.full, phones(r), emails(r)) for r in records(items)] == [("Ada", ["1"], [])]
    assert [fault.code for fault in faults(items)] == ["no-card", "no-card"]
    assert accounted(items)


def test_json_that_is_broken_or_too_deep_is_said_not_raised() -> None:
    for data, code in ((b'{"@type":"Card"', "json-broken"), (b"[" * 100 + b"]" * 100, "json-too-deep")):
        items = list(jscontact.read(data))
        assert [fault.code for fault in faults(items)] == [code]
        assert accounted(items)


def test_seeds_section_3_row_4_what_nobody_understands_is_given_back() -> None:
    [record] = read(ADA)
    assert json.loads(jscontact_write.write([record])) == [ADA]


@given(RECORDS)
def test_what_is_written_is_read_as_it_was(record: Record) -> None:
    [again] = records(list(jscontact.read(jscontact_write.write([record]))))
    wanted = [a for kind in ("email", "phone", "handle", "url", "postal") for a in record.of(AddressKind(kind))]
    said = [(a.kind, a.value) for a in again.addresses]
    assert said == [(a.kind, a.value) for a in wanted]
    assert (again.name.full, again.posts, again.birthday, again.note) == (
        record.name.full,
        record.posts,
        record.birthday,
        record.note,
    )
    assert (again.labels, again.kind) == (record.labels, record.kind)
    assert facts(again).name.family == record.name.family
