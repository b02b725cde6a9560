"""Somebody is found in texts however they are written, and taken out; others stay."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.erasure import ERASED, Traced, Traces, marks, without
from mensch.core.records import Address, AddressKind, Name

CLEO = Traces(
    Traced(
        ("Cleo Marin", "Zoë Müller", "王小明"),
        (
            Address(AddressKind.EMAIL, "Cleo@Example.org", "cleo@example.org"),
            Address(AddressKind.PHONE, "+44 20 7946 0000", "+442079460000"),
            Address(AddressKind.URL, "https://www.linkedin.com/in/cleo-marin-1", "linkedin.com/in/cleo-marin-1"),
            Address(AddressKind.POSTAL, "Quay Street 7, Harbour", "quay street 7 harbour"),
        ),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "lunch with CLEO  MARIN",
        "Marin, Cleo (Arco)",
        "write to <cleo@example.org>",
        "call +442079460000",
        "call +44 (20) 7946-0000",
        "see linkedin.com/in/cleo-marin-1/",
        "Quay Street 7\nHarbour",
        "zoë müller",
        "和王小明吃饭",
    ],
)
def test_a_trace_is_found_however_it_is_written(text: str) -> None:
    assert text in CLEO
    assert CLEO.clean(text) not in CLEO
    assert ERASED in CLEO.clean(text)


@pytest.mark.parametrize(
    "text",
    ["Cleopatra Marinova", "Cleo came, Marin did not", "notcleo@example.org", "cleo@example.organ", "12345"],
)
def test_names_and_addresses_of_others_stay_as_they_are(text: str) -> None:
    assert CLEO.clean(text) == text


def test_a_text_with_a_trace_holds_one_of_the_hints_whatever_its_form() -> None:
    for text in ("cleo marin", "+44 20 7946 0000", "cleo@example.org", "linkedin.com/in/cleo-marin-1"):
        assert any(hint.casefold() in text for hint in CLEO.hints)


def test_hints_of_other_scripts_are_there_as_a_text_and_as_json_writes_it() -> None:
    hints = Traces(Traced(("王小明", "Ðéø Ýþæ", "𠮷野"), ())).hints
    for name in ("王小明", "Ðéø", "𠮷野"):
        assert name in hints
        assert json.dumps(name)[1:-1] in hints


def test_a_short_single_name_is_not_looked_for_in_texts() -> None:
    assert Traces(Traced(("May",), ())).clean("in May") == "in May"


def test_nothing_known_finds_nothing() -> None:
    assert "anything" not in Traces(Traced(("",), ()))


@given(st.recursive(st.text(max_size=20) | st.none() | st.integers(), lambda inner: st.lists(inner, max_size=3)))
def test_json_without_a_trace_is_left_as_it_is(value: object) -> None:
    if "cleo" not in repr(value).casefold():
        assert CLEO.cleaned(value) == value


def test_desks_switchboards_and_houses_are_no_marks_of_one_person() -> None:
    found = marks(
        "vcard",
        "uid-1",
        Name("Cleo Marin"),
        [
            Address(AddressKind.EMAIL, "info@example.org", "info@example.org"),
            Address(AddressKind.PHONE, "+442079460000", "+442079460000"),
            Address(AddressKind.POSTAL, "Quay Street 7", "quay street 7"),
            Address(AddressKind.URL, "https://arco.example", "arco.example"),
        ],
        ["Arco GmbH"],
    )
    assert found == {"vcard\nuid-1", "phone\ncleo marin\n+442079460000", "work\ncleo marin\narco"}


def test_a_mail_to_two_stays_for_the_other_and_one_to_the_person_alone_goes() -> None:
    facts: dict[str, Any] = {
        "is": "m",
        "sender": ["ada@example.org", ""],
        "to": [["cleo@example.org", "Cleo"], ["ben@example.org", ""]],
    }
    left = without(facts, {"cleo@example.org"}.__contains__)
    assert left is not None
    assert left["to"] == [["ben@example.org", ""]]
    assert without({**facts, "to": facts["to"][:1]}, {"cleo@example.org"}.__contains__) is None
    assert without({**facts, "sender": ["cleo@example.org", ""]}, {"cleo@example.org"}.__contains__) is None


def test_a_hint_that_holds_another_is_not_looked_for_as_well() -> None:
    who = Traced(("Umar Verovaenko",), (Address(AddressKind.EMAIL, "Verovaenko.5449@works544.example", ""),))
    assert Traces(who).hints == ["Verovaenko"]
