"""Tables of any kind: the header is found by its names, and every row below it is read or set aside."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.records import Done, Fault, Item, Record, Seen
from mensch.formats import generic, products
from mensch.formats.guard import guard, unguard, write_csv
from tests.formats.cards import accounted, emails, faults, phones, records

HEAD = "Name,Email,Phone\n"


def read(data: bytes | str) -> list[Item]:
    return list(generic.read(data.encode() if isinstance(data, str) else data))


def people(data: bytes | str) -> list[tuple[str, list[str]]]:
    return [(record.name.full, emails(record)) for record in records(read(data))]


def test_the_header_is_found_below_a_preamble_with_commas_in_it() -> None:
    text = f'Export of 3 March, 2026\n\n"Kind regards, the program",,\n{HEAD}Ada,ada@example.org,1\n'
    assert people(text) == [("Ada", ["ada@example.org"])]
    assert [record.line for record in records(read(text))] == [5]


@pytest.mark.parametrize("sep", [",", ";", "\t"])
def test_every_separator_is_tried(sep: str) -> None:
    assert people(f"Name{sep}Email\nAda{sep}ada@example.org\n") == [("Ada", ["ada@example.org"])]


def test_excels_sep_line_is_believed() -> None:
    assert people("sep=|\r\nName|Email\r\nAda|ada@example.org\r\n") == [("Ada", ["ada@example.org"])]


def test_the_order_of_the_columns_does_not_matter() -> None:
    assert people("Phone,Email,Favourite tea,Name\n1,ada@example.org,green,Ada\n") == [("Ada", ["ada@example.org"])]


def test_columns_nobody_reads_are_named() -> None:
    assert read("Name,Email,Tea,\nAda,a@example.org,green,x\n")[-1] == Seen(1, ("Tea",))


def test_quotes_may_hold_commas_quotes_and_line_ends() -> None:
    text = f'{HEAD}"Löwe, ""Ada""",ada@example.org,"1\n2"\nBen,ben@example.org,3\n'
    assert people(text) == [('Löwe, "Ada"', ["ada@example.org"]), ("Ben", ["ben@example.org"])]
    assert [record.line for record in records(read(text))] == [2, 4]


def test_a_short_row_is_padded_and_an_empty_surplus_trimmed() -> None:
    assert people(f"{HEAD}Ada\nBen,ben@example.org,3,,,\n") == [("Ada", []), ("Ben", ["ben@example.org"])]


def test_a_row_with_more_in_it_than_the_header_has_names_for_is_set_aside_with_its_bytes() -> None:
    items = read(f"{HEAD}Ada,ada@example.org,1,surplus\nBen,ben@example.org,2\n")
    [fault] = faults(items)
    assert (fault.line, fault.code, fault.raw) == (2, "too-many-cells", b"Ada,ada@example.org,1,surplus\n")
    assert [record.name.full for record in records(items)] == ["Ben"]
    assert accounted(items)


def test_a_quote_that_never_closes_costs_its_line_not_the_file() -> None:
    rows = "".join(f"P{n},p{n}@example.org,{n}\n" for n in range(5))
    items = read(f'{HEAD}Ada,"ada@example.org,1\n{rows}')
    assert [record.name.full for record in records(items)] == [f"P{n}" for n in range(5)]
    assert [(fault.line, fault.done) for fault in faults(items)] == [(2, Done.SET_ASIDE)]
    assert accounted(items)


def test_blank_rows_are_nothing() -> None:
    items = read(f'{HEAD}\n,,\n"","",\nAda,a@example.org,1\n   \n')
    assert items[-1] == Seen(1)
    assert len(records(items)) == 1


def test_excels_formula_for_text_is_the_text() -> None:
    [record] = records(read(f'{HEAD}"=""Ada""",ada@example.org,="0301234"\n'))
    assert (record.name.full, phones(record)) == ("Ada", ["0301234"])


@pytest.mark.parametrize("number", ["4,91701E+11", "4.91701E+11", "4.9e+11"])
def test_digits_a_spreadsheet_destroyed_are_not_made_up(number: str) -> None:
    items = read(f'{HEAD}Ada,ada@example.org,"{number}"\n')
    assert [phones(record) for record in records(items)] == [[]]
    assert [(fault.code, fault.done) for fault in faults(items)] == [("number-destroyed", Done.REPAIRED)]


