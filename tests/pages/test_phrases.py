"""Every reason has its sentence; facts stay text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mensch.core.reasons import Code, because
from mensch.services.phrases import marked, phrase, read, written

_DAY = date(2024, 3, 14)
_FACTS: dict[str, str | int | date] = {
    "times": 6, "days": 42, "people": 5, "notes": 2, "mails": 31, "of": 40, "on": _DAY, "last": _DAY, "since": _DAY,
    "made": _DAY, "due": _DAY, "met": _DAY, "wrote": _DAY, "answered": _DAY, "at": "2026-11-27T09:30:00+00:00",
    "words": "send the lease guide", "place": "Harbour lunch", "subject": "Price list", "address": "ada@example.org",
    "before": "Baker", "now": "Miller", "about": "rye", "where": "the lunch", "how": "mail",
    "name": "Ruth", "agreed": "Ben", "first": "Ruth", "second": "Ingrid",
}  # fmt: skip


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_its_sentence_with_all_facts_and_with_none_but_the_needed(code: Code) -> None:
    sentence = phrase(because(code, **_FACTS))
    assert sentence[0].isupper() or sentence[0].isdigit()
    assert sentence[-1] in ".?"
    assert "{" not in sentence
    assert "None" not in sentence
    assert "  " not in sentence


@pytest.mark.parametrize(("times", "often"), [(2, "twice"), (3, "three times"), (12, "twelve times"), (40, "40 times")])
def test_meetings_are_counted_as_one_would_say_it(times: int, often: str) -> None:
    assert phrase(because(Code.MET, times=times, last=_DAY)) == f"Met in person {often}, last on 14 March 2024."


def test_what_a_source_wrote_stays_text_on_a_page_and_is_plain_on_the_command_line() -> None:
    reason = because(Code.REPLY, on=_DAY, subject="<b>Tea & cake</b>")
    assert "<b>Tea & cake</b>" in phrase(reason)
    assert "&lt;b&gt;Tea &amp; cake&lt;/b&gt;" in marked(reason)


def test_a_reason_survives_the_way_through_json() -> None:
    reason = because(Code.MET, times=6, last=_DAY)
    assert read(written(reason)) == reason


def test_seeds_row_74_two_notes_without_an_answer_are_all_right() -> None:
    since = timezone.localdate() - timedelta(days=50)
    sentence = phrase(because(Code.REST, notes=2, since=since, last=since))
    assert sentence == "Two notes, no answer in seven weeks. That is all right."


def test_counts_up_to_twelve_are_spelled_and_days_near_today_are_named() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    assert phrase(because(Code.MET, times=6, last=yesterday)) == "Met in person six times, last yesterday."
    assert phrase(because(Code.MET, times=1, last=_DAY)) == "Met in person once, on 14 March 2024."
    assert phrase(because(Code.RHYTHM_FIRST, days=42)) == "You wished to be in touch about every six weeks."
