"""Broken cards: one bad line costs that line, one bad card costs that card, and both are told."""

from __future__ import annotations

import pytest

from mensch.core.records import Done, Seen
from mensch.formats import vcard
from mensch.formats.vcard_cards import NESTING
from tests.formats.cards import accounted, card, cards, codes, emails, faults, phones, records

GOOD = card("FN:Ben", "TEL:2")


def names(data: bytes) -> list[str]:
    return [record.name.full for record in cards(data)]


def test_a_missing_end_is_closed_at_the_next_begin_or_at_the_end() -> None:
    data = b"BEGIN:VCARD\r\nFN:Ada\r\nTEL:1\r\n" + GOOD + b"BEGIN:VCARD\r\nFN:Cleo"
    assert names(data) == ["Ada", "Ben", "Cleo"]
    assert codes(data) == ["no-end", "no-end"]
    assert [phones(record) for record in cards(data)] == [["1"], ["2"], []]


def test_a_line_without_a_colon_costs_that_line() -> None:
    data = card("FN:Ada", "TEL", "# a comment", "EMAIL:a@example.org", ":", "TEL:1")
    assert codes(data) == ["no-colon", "comment", "no-colon"]
    assert [(r.name.full, phones(r), emails(r)) for r in cards(data)] == [("Ada", ["1"], ["a@example.org"])]


def test_a_fault_says_its_line() -> None:
    data = GOOD + card("FN:Ada", "nonsense")
    [fault] = faults(list(vcard.read(data)))
    assert (fault.line, fault.code, fault.excerpt) == (9, "no-colon", "nonsense")
    assert data.decode().splitlines()[fault.line - 1] == "nonsense"


def test_each_record_says_the_line_it_begins_on() -> None:
    data = b"\r\n" + GOOD + b"\r\n\r\n" + card("FN:Ada")
    assert [r.line for r in cards(data)] == [2, 9]


def test_words_in_lower_case_and_with_blanks_are_understood() -> None:
    assert names(b"begin:vcard\nversion:3.0\nfn:Ada\nend:vcard\n") == ["Ada"]
    assert names(b"BEGIN : VCARD \nFN:Ada\nEND : VCARD\n") == ["Ada"]


def test_cards_on_the_heels_of_each_other_are_two() -> None:
    assert names(b"BEGIN:VCARD\nFN:Ada\nEND:VCARDBEGIN:VCARD\nFN:Ben\nEND:VCARD") == ["Ada", "Ben"]


def test_an_agent_is_a_person_of_their_own() -> None:
    agent = "AGENT:BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Ben\r\nTEL:2\r\nEND:VCARD"
    data = card("FN:Ada", "TEL:1", agent, "EMAIL:a@example.org", version="2.1")
    assert [(r.name.full, phones(r), emails(r)) for r in cards(data)] == [
        ("Ada", ["1"], ["a@example.org"]),
        ("Ben", ["2"], []),
    ]
    assert accounted(list(vcard.read(data)))


def test_an_agent_folded_into_a_value_stays_a_value() -> None:
    agent = r"AGENT:BEGIN:VCARD\nFN:Ben\nEND:VCARD\n"
    assert names(card("FN:Ada", agent)) == ["Ada"]


def test_cards_nested_too_deep_are_set_aside_and_counted() -> None:
    def nested(depth: int) -> str:
        inner = nested(depth - 1) if depth else "NOTE:x"
        return f"AGENT:BEGIN:VCARD\r\nFN:P{depth}\r\n{inner}\r\nEND:VCARD"

    items = list(vcard.read(card("FN:Ada", nested(NESTING + 1), version="2.1")))
    assert [f.code for f in faults(items) if f.done is Done.SET_ASIDE] == ["too-deep"] * 3
    assert accounted(items)
    assert "".join(f.raw.decode() for f in faults(items)).count("BEGIN:VCARD") == 3


def test_what_stands_between_cards_is_told() -> None:
    data = GOOD + b"Kind regards\r\n" + GOOD
    assert codes(data) == ["outside"]
    assert len(cards(data)) == 2


def test_a_file_without_a_card_is_not_silent() -> None:
    items = list(vcard.read(b"FN:Ada\r\nTEL:1\r\n"))
    assert [(fault.code, fault.done) for fault in faults(items)] == [("no-card", Done.SET_ASIDE)]
    assert accounted(items)
    assert list(vcard.read(b" \r\n")) == [Seen(0)]


def test_thousands_of_lines_in_a_card_are_not_all_read_and_that_is_told() -> None:
    data = card("FN:Ada", *("TEL:1" for _ in range(vcard.PROPERTIES + 100)))
    [record] = cards(data)
    assert len(record.addresses) < vcard.PROPERTIES
    assert codes(data) == ["too-many-properties"]


def test_a_value_without_end_is_cut_and_told() -> None:
    data = card("FN:Ada", "NOTE:" + "x" * (vcard.FIELD + 1), "TEL:1")
    [record] = cards(data)
    assert (len(record.note), phones(record), codes(data)) == (vcard.FIELD, ["1"], ["too-long"])


def test_a_photo_of_many_megabytes_does_not_cost_the_card() -> None:
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["QUJD" * 18] * 250_000)
    [record] = cards(card("FN:Ada", photo, "TEL:1"))
    assert phones(record) == ["1"]


def test_more_cards_than_one_book_can_hold_are_refused_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard, "CARDS", 2)
    items = list(vcard.read(GOOD * 3))
    assert [f.code for f in faults(items)] == ["too-many-cards"]
    assert (records(items), items[-1]) == ([], Seen(3))


def test_an_empty_card_is_a_record_without_a_name() -> None:
    data = b"BEGIN:VCARD\r\nEND:VCARD\r\n"
    assert (names(data), codes(data)) == ([""], ["no-name"])


def test_a_soft_break_without_a_next_line_does_not_swallow_the_end() -> None:
    [record] = cards(card("FN:Ada", "TEL;CELL:1", "NOTE;ENCODING=QUOTED-PRINTABLE:a=", version="2.1"))
    assert (record.note, phones(record)) == ("a", ["1"])
