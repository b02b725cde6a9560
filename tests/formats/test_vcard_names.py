"""Names of all cultures: parts only where the card says them, nothing split on blanks, nothing turned round.

seeds row 86: one book for all kinds of people.
"""

from __future__ import annotations

import pytest

from tests.formats.cards import card, cards, codes, one


@pytest.mark.parametrize(
    ("n", "fn", "given", "family"),
    [
        ("Nguyễn;Thị Minh Khai;;;", "Nguyễn Thị Minh Khai", "Thị Minh Khai", "Nguyễn"),
        ("毛;泽东;;;", "毛泽东", "泽东", "毛"),
        ("Nagy;Ildikó;;;", "Nagy Ildikó", "Ildikó", "Nagy"),
        ("van der Berg;Anna Maria;;;", "Anna Maria van der Berg", "Anna Maria", "van der Berg"),
        ("García Márquez;José;;;", "José García Márquez", "José", "García Márquez"),
        ("bin Tariq;Ahmad;;;", "Ahmad bin Tariq", "Ahmad", "bin Tariq"),
        (";Suharto;;;", "Suharto", "Suharto", ""),
        ("Sigríður;;;;", "Sigríður", "", "Sigríður"),
    ],
)
def test_seeds_row_86_a_name_stays_in_its_own_order(n: str, fn: str, given: str, family: str) -> None:
    name = one(f"N:{n}", f"FN:{fn}").name
    assert (name.full, name.given, name.family) == (fn, given, family)


@pytest.mark.parametrize(
    "full", ["Suharto", "Björk Guðmundsdóttir", "Mary Ann Smith", "Smith, Jr., John", "ada@example.org"]
)
def test_a_full_name_without_parts_is_never_split(full: str) -> None:
    name = one(f"FN:{full}").name
    assert (name.full, name.given, name.family) == (full, "", "")


def test_a_full_name_wins_over_its_parts() -> None:
    assert one("N:Löwe;Ada;M.;Dr.;jun.", "FN:Ada Löwe (chess)").name.full == "Ada Löwe (chess)"


def test_without_a_full_name_the_parts_are_put_together() -> None:
    assert one("N:Löwe;Ada;M.;Dr.;jun.").name.full == "Dr. Ada M. Löwe jun."


@pytest.mark.parametrize(("line", "full"), [("ORG:Bread Ltd;Oven", "Bread Ltd"), ("NICKNAME:Addie", "Addie")])
def test_without_any_name_a_firm_or_a_nickname_is_shown(line: str, full: str) -> None:
    assert one("N:;;;;", "FN:", line).name.full == full


def test_no_name_is_made_from_an_address() -> None:
    data = card("EMAIL:ada.loewe@example.org")
    [record] = cards(data)
    assert record.name.full == ""
    assert codes(data) == ["no-name"]


def test_more_parts_than_five_or_fewer_cost_nothing() -> None:
    assert one("N:Löwe", "FN:Ada").name.family == "Löwe"
    assert one("N:Löwe;Ada;;;;more;and more", "FN:Ada").name.given == "Ada"


def test_right_to_left_names_keep_their_letters() -> None:
    assert one("FN:محمد بن سلمان", "N:بن سلمان;محمد;;;").name.full == "محمد بن سلمان"
