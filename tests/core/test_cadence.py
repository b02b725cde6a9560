"""Rhythm, rest and decay (seeds rows 2, 12, 18, 74, 91)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.cadence import (
    Bounce,
    Move,
    Resting,
    Rhythm,
    Unanswered,
    decay,
    due,
    meet,
    rest,
    returned,
    unanswered,
)
from mensch.core.nudges import NudgeKind
from mensch.core.reasons import Code
from mensch.core.touches import Correction, Evidence, Kind, Standing, Touch, evidence
from tests.core.test_touches import ADA, BEN, CLEO, days, touches

TODAY = date(2026, 11, 26)
rhythms = st.lists(st.builds(Rhythm, st.integers(1, 5), st.integers(1, 400), days, st.integers(1, 99)), max_size=8)


def ago(number: int) -> date:
    return TODAY - timedelta(days=number)


def note(number: int, *, by_me: bool | None = True, kind: Kind = Kind.MAIL) -> Touch:
    return Touch(ADA, ago(number), kind, by_me)


def test_seeds_row_91_a_rhythm_counts_from_the_last_touch() -> None:
    rhythm = Rhythm(ADA, 30, ago(300), id=7)
    assert due([rhythm], {ADA: ago(29)}, today=TODAY) == []
    (nudge,) = due([rhythm], {ADA: ago(30)}, today=TODAY)
    assert (nudge.kind, nudge.person, nudge.due, nudge.subject) == (NudgeKind.RHYTHM, ADA, TODAY, 7)
    assert (nudge.reason.code, nudge.reason.fact("last")) == (Code.RHYTHM, ago(30).isoformat())


def test_a_rhythm_without_any_touch_counts_from_the_wish() -> None:
    (nudge,) = due([Rhythm(ADA, 30, ago(40))], {}, today=TODAY)
    assert (nudge.reason.code, nudge.reason.names()) == (Code.RHYTHM_FIRST, ("days",))


def test_a_person_with_two_rhythms_has_one_nudge_and_the_earlier() -> None:
    (nudge,) = due([Rhythm(ADA, 60, ago(300), 1), Rhythm(ADA, 30, ago(300), 2)], {ADA: ago(70)}, today=TODAY)
    assert nudge.subject == 2


@given(rhythms, touches, st.sampled_from(Kind))
def test_seeds_row_91_any_touch_of_any_kind_resets_a_rhythm(
    wishes: list[Rhythm], some: list[Touch], kind: Kind
) -> None:
    last = {person: facts.last for person, facts in evidence(some).items() if facts.last}
    for nudge in due(wishes, last, today=TODAY):
        assert nudge.person is not None
        touched = {**last, nudge.person: evidence([Touch(nudge.person, TODAY, kind)])[nudge.person].last or TODAY}
        assert nudge.person not in [other.person for other in due(wishes, touched, today=TODAY)]


@given(rhythms, st.dictionaries(st.integers(1, 5), days), days, st.integers(0, 500))
def test_what_is_due_stays_due_until_a_touch(
    wishes: list[Rhythm], last: dict[int, date], today: date, later: int
) -> None:
    now = due(wishes, last, today=today)
    assert all(isinstance(nudge.due, date) and nudge.due <= today for nudge in now)
    then = due(wishes, last, today=today + timedelta(days=later))
    assert {nudge.person for nudge in now} <= {nudge.person for nudge in then}


def test_a_rhythm_longer_than_the_calendar_is_never_due() -> None:
    assert due([Rhythm(ADA, 10**12, date.min)], {}, today=date.max) == []


def test_seeds_row_74_two_notes_without_answer_in_seven_weeks_may_rest() -> None:
    silent = unanswered([note(49), note(20)])
    assert silent == {ADA: Unanswered(2, ago(49), ago(20))}
    (nudge,) = rest(silent, today=TODAY)
    assert (nudge.kind, nudge.reason.fact("notes"), nudge.reason.fact("since")) == (
        NudgeKind.REST,
        "2",
        ago(49).isoformat(),
    )


@pytest.mark.parametrize(
    "given_touches",
    [
        [note(90)],
        [note(48), note(20)],
        [note(90), note(13)],
        [note(90), note(60), note(30, by_me=False)],
        [note(90), note(60), note(60, by_me=False)],
        [note(90), note(60), note(10, by_me=None, kind=Kind.MET)],
        [note(90), note(60), note(10, by_me=True, kind=Kind.CALL)],
        [note(90, by_me=None), note(60, by_me=None)],
    ],
)
def test_one_note_a_fresh_one_an_answer_or_group_mail_is_no_silence(given_touches: list[Touch]) -> None:
    assert rest(unanswered(given_touches), today=TODAY) == []


@given(touches)
def test_the_same_mail_from_two_sources_is_one_note(some: list[Touch]) -> None:
    assert unanswered(some) == unanswered(some * 2)
    assert meet(some) == meet(some * 2)


@given(touches)
def test_whoever_answers_last_is_never_silent(some: list[Touch]) -> None:
    newest = max((touch.on for touch in some), default=TODAY)
    answer = [Touch(person, newest, Kind.MAIL, by_me=False) for person in range(1, 6)]
    assert unanswered([*some, *answer]) == {}


def test_seeds_row_74_a_resting_person_returns_by_writing_and_not_by_my_note() -> None:
    resting = [Resting(ADA, ago(10), heard=ago(100))]
    assert returned(resting, evidence([note(5)])) == []
    assert returned(resting, evidence([note(100, by_me=False)])) == []
    assert returned(resting, evidence([note(10, by_me=False)])) == [ADA]
    assert returned(resting, evidence([note(5, by_me=None, kind=Kind.MET)])) == [ADA]


def test_whoever_was_laid_to_rest_on_the_day_of_their_mail_stays_at_rest() -> None:
    assert returned([Resting(ADA, TODAY, heard=TODAY)], evidence([note(0, by_me=False)])) == []


def test_seeds_row_2_many_words_and_never_met_leads_to_meeting() -> None:
    words = [note(n, by_me=n % 2 == 0) for n in range(6)]
    (nudge,) = meet(words)
    assert (nudge.kind, nudge.reason.fact("wrote"), nudge.reason.fact("answered")) == (NudgeKind.MEET, "3", "3")
    assert meet(words[:5]) == []
    assert meet([*words, note(900, by_me=None, kind=Kind.MET)]) == []
    assert meet(words, {ADA: Correction(met=True)}) == []
    assert meet([*words, note(900, by_me=None, kind=Kind.MET)], {ADA: Correction(met=False)}) != []


def test_seeds_row_18_a_bounce_a_move_and_long_quiet_ask_whether_it_is_still_right() -> None:
    quiet = Evidence(Standing.MET, (ago(2000),), last=ago(2000))
    listed = Evidence(Standing.ONE_WAY, wrote=ago(2000), last=ago(2000))
    found = decay(
        [Move(ADA, "Firm", "Other firm", ago(1), 5)],
        [Bounce(BEN, "ben@example.org", ago(2), 6)],
        {CLEO: quiet, 9: listed},
        today=TODAY,
    )
    assert {n.person: n.reason.code for n in found} == {BEN: Code.BOUNCED, ADA: Code.MOVED, CLEO: Code.LONG_QUIET}
    assert {n.kind for n in found} == {NudgeKind.STILL_RIGHT}


def test_one_question_for_each_person_and_the_bounce_first() -> None:
    (nudge,) = decay([Move(ADA, "a", "b", ago(1))], [Bounce(ADA, "ada@example.org", ago(2))], {}, today=TODAY)
    assert nudge.reason.fact("address") == "ada@example.org"
