"""The day before and the days after a meeting (seeds rows 13, 68, 72)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.reasons import Code
from mensch.core.thanks import After, Appointment, Encounter, thank_yous, tomorrow, whom_again
from tests.core.test_touches import ADA, BEN, CLEO

BERLIN = ZoneInfo("Europe/Berlin")
END = datetime(2026, 11, 25, 21, 0, tzinfo=BERLIN)
MET = Encounter(5, ADA, END, After.SEE_AGAIN, event=3)


def after(hours: float, met: Encounter = MET) -> list[Nudge]:
    return thank_yous([met], now=met.until.astimezone(UTC) + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("hours", "kind", "code"),
    [
        (1, NudgeKind.THANK_YOU, Code.THANK_YOU),
        (24, NudgeKind.THANK_YOU, Code.THANK_YOU_DAY),
        (44, NudgeKind.THANK_YOU, Code.THANK_YOU_SOON),
        (47.9, NudgeKind.THANK_YOU, Code.THANK_YOU_SOON),
        (48, NudgeKind.THANK_LATER, Code.THANK_YOU_LATER),
        (480, NudgeKind.THANK_LATER, Code.THANK_YOU_LATER),
    ],
)
def test_seeds_row_72_thanks_are_owed_for_48_hours_and_then_an_ordinary_item(
    hours: float, kind: NudgeKind, code: Code
) -> None:
    (nudge,) = after(hours)
    assert (nudge.kind, nudge.reason.code, nudge.person, nudge.subject) == (kind, code, ADA, 5)


def test_nothing_is_owed_before_the_end_after_three_weeks_or_once_thanked() -> None:
    assert after(-1) == []
    assert after(24 * 22) == []
    assert after(1, MET._replace(thanked=True)) == []


def test_48_hours_are_real_hours_when_the_clocks_change() -> None:
    before = MET._replace(until=datetime(2026, 10, 24, 21, 0, tzinfo=BERLIN))
    assert after(47.9, before)[0].kind is NudgeKind.THANK_YOU
    assert after(48, before)[0].kind is NudgeKind.THANK_LATER
    assert after(1, before)[0].due == datetime(2026, 10, 26, 19, 0, tzinfo=UTC)


@given(st.floats(-10, 600), st.booleans())
def test_seeds_row_13_a_no_is_asked_nothing_more(hours: float, thanked: bool) -> None:
    met = MET._replace(after=After.NO, thanked=thanked)
    now = met.until.astimezone(UTC) + timedelta(hours=hours)
    assert thank_yous([met], now=now) == []
    assert whom_again([met], now=now, zone=BERLIN) == []


def test_seeds_row_68_next_morning_there_is_one_question_for_the_whole_event() -> None:
    met = [Encounter(n, n, END, event=3, place="harbour") for n in (ADA, BEN, CLEO)]
    morning = datetime(2026, 11, 26, 7, 0, tzinfo=BERLIN)
    (nudge,) = whom_again(met, now=morning, zone=BERLIN)
    assert (nudge.kind, nudge.person, nudge.subject) == (NudgeKind.WHOM_AGAIN, None, 3)
    assert (nudge.reason.fact("people"), nudge.reason.fact("place")) == ("3", "harbour")
    assert thank_yous(met, now=morning) == []
    assert whom_again(met, now=END + timedelta(hours=1), zone=BERLIN) == []
    assert whom_again(met, now=morning + timedelta(days=8), zone=BERLIN) == []


def test_a_meeting_that_was_no_event_needs_no_choosing() -> None:
    assert [n.kind for n in after(1, Encounter(5, ADA, END))] == [NudgeKind.THANK_YOU]


def test_tomorrow_is_tomorrow_on_the_owners_calendar() -> None:
    late = Appointment(4, (ADA, BEN), datetime(2026, 11, 26, 23, 30, tzinfo=UTC))
    now = datetime(2026, 11, 26, 8, 0, tzinfo=BERLIN)
    assert [n.person for n in tomorrow([late], now=now, zone=BERLIN)] == [ADA, BEN]
    assert tomorrow([late], now=now, zone=UTC) == []
