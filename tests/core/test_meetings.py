"""Which calendar entries count as having met (seeds rows 2 and 4)."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest

from mensch.core.acquaintance import Together
from mensch.core.meetings import met, together, why_not
from mensch.core.reasons import Code
from mensch.core.records import Attendee, MeetingRecord, Party
from mensch.core.touches import Kind
from tests.core.test_mailflow import ADA, BEN, CLEO, ME, NOW, OWN, THEN, WHO, crowd

BERLIN = ZoneInfo("Europe/Berlin")


def came(party: Party, answer: str = "accepted", **more: object) -> Attendee:
    return Attendee(party, answer, **more)  # type: ignore[arg-type]


def meeting(*attendees: Attendee, **more: object) -> MeetingRecord:
    given = {"key": "m", "at": THEN, "until": THEN + timedelta(hours=1), "attendees": attendees, **more}
    return MeetingRecord(**given)  # type: ignore[arg-type]


def whom(*given: MeetingRecord) -> list[tuple[str, Kind]]:
    return [(d.party.address, d.kind) for d in met(given, OWN, now=NOW, zone=BERLIN).sure]


def test_an_accepted_meeting_in_the_past_is_having_met() -> None:
    assert whom(meeting(came(ME), came(ADA))) == [(ADA.address, Kind.MET)]


def test_seeds_row_2_online_it_is_a_talk_and_no_meeting_in_person() -> None:
    assert whom(meeting(came(ME), came(ADA), online=True)) == [(ADA.address, Kind.VIDEO)]


def test_whoever_called_the_meeting_was_there() -> None:
    assert whom(meeting(came(ME, "", organizer=True), came(ADA))) == [(ADA.address, Kind.MET)]
    assert whom(meeting(came(ME), came(ADA, "", organizer=True))) == [(ADA.address, Kind.MET)]


def test_answers_in_capitals_are_read_as_well() -> None:
    assert whom(meeting(came(ME, "ACCEPTED"), came(ADA, "ACCEPTED"), came(BEN, "DECLINED"))) == [
        (ADA.address, Kind.MET)
    ]


def test_whoever_never_answered_is_not_met_but_can_be_asked_about() -> None:
    found = met([meeting(came(ME), came(ADA, "needs-action"), came(BEN, ""))], OWN, now=NOW, zone=BERLIN)
    assert found.sure == []
    assert [d.party for d in found.unsure] == [ADA, BEN]


def test_rooms_are_no_persons() -> None:
    room = came(Party("room@example.org"), kind="room")
    assert whom(meeting(came(ME), came(ADA), room)) == [(ADA.address, Kind.MET)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (meeting(came(ME), came(ADA), not_a_meeting="cancelled"), Code.NOT_A_MEETING),
        (meeting(came(ME), came(ADA), at=None), Code.NO_DATE),
        (meeting(came(ME), came(ADA), at=date(2026, 1, 1)), Code.ALL_DAY),
        (meeting(came(ME), came(ADA), until=NOW + timedelta(minutes=1)), Code.IN_THE_FUTURE),
        (meeting(came(ME), came(ADA), at=NOW + timedelta(days=1), until=None), Code.IN_THE_FUTURE),
        (meeting(came(BEN), came(ADA)), Code.NOT_INVITED),
        (meeting(came(ME, "declined"), came(ADA)), Code.NOT_ACCEPTED),
        (meeting(came(ME, "needs-action"), came(ADA)), Code.NOT_ACCEPTED),
        (meeting(came(ME, "tentative", organizer=True), came(ADA)), Code.NOT_ACCEPTED),
        (meeting(came(ME)), Code.NOBODY_ELSE),
        (meeting(came(ME), came(ADA, "declined")), Code.NOBODY_ELSE),
        (meeting(came(ME), *map(came, crowd(12))), Code.TOO_MANY),
        (meeting(came(ME), *map(came, crowd(11))), None),
    ],
)
def test_an_entry_that_does_not_count_says_why(given: MeetingRecord, code: Code | None) -> None:
    assert why_not(given, OWN, now=NOW, zone=BERLIN) == code
    assert bool(whom(given)) == (code is None)


def test_a_time_without_zone_is_the_owners() -> None:
    floating = meeting(came(ME), came(ADA), at=NOW.replace(tzinfo=None), until=NOW.replace(hour=10, tzinfo=None))
    assert why_not(floating, OWN, now=NOW, zone=BERLIN) is None
    assert why_not(floating, OWN, now=NOW, zone=UTC) is Code.IN_THE_FUTURE


def test_others_who_sat_together_are_evidence_between_them() -> None:
    given = [meeting(came(ME), came(ADA), came(BEN), came(CLEO, "needs-action"))]
    assert list(together(given, OWN, WHO, now=NOW, zone=UTC)) == [Together(THEN.date(), (1, 2))]
    assert list(together([meeting(came(ME), came(ADA))], OWN, WHO, now=NOW, zone=UTC)) == []
