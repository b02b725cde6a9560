"""Calendars: every VEVENT is a record, whatever stands around it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.records import Attendee, Done, Fault, MeetingRecord, Party, Seen
from mensch.formats import ical
from mensch.formats.ical_split import parse
from mensch.formats.ical_times import lenient

TODAY = date(2026, 3, 1)
PEOPLE = 'ORGANIZER;CN=Ada:mailto:ada@example.org\nATTENDEE;PARTSTAT=ACCEPTED;CN="Ben: B; C":MAILTO:Ben@example.org\n'


def calendar(*events: str, around: str = "") -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event}END:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{around}{body}END:VCALENDAR\n".encode()


def meetings(data: bytes, *, zone: str = "", today: date | None = None) -> list[MeetingRecord]:
    return [item for item in ical.read(data, zone=zone, today=today) if isinstance(item, MeetingRecord)]


def one(event: str, *, around: str = "", zone: str = "", today: date | None = None) -> MeetingRecord:
    [record] = meetings(calendar(event, around=around), zone=zone, today=today)
    return record


def codes(data: bytes) -> list[str]:
    return [item.code for item in ical.read(data) if isinstance(item, Fault)]


def test_a_meeting_says_who_when_and_where() -> None:
    record = one(
        f"UID:1\nDTSTART:20260210T090000Z\nDURATION:PT1H30M\nSUMMARY:Tea\\, cake\nLOCATION:Caf\n  é\n{PEOPLE}",
        today=TODAY,
    )
    assert record.at == datetime(2026, 2, 10, 9, tzinfo=UTC)
    assert record.until == datetime(2026, 2, 10, 10, 30, tzinfo=UTC)
    assert (record.summary, record.place, record.uid, record.line) == ("Tea, cake", "Caf é", "1", 3)
    assert record.attendees == (
        Attendee(Party("ben@example.org", "Ben: B; C"), "accepted"),
        Attendee(Party("ada@example.org", "Ada"), organizer=True),
    )
    assert (record.not_a_meeting, record.online) == ("", False)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("STATUS:CANCELLED\n", "cancelled"),
        ("TRANSP:TRANSPARENT\n", "transparent"),
        ("ATTENDEE;CUTYPE=ROOM:mailto:room@example.org\n", ""),
        ("".join(f"ATTENDEE:mailto:p{n}@example.org\n" for n in range(12)), "crowd"),
    ],
)
def test_what_is_no_meeting_says_why(line: str, reason: str) -> None:
    assert one(f"UID:1\nDTSTART:20260210T090000Z\n{PEOPLE}{line}", today=TODAY).not_a_meeting == reason


def test_alone_declined_rooms_all_day_and_the_future_are_no_meetings() -> None:
    start = "UID:1\nDTSTART:20260210T090000Z\n"
    room = "ORGANIZER:mailto:ada@example.org\nATTENDEE:mailto:c_18@resource.calendar.google.com\n"
    assert one(start + room).not_a_meeting == "alone"
    assert one(start + PEOPLE.replace("ACCEPTED", "DECLINED")).not_a_meeting == "alone"
    assert one("DTSTART;VALUE=DATE:20260210\n" + PEOPLE).not_a_meeting == "all-day"
    assert one(start.replace("2026", "2027") + PEOPLE, today=TODAY).not_a_meeting == "future"


@pytest.mark.parametrize("line", ["LOCATION:https://zoom.us/j/1\n", "X-GOOGLE-CONFERENCE:https://meet.google.com/x\n"])
def test_a_conference_link_makes_it_talk(line: str) -> None:
    assert one(f"DTSTART:20260210T090000Z\n{line}").online


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("19970901T1300Z", datetime(1997, 9, 1, 13, tzinfo=UTC)),
        ("19970701T13000Z", datetime(1997, 7, 1, 13, tzinfo=UTC)),
        ("2025-01-01T10:00:00+01:00", datetime(2025, 1, 1, 10, tzinfo=timezone(timedelta(hours=1)))),
        ("20250101", date(2025, 1, 1)),
        ("20251301", None),
        ("00000101T000000", None),
        ("soon", None),
    ],
)
def test_dates_are_read_leniently_but_never_invented(value: str, at: object) -> None:
    assert lenient(value) == at


def test_an_odd_start_is_repaired_and_counted() -> None:
    data = calendar("UID:1\nDTSTART:19970901T1300Z\n")
    assert meetings(data)[0].at == datetime(1997, 9, 1, 13, tzinfo=UTC)
    assert codes(data) == ["odd-date"]


def test_no_start_gives_a_record_without_time() -> None:
    data = calendar("UID:1\n", "UID:2\nDTSTART:INVALID\n")
    assert [m.at for m in meetings(data)] == [None, None]
    assert codes(data) == ["no-start", "unreadable-date"]


def test_zones_of_windows_of_paths_and_of_the_file_are_understood() -> None:
    def start(tzid: str, around: str = "") -> str:
        at = one(f"DTSTART;TZID={tzid}:20260210T090000\n", around=around).at
        assert at
        return at.isoformat()

    own = (
        "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\n"
        "TZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    assert start("Europe/Berlin") == "2026-02-10T09:00:00+01:00"
    assert start('"W. Europe Standard Time"') == "2026-02-10T09:00:00+01:00"
    assert start("/example.org/Tzfile/America/Chicago") == "2026-02-10T09:00:00-06:00"
    assert start("Ours", own) == "2026-02-10T09:00:00+03:00"
    assert start("Nowhere") == "2026-02-10T09:00:00"


def test_floating_times_take_the_zone_of_the_calendar_or_of_the_owner() -> None:
    event = "DTSTART:20260210T090000\n"
    assert one(event).at == datetime(2026, 2, 10, 9)  # noqa: DTZ001
    assert one(event, zone="Asia/Tokyo").at == datetime(2026, 2, 10, 0, tzinfo=UTC)
    assert one(event, around="X-WR-TIMEZONE:Europe/Berlin\n", zone="Asia/Tokyo").at == datetime(
        2026, 2, 10, 8, tzinfo=UTC
    )


def test_a_missing_end_costs_nothing() -> None:
    data = b"BEGIN:VEVENT\nUID:1\nDTSTART:20260101\nBEGIN:VALARM\nBEGIN:VEVENT\nUID:2\nDTSTART:20260102\nEND:VEVENT\n"
    assert [m.uid for m in meetings(data)] == ["1", "2"]
    assert codes(data) == ["missing-end"]


def test_alarms_and_tasks_are_not_mixed_into_events() -> None:
    data = calendar(
        "UID:1\nDTSTART:20260101\nBEGIN:VALARM\nSUMMARY:Ring\nATTENDEE:mailto:x@example.org\nEND:VALARM\nSUMMARY:Tea\n",
        around="BEGIN:VTODO\nUID:t\nATTENDEE:mailto:y@example.org\nEND:VTODO\n",
    )
    assert [(m.summary, m.attendees) for m in meetings(data)] == [("Tea", ())]
    assert list(ical.read(data))[-1] == Seen(1, ("VTODO",))


def test_lines_folded_in_the_middle_of_a_letter_and_over_blank_lines_are_joined() -> None:
    text = b"DTSTART\n\n :20260101\nSUMMARY:Caf" + "é".encode()[:1] + b"\r\n " + "é".encode()[1:] + b"\n"
    [record] = meetings(b"BEGIN:VEVENT\n" + text + b"END:VEVENT\n")
    assert (record.summary, record.at) == ("Café", date(2026, 1, 1))


def test_attendees_without_mail_address_keep_what_stands_there() -> None:
    record = one("DTSTART:20260101\nATTENDEE;EMAIL=ada@example.org:urn:uuid:1\nATTENDEE;CN=Ben:urn:uuid:2\nATTENDEE:\n")
    assert [a.party.address for a in record.attendees] == ["ada@example.org", "urn:uuid:2"]


def test_carets_in_parameters_are_undone() -> None:
    line = parse("ATTENDEE;CN=George ^'Babe^' Ruth^^^n:mailto:babe@example.org")
    assert line
    assert line.params["CN"] == 'George "Babe" Ruth^\n'


EVENT = st.lists(
    st.sampled_from(["DTSTART:20260101\n", "junk\n", "SUMMARY:x\n", "BEGIN:VALARM\n", "END:VALARM\n", "END:X\n"])
)


@given(st.lists(EVENT, max_size=6), st.booleans())
def test_as_many_records_as_begin(events: list[list[str]], closed: bool) -> None:
    text = "".join("BEGIN:VEVENT\n" + "".join(event) + ("END:VEVENT\n" if closed else "") for event in events)
    assert len(meetings(text.encode())) == len(events)


@given(st.binary(max_size=300))
def test_any_bytes_are_accounted_for(data: bytes) -> None:
    *items, seen = ical.read(b"BEGIN:VEVENT\nDTSTART:20260101\n" + data, today=TODAY)
    aside = [i for i in items if isinstance(i, Fault) and i.done is Done.SET_ASIDE]
    assert isinstance(seen, Seen)
    assert seen.found == sum(isinstance(i, MeetingRecord) for i in items) + len(aside)
