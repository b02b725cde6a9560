"""A code and its facts; the sentences live elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

from mensch.core.reasons import Code, Reason, because


def test_facts_are_text_in_the_order_given_and_nothing_unknown_is_written() -> None:
    told = because(Code.MET, times=6, last=date(2026, 11, 12), place=None)
    assert told == Reason("met", (("times", "6"), ("last", "2026-11-12")))


def test_a_fact_that_was_not_given_is_empty() -> None:
    assert because(Code.MET).fact("last") == ""
    assert because(Code.MET).fact("last", "never") == "never"


def test_moments_are_iso_8601() -> None:
    assert (
        because(Code.THANK_YOU, met=datetime(2026, 11, 12, 9, 0, tzinfo=UTC)).fact("met") == "2026-11-12T09:00:00+00:00"
    )


def test_codes_are_unique_file_names() -> None:
    assert len({code.value for code in Code}) == len(Code)
    assert all(code.replace("-", "").isalpha() and code == code.lower() for code in Code)
