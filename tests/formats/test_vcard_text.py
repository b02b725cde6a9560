"""From the bytes of a card to its values: folds, encodings, character sets, escapes."""

from __future__ import annotations

import base64
import quopri

import pytest

from mensch.core.records import AddressKind
from mensch.formats import vcard
from tests.formats.cards import card, cards, codes, emails, one, phones, records, values


def test_a_folded_line_is_one_line_without_the_blank_that_folds_it() -> None:
    assert one("FN:Ada", "NOTE:one wo", " rd and", "  another").note == "one word and another"
    assert one("FN:Ada", "NOTE:one wo", "\trd").note == "one word"


def test_a_letter_cut_in_two_by_a_fold_is_whole_again() -> None:
    data = card("FN:X").replace(b"FN:X", b"FN:Ren\xc3\r\n \xa9e")
    assert [record.name.full for record in cards(data)] == ["Renée"]
    assert codes(data) == []


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_every_end_of_line_will_do(end: str) -> None:
    [record] = cards(card("FN:Ada", "EMAIL:ada@example.org", "NOTE:a", " b", end=end))
    assert (record.name.full, emails(record), record.note) == ("Ada", ["ada@example.org"], "ab")


def test_a_lone_carriage_return_within_a_folded_line_ends_nothing() -> None:
    [record] = cards(card("FN:Ada", "NOTE:one\rtwo", " three", "TEL:1"))
    assert (record.note, phones(record)) == ("onetwothree", ["1"])


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16", b""), ("utf-16-le", b""), ("utf-16-be", b"")]
)
def test_wide_text_and_byte_order_marks_are_seen_through(encoding: str, mark: bytes) -> None:
    data = mark + card("FN:Zoë Ł", "EMAIL:zoe@example.org").decode().encode(encoding)
    [record] = cards(data)
    assert (record.name.full, emails(record)) == ("Zoë Ł", ["zoe@example.org"])
    assert codes(data) == []


def test_quoted_printable_goes_on_over_soft_breaks_with_and_without_indent() -> None:
    lines = ("N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=", "n;Ada", "NOTE;QUOTED-PRINTABLE:one=20=", "\ttwo")
    record = one(*lines, version="2.1")
    assert (record.name.family, record.name.given, record.note) == ("Grün", "Ada", "one two")


def test_a_quoted_printable_line_end_is_a_new_line() -> None:
    assert one("FN:A", "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo", version="2.1").note == "one\ntwo"


def test_each_value_has_its_own_character_set() -> None:
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=SHIFT_JIS:\x88\xc0\x93\xa1\r\n"
        b"TITLE;CHARSET=ISO-8859-2:In\xbeen\xfdr\r\nORG;CHARSET=KOI8-R:\xeb\xcf\xc4\r\n"
        b"NOTE:Gr\xc3\xbc\xc3\x9fe\r\nEND:VCARD\r\n"
    )
    [record] = cards(data)
    assert (record.name.full, record.note) == ("安藤", "Grüße")
    assert [(post.org, post.title) for post in record.posts] == [("Код", "Inženýr")]
    assert codes(data) == []


def test_undeclared_windows_1252_is_read_and_told() -> None:
    data = card("FN:X").replace(b"FN:X", b"FN:Andr\xe9 \x80")
    assert [record.name.full for record in cards(data)] == ["André €"]
    assert codes(data) == ["charset"]


@pytest.mark.parametrize("name", ["unicode_escape", "idna", "nowhere-1", "utf-7"])
def test_a_character_set_that_is_none_is_passed_over(name: str) -> None:
    assert one(f"FN;CHARSET={name}:Zoë", version="2.1").name.full == "Zoë"


def test_a_quoted_printable_value_may_be_in_any_character_set() -> None:
    text = quopri.encodestring("日本".encode("shift_jis")).decode().strip()
    assert one(f"FN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:{text}", version="2.1").name.full == "日本"


def test_escapes_are_undone_in_one_pass() -> None:
    assert one("FN:A", r"NOTE:a\\n b\, c\; d\ne\N\\").note == "a\\n b, c; d\ne\n\\"


