"""The quick way to a comparable number says what the long way says, or nothing."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.formats.e164 import quick
from mensch.formats.phones import phone_key


def long_way(value: str) -> str:
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return ""
    return (
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if phonenumbers.is_possible_number(number)
        else ""
    )


@given(st.integers(10**6, 10**13).map("+{}".format))
def test_where_the_quick_way_answers_the_long_way_gives_the_same_answer(value: str) -> None:
    answer = quick(value)
    assert answer is None or answer == long_way(value)


@given(
    st.sampled_from(["+49 30 901820", "+1 (650) 253-0000", "+39 06 1234567", "+44 20 7946 0958"]), st.integers(0, 99)
)
def test_signs_and_blanks_make_no_difference(number: str, tail: int) -> None:
    bare = "".join(c for c in number if c.isdigit() or c == "+")
    assert quick(f"{number}{tail}") == quick(f"{bare}{tail}")


@pytest.mark.parametrize(
    ("value", "region", "key"),
    [
        ("030 901820", None, ""),
        ("030 901820", "DE", "+4930901820"),
        ("+49 (0)30 901820", None, "+4930901820"),
        ("0049 30 901820", None, "+4930901820"),
        ("tel:+1-650-253-0000;ext=5", None, "+16502530000"),
        ("ask at the door", "DE", ""),
        ("+12", None, ""),
    ],
)
def test_no_country_is_guessed(value: str, region: str | None, key: str) -> None:
    assert phone_key(value, region) == key
