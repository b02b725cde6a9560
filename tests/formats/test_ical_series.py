"""Entries that repeat: unfolded within a window, bounded by counting."""

from datetime import UTC, date, datetime

import pytest

from mensch.core.records import Fault, MeetingRecord
from mensch.formats import ical
from tests.formats.test_ical import calendar, meetings

TODAY = date(2026, 3, 1)


def starts(*events: str) -> list[object]:
    return [m.at for m in meetings(calendar(*events), today=TODAY)]


def test_without_today_a_series_is_its_stored_start() -> None:
    [record] = meetings(calendar("UID:1\nDTSTART:20260201T090000Z\nRRULE:FREQ=DAILY\n"))
    assert record.recurring


def test_a_series_has_its_occurrences_without_exceptions() -> None:
    found = starts(
        "UID:1\nDTSTART:20260201T090000Z\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20260208T090000Z\nEXDATE;VALUE=DATE:\n"
    )
    assert found == [datetime(2026, 2, day, 9, tzinfo=UTC) for day in (1, 15, 22)]


def test_an_occurrence_with_an_entry_of_its_own_counts_once() -> None:
    found = starts(
        "UID:1\nDTSTART:20260201T090000Z\nRRULE:FREQ=WEEKLY;COUNT=2\n",
        "UID:1\nRECURRENCE-ID:20260208T090000Z\nDTSTART:20260209T100000Z\n",
    )
    assert found == [datetime(2026, 2, 1, 9, tzinfo=UTC), datetime(2026, 2, 9, 10, tzinfo=UTC)]


def test_summer_time_is_kept_in_the_zone_of_the_series() -> None:
    [before, after] = starts("UID:1\nDTSTART;TZID=W. Europe Standard Time:20260327T090000\nRRULE:FREQ=WEEKLY;COUNT=2\n")
    assert isinstance(before, datetime)
    assert isinstance(after, datetime)
    assert (before.isoformat(), after.isoformat()) == ("2026-03-27T09:00:00+01:00", "2026-04-03T09:00:00+02:00")


def test_keys_of_occurrences_differ_and_do_not_depend_on_the_zone() -> None:
    berlin = meetings(
        calendar("UID:1\nDTSTART;TZID=Europe/Berlin:20260201T100000\nRRULE:FREQ=DAILY;COUNT=3\n"), today=TODAY
    )
    utc = meetings(calendar("UID:1\nDTSTART:20260201T090000Z\nRRULE:FREQ=DAILY;COUNT=3\n"), today=TODAY)
    assert [m.key for m in berlin] == [m.key for m in utc]
    assert len({m.key for m in utc}) == 3


def test_the_window_is_five_years_back_and_two_ahead() -> None:
    found = starts("UID:1\nDTSTART;VALUE=DATE:19500301\nRRULE:FREQ=YEARLY\n")
    assert all(isinstance(at, date) and 2021 <= at.year <= 2028 for at in found)
    assert 7 <= len(found) <= 8


def test_a_series_that_ended_long_ago_keeps_its_stored_start() -> None:
    series = "UID:1\nDTSTART:19900101T090000Z\nRRULE:FREQ=DAILY;COUNT=3\n"
    assert starts(series) == [datetime(1990, 1, 1, 9, tzinfo=UTC)]


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=HOURLY;COUNT=5", "FREQ=DAILY;BYMINUTE=1,2,3"])
def test_what_repeats_more_than_daily_is_not_unfolded(rule: str) -> None:
    items = list(ical.read(calendar(f"UID:1\nDTSTART:20260201T090000Z\nRRULE:{rule}\n"), today=TODAY))
    assert [i.code for i in items if isinstance(i, Fault)] == ["series-too-dense"]
    assert len([i for i in items if isinstance(i, MeetingRecord)]) == 1


@pytest.mark.parametrize("rule", ["FREQ=NEVER", "COUNT=3", "", "FREQ=DAILY;UNTIL=20123456T123456"])
def test_a_rule_nobody_can_follow_leaves_the_stored_start(rule: str) -> None:
    assert starts(f"UID:1\nDTSTART:20260201T090000Z\nRRULE:{rule}\n", "UID:2\nDTSTART:20260202T090000Z\n")[
        0
    ] == datetime(2026, 2, 1, 9, tzinfo=UTC)


def test_occurrences_end_at_ten_thousand() -> None:
    events = [f"UID:{n}\nDTSTART:20200101T090000Z\nRRULE:FREQ=DAILY\n" for n in range(6)]
    items = list(ical.read(calendar(*events), today=TODAY))
    assert sum(isinstance(i, MeetingRecord) for i in items) <= 10_000 + 6
    assert "too-many-occurrences" in [i.code for i in items if isinstance(i, Fault)]


def test_a_series_counts_as_one_entry_and_says_which_occurrences_are_further_ones() -> None:
    found = meetings(calendar("UID:1\nDTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;COUNT=3\n"), today=TODAY)
    assert [one.further for one in found] == [False, True, True]


def test_a_series_whose_every_occurrence_has_an_entry_of_its_own_is_still_counted() -> None:
    found = meetings(
        calendar(
            "UID:1\nDTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;COUNT=1\n",
            "UID:1\nRECURRENCE-ID:20260302T090000Z\nDTSTART:20260302T110000Z\n",
        ),
        today=TODAY,
    )
    assert [one.not_a_meeting == "overridden" for one in found] == [True, False]
