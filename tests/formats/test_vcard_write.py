"""Writing cards: what we know said anew, what we do not know given back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mensch.core.records import Name, Post, Record
from mensch.formats import phones
from mensch.formats.vcard_write import Version, write, write_card, write_cards_of
from tests.formats.cards import cards, emails, one

KEPT = ("X-HOBBY;LEVEL=2:Boats\\, small", "GEO:1;2", "PHOTO;ENCODING=b;TYPE=PNG:QUJD")


def made(version: Version = "4.0", **changes: object) -> str:
    record = Record("vcard", "k", Name("Ada Löwe", "Ada", "Löwe"))
    return write_card(replace(record, **changes), version=version)  # type: ignore[arg-type]


def test_version_3_always_has_an_n_and_version_4_only_when_parts_are_known() -> None:
    assert "\r\nN:;;;;\r\n" in made("3.0", name=Name("Suharto"))
    assert "\r\nN:" not in made("4.0", name=Name("Suharto"))


def test_an_unchanged_record_gives_back_its_card_with_all_parameters() -> None:
    lines = ("FN:Ada", "TEL;TYPE=CELL;X-SIM=2:+49 151 1", "item1.EMAIL;TYPE=WORK:a@example.org", "item1.X-ABLabel:Boat")
    record = one(*lines, *KEPT)
    written = write_card(record, keep=record.raw, version="3.0")
    assert [line for line in (*lines, *KEPT) if f"\r\n{line}\r\n" not in written] == []


def test_what_the_owner_took_away_does_not_come_back_with_the_kept_card() -> None:
    record = one("FN:Ada", "TEL:1", "item1.EMAIL:old@example.org", "item1.X-ABLabel:Boat", *KEPT)
    changed = replace(record, addresses=(phones.email("new@example.org", "work"),), note="Met at the fair")
    written = write_card(changed, keep=record.raw, version="3.0")
    assert "old@example.org" not in written
    assert "Boat\r\n" not in written
    assert "TEL" not in written
    [again] = cards(written.encode())
    assert (emails(again), again.note) == (["new@example.org"], "Met at the fair")
    assert [line for line in KEPT if f"\r\n{line}\r\n" not in written] == []


def test_a_group_of_the_kept_card_is_not_given_away_again() -> None:
    record = one("FN:Ada", "item1.X-ABRELATEDNAMES:Ben", "item1.X-ABLabel:Uncle")
    changed = replace(record, addresses=(phones.phone("1", "Boat house"),))
    [again] = cards(write_card(changed, keep=record.raw, version="3.0").encode())
    assert [(a.value, a.label) for a in again.addresses] == [("1", "Boat house")]


@pytest.mark.parametrize(
    ("version", "born", "line"),
    [
        ("4.0", "1980-03-22", "BDAY:19800322"),
        ("4.0", "--02-29", "BDAY:--0229"),
        ("4.0", "1980-03", "BDAY:1980-03"),
        ("3.0", "1980-03-22", "BDAY:1980-03-22"),
        ("3.0", "--02-29", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29"),
    ],
)
def test_a_birthday_is_written_as_its_version_wants_it(version: Version, born: str, line: str) -> None:
    assert f"\r\n{line}\r\n" in made(version, birthday=born)


def test_several_posts_stay_together_by_their_groups() -> None:
    posts = (Post("One"), Post("Two", "Cook"), Post("Three", "Judge", "North"))
    [again] = cards(made(posts=posts).encode())
    assert again.posts == posts


def test_a_photo_changes_its_form_with_the_version() -> None:
    record = one("FN:Ada", "PHOTO;ENCODING=b;TYPE=PNG:QUJD")
    written = write_card(record, keep=record.raw, version="4.0")
    assert "PHOTO:data:image/png;base64,QUJD\r\n" in written
    [four] = cards(written.encode())
    assert "PHOTO;ENCODING=b;TYPE=PNG:QUJD\r\n" in write_card(four, keep=four.raw, version="3.0")


def test_an_old_card_becomes_a_new_one_in_utf_8() -> None:
    data = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-1:L\xf6we\nX-A;CHARSET=ISO-8859-1:\xf6\nEND:VCARD\n"
    [record] = cards(data)
    written = write([record]).decode()
    assert "FN:Löwe\r\n" in written
    assert "X-A;CHARSET=UTF-8:ö\r\n" in written
    assert "VERSION:4.0\r\n" in written


def test_line_ends_and_injected_lines_in_a_value_cannot_make_a_property() -> None:
    written = made(note="x\r\nTEL:666\nEND:VCARD", name=Name("Ada\nTEL:667"), uid="a\r\nTEL:668")
    [again] = cards(written.encode())
    assert [a.value for a in again.addresses] == []
    assert written.count("\r\nEND:VCARD\r\n") == 1


def test_of_several_cards_the_newest_is_kept_and_of_the_others_what_nobody_understood() -> None:
    old, new = one("FN:Ada", "TEL:1", "X-OLD:1", "UID:a"), one("FN:Ada L.", "X-NEW:1", "UID:b")
    written = write_cards_of(replace(new, addresses=()), [old.raw, new.raw])
    assert "X-OLD:1\r\n" in written
    assert "X-NEW:1\r\n" in written
    assert "UID:b\r\n" in written
    assert "TEL:1" not in written


def test_a_record_from_elsewhere_is_written_without_its_own_raw() -> None:
    written = write([Record("google", "k", Name("Ada"), raw="Ada,ada@example.org")]).decode()
    assert "ada@example.org" not in written
