"""What is true of every card, however broken: nothing raises, nothing is lost, and what is written reads the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.records import Record
from mensch.formats import vcard
from mensch.formats.vcard_write import write, write_card
from tests.formats.cards import accounted, card, cards, records
from tests.formats.made import CARD, RECORDS, facts

WHOLE = card(
    "FN:Löwe", "N:Löwe;Ada;;;", "TEL;TYPE=CELL:+49 151 1", "NOTE:a\\nb", " c", "item1.URL:x", "item1.X-ABLabel:y"
)


@given(RECORDS)
def test_what_is_written_as_4_0_is_read_as_it_was(record: Record) -> None:
    assert [facts(found) for found in cards(write([record]))] == [facts(record)]


@given(RECORDS)
def test_what_is_written_as_3_0_is_read_as_it_was(record: Record) -> None:
    assert [facts(found) for found in cards(write([record], version="3.0"))] == [facts(record)]


@given(RECORDS)
def test_no_line_is_longer_than_75_octets(record: Record) -> None:
    for version in ("3.0", "4.0"):
        lines = write([record], version="4.0" if version == "4.0" else "3.0").split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert b"\n" not in b"".join(lines)


@given(CARD, st.sampled_from(["3.0", "4.0"]))
def test_read_write_read_is_read(data: bytes, version: str) -> None:
    before = cards(data)
    written = write(before, version="4.0" if version == "4.0" else "3.0")
    assert [facts(record) for record in cards(written)] == [facts(record) for record in before]


@given(st.lists(CARD, max_size=4).map(b"".join))
def test_every_card_is_read_or_set_aside(data: bytes) -> None:
    items = list(vcard.read(data))
    assert accounted(items)
    assert len(records(items)) >= 0


@given(st.integers(0, len(WHOLE) * 2))
def test_a_file_cut_off_anywhere_is_accounted_for(at: int) -> None:
    items = list(vcard.read((WHOLE * 2)[:at]))
    assert accounted(items)
    assert len(records(items)) == (WHOLE * 2)[:at].count(b"BEGIN:VCARD")


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6))
def test_damage_within_one_card_leaves_the_others_whole(at: int, bad: bytes) -> None:
    data = WHOLE + WHOLE[:at] + bad.replace(b"B", b"").replace(b"b", b"") + WHOLE[at:] + WHOLE
    items = list(vcard.read(data))
    assert accounted(items)
    first, *_, last = records(items)
    assert facts(first) == facts(last) == facts(cards(WHOLE)[0])


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_accounted_for(data: bytes) -> None:
    assert accounted(list(vcard.read(data)))
    assert accounted(list(vcard.read(b"BEGIN:VCARD\r\n" + data)))


@given(st.lists(st.sampled_from(["X-A:1", "X-B;P=q:a\\,b", "GEO:1;2", "X-LONG:" + "x" * 100, "x-low:y"]), unique=True))
def test_seeds_section_3_row_4_what_nobody_understands_comes_back_byte_for_byte(lines: list[str]) -> None:
    [record] = cards(card("FN:Ada", *lines))
    for version in ("3.0", "4.0"):
        written = write_card(record, keep=record.raw, version="4.0" if version == "4.0" else "3.0")
        assert [line for line in lines if f"\r\n{line}\r\n" not in written] == []
