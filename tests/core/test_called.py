"""A stranger hears one name of somebody, not the surname that leads to an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.called import called


@pytest.mark.parametrize(
    ("full", "name"),
    [
        ("Lena Fischer", "Lena"),
        ("Dr. Lena Fischer", "Lena"),
        ("Fischer, Lena", "Lena"),
        ("Jean-Luc de la Tour", "Jean-Luc"),
        ("Nagy Katarina", "Katarina"),
        ("Ruth Adeyemi MBA", "Ruth"),
        ("J. R. Perry", "J. R."),
        ("Sukarno", "Sukarno"),
        ("王小明", "王小明"),
        ("김 민준", "김 민준"),
        ("  ", ""),
    ],
)
def test_one_word_is_said_where_nobody_told_which_is_the_given_name(full: str, name: str) -> None:
    assert called(full) == name


def test_what_the_source_calls_the_given_name_is_said_as_it_is() -> None:
    assert called("Maria del Carmen Ruiz", "Maria del Carmen") == "Maria del Carmen"


@given(st.text(max_size=60))
def test_nothing_is_said_that_does_not_stand_there(full: str) -> None:
    words = full.replace(",", " ").split()
    assert all(word in words for word in called(full).split())


@given(st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True), st.from_regex(r"Q[xz][a-z]{3,9}", fullmatch=True))
def test_of_two_latin_words_only_one_is_said(first: str, last: str) -> None:
    assert called(f"{first} {last}") in {first, last}
    assert " " not in called(f"{first} {last}")
