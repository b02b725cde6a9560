"""Facebook's friends and address book; Instagram's and X's lists of handles, which are nobody."""

from __future__ import annotations

import json
from datetime import date

import pytest

from mensch.formats import products, social
from tests.formats.cards import accounted, emails, faults, phones, records


def as_facebook_writes(text: str) -> str:
    return text.encode().decode("latin-1")


def friends(*names: str) -> bytes:
    return json.dumps(
        {"friends_v2": [{"name": as_facebook_writes(n), "timestamp": 1600000000} for n in names]}
    ).encode()


def test_seeds_row_4_friends_are_listed_with_their_day_and_their_names_put_right() -> None:
    items = list(products.read(friends("Zoë Łuk", "安藤 花子")))
    assert [(r.name.full, r.name.family, r.on) for r in records(items)] == [
        ("Zoë Łuk", "", date(2020, 9, 13)),
        ("安藤 花子", "", date(2020, 9, 13)),
    ]
    assert {record.source for record in records(items)} == {"facebook.friends"}
    assert accounted(items)


@pytest.mark.parametrize("name", ["Zoë", "Ada", "Ł", "é"])
def test_a_name_that_is_right_already_stays_as_it_is(name: str) -> None:
    assert social.repaired(name) == name
    assert social.repaired(as_facebook_writes(name)) == name


def test_an_address_book_brings_addresses_and_numbers() -> None:
    book = [
        {"name": "Ada", "details": [{"contact_point": "ada@example.org"}, {"contact_point": "+49 30 1"}]},
        {"name": ""},
    ]
    items = list(products.read(json.dumps({"address_book": {"address_book": book}}).encode()))
    assert [(emails(r), phones(r)) for r in records(items)] == [(["ada@example.org"], ["+49 30 1"])]
    assert [fault.code for fault in faults(items)] == ["nobody"]
    assert accounted(items)


@pytest.mark.parametrize(
    "data",
    [
        b'[{"string_list_data":[{"href":"https://example.org/ada","value":"ada_l","timestamp":1}]}]',
        b'{"relationships_following":[{"title":"ada_l","string_list_data":[{"href":"https://example.org/ada"}]}]}',
        b'window.YTD.following.part0 = [{"following":{"accountId":"1","userLink":"https://example.org/1"}}]',
    ],
)
def test_handles_never_become_people(data: bytes) -> None:
    items = list(products.read(data))
    assert records(items) == []
    assert [fault.code for fault in faults(items)] == ["handle-only"]
    assert accounted(items)


def test_json_of_an_unknown_kind_is_refused_with_its_keys() -> None:
    [fault, _] = products.read(b'{"music":[],"films":[]}')
    assert (getattr(fault, "code", ""), getattr(fault, "excerpt", "")) == ("json-unknown", "music, films")