def test_version_2_1_knows_no_escapes_in_text() -> None:
    record = one("FN:A", r"NOTE:C:\new\, folder", r"N:One\;Two;Ada", version="2.1")
    assert record.note == r"C:\new\, folder"
    assert (record.name.family, record.name.given) == ("One;Two", "Ada")


def test_a_comma_in_a_name_or_title_is_a_comma() -> None:
    record = one("FN:Mustermann, Heiko", "TITLE:Cook, baker", "ORG:Bread, Ltd.;Oven, hot")
    assert record.name.full == "Mustermann, Heiko"
    assert [(p.org, p.title, p.department) for p in record.posts] == [("Bread, Ltd.", "Cook, baker", "Oven, hot")]


def test_the_colon_in_a_quoted_parameter_does_not_end_the_head() -> None:
    record = one('TEL;X-ABC="a:b;c,d";TYPE=work:+49 30 1', "FN:Ada", version="4.0")
    assert phones(record) == ["+49 30 1"]
    assert record.addresses[0].label == "work"


def test_a_photo_in_bare_base64_does_not_swallow_what_follows() -> None:
    blob = base64.b64encode(bytes(range(256))).decode()
    photo = ["PHOTO;ENCODING=BASE64;TYPE=JPEG:", *(blob[at : at + 60] for at in range(0, len(blob), 60)), ""]
    record = one("FN:Ada", *photo, "TEL;CELL:123", version="2.1")
    assert phones(record) == ["123"]


def test_what_nobody_can_see_is_left_out_of_values() -> None:
    record = one("FN:A\u202eda\x00", "EMAIL:ada\u2066@example.org")
    assert (record.name.full, emails(record)) == ("Ada", ["ada@example.org"])


def test_values_come_in_the_order_of_the_file_as_they_are_written() -> None:
    record = one(
        "FN:A", "TEL:030 / 12-3", "EMAIL:B@Example.ORG", "TEL;VALUE=uri:tel:+1-418-555-0123;ext=102", version="4.0"
    )
    assert phones(record) == ["030 / 12-3", "tel:+1-418-555-0123;ext=102"]
    assert emails(record) == ["B@Example.ORG"]


def test_a_postal_address_is_one_text_in_the_order_of_its_parts() -> None:
    record = one(r"FN:A", r"ADR;TYPE=home:Box 1;;1 High\, Street;Town;;1234;Land")
    assert values(record, AddressKind.POSTAL) == ["Box 1, 1 High, Street, Town, 1234, Land"]


@pytest.mark.parametrize(
    ("value", "version", "born"),
    [
        ("1980-03-22", "3.0", "1980-03-22"),
        ("19800322", "4.0", "1980-03-22"),
        ("19800322T101500Z", "4.0", "1980-03-22"),
        ("--0322", "4.0", "--03-22"),
        ("--03-22", "3.0", "--03-22"),
        ("1980", "4.0", "1980"),
        ("1980-03", "4.0", "1980-03"),
        ("--0229", "4.0", "--02-29"),
        ("1980-13-22", "3.0", ""),
        ("circa 1800", "4.0", ""),
    ],
)
def test_a_birthday_is_as_precise_as_the_card(value: str, version: str, born: str) -> None:
    assert one("FN:A", f"BDAY:{value}", version=version).birthday == born


def test_a_birthday_that_cannot_be_read_costs_itself_alone() -> None:
    data = card("FN:Ada", "BDAY:1980-13-22", "TEL:1")
    assert codes(data) == ["unreadable"]
    assert phones(cards(data)[0]) == ["1"]


def test_a_number_gets_a_country_only_from_itself_or_from_its_owner() -> None:
    data = card("FN:A", "TEL:030 901820", "TEL:+49 30 901820")
    keys = [[a.key for a in r.of(AddressKind.PHONE)] for r in cards(data)]
    assert keys == [["", "+4930901820"]]
    [record] = records(list(vcard.read(data, region="DE")))
    assert [a.key for a in record.of(AddressKind.PHONE)] == ["+4930901820", "+4930901820"]