def test_control_characters_and_hidden_direction_marks_are_left_out() -> None:
    assert people(f"{HEAD}A\x00d\u202ea\x1b,ada@example.org,1\n") == [("Ada", ["ada@example.org"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_each_encoding_a_program_writes_is_read(encoding: str) -> None:
    text = f"{HEAD}" + "".join(f"Zoë {n},zoe{n}@example.org,{n}\n" for n in range(30))
    assert [name for name, _ in people(text.encode(encoding))] == [f"Zoë {n}" for n in range(30)]


def test_one_line_in_another_encoding_costs_nothing() -> None:
    data = (
        HEAD.encode()
        + "Zoë,a@example.org,1\nRené,b@example.org,2\n".encode()
        + "André,c@example.org,3\n".encode("cp1252")
    )
    assert [name for name, _ in people(data)] == ["Zoë", "René", "André"]
    assert [fault.code for fault in faults(read(data))] == ["charset"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line_will_do(end: str) -> None:
    assert len(people(f"{HEAD}Ada,a@example.org,1\nBen,b@example.org,2\n".replace("\n", end))) == 2


def test_a_table_that_does_not_say_who_is_who_is_refused_with_a_word() -> None:
    items = list(products.read(b"A,B\n1,2\n"))
    assert [fault.code for fault in faults(items)] == ["columns-unknown"]
    assert accounted(items)


def test_a_row_that_names_nobody_is_set_aside_not_lost() -> None:
    items = read("Name,Email,Note\n,,only a note\nAda,,\n")
    assert [(fault.line, fault.code, fault.raw) for fault in faults(items)] == [(2, "nobody", b",,only a note\n")]
    assert accounted(items)


def test_two_names_with_one_address_are_two_people() -> None:
    rows = records(read(f"{HEAD}Ada,family@example.org,\nBen,family@example.org,\n"))
    assert len({record.key for record in rows}) == 2


def test_day_and_month_are_told_apart_by_the_column_or_not_at_all() -> None:
    def born(*dates: str) -> list[str]:
        return [r.birthday for r in records(read("Name,Birthday\n" + "".join(f"P{d},{d}\n" for d in dates)))]

    assert born("03/04/1980", "25/12/1981") == ["1980-04-03", "1981-12-25"]
    assert born("03/04/1980", "12/25/1981") == ["1980-03-04", "1981-12-25"]
    assert born("03/04/1980", "05/06/1981") == ["", ""]
    assert born("03.04.1980", "1981-12-25") == ["1980-04-03", "1981-12-25"]


@given(st.text())
def test_the_guard_of_a_cell_comes_off_as_it_went_on(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|x", "-2+3a", "@SUM(A1)", "\tx", "\rx", "'=1"])
def test_no_cell_we_write_is_calculated(cell: str) -> None:
    assert guard(cell).startswith("'")


@pytest.mark.parametrize("cell", ["+49 30 (1234)-5", "-3", "Ada", "", "o'clock", "'quoted'"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert guard(cell) == cell


def test_our_own_table_is_read_back_without_its_guard() -> None:
    data = write_csv(["Name", "Email"], [["=Ada", "ada@example.org"], ["'+Ben", "ben@example.org"]])
    assert [name for name, _ in people(data)] == ["=Ada", "'+Ben"]


CELL = st.text("aB,;\"'=\t é@", max_size=6)


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=5))
def test_every_row_of_a_sound_table_is_accounted_for(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["Name", "Email", "Phone"], *rows])
    assert accounted(read(out.getvalue()))


@given(st.text('a,"\n\r;\t\x00é', max_size=60))
def test_every_row_of_a_broken_table_is_accounted_for(text: str) -> None:
    items = read(f"{HEAD}{text}")
    assert accounted(items)
    assert all(isinstance(item, Record | Fault | Seen) for item in items)


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_accounted_for(data: bytes) -> None:
    assert accounted(read(data))
    assert accounted(read(HEAD.encode() + data))
