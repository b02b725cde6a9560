"""A meeting that lies ahead is told on Today and is evidence of nothing until a calendar read later says it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from mensch.core.records import Attendee, MeetingRecord, Party
from mensch.models import Occasion, Person, Touch
from mensch.services import import_occasions, import_settle, meetings_over, own_addresses, today
from mensch.services.import_context import Context, context_of
from tests import world

SOON = world.NOW + timedelta(days=1)


def meeting(at: datetime, *, planned: bool = True, status: str = "") -> MeetingRecord:
    guests = tuple(
        Attendee(Party(address), "accepted", organizer=address == "ada@example.org")
        for address in ("ada@example.org", "cleo@example.org")
    )
    why = status or ("future" if planned else "")
    end = at + timedelta(hours=1)
    return MeetingRecord(f"coffee@{at.isoformat()}", at, end, "Coffee", "", guests, not_a_meeting=why, uid="coffee")


def read(member: world.Member, now: datetime, *meetings: MeetingRecord) -> Context:
    context = context_of(world.importing(member.vault), now)
    import_occasions.add(context, list(meetings))
    import_settle.settle(context, keep_on=lambda: None)
    return context


@pytest.fixture
def cleo(ada: world.Member) -> Person:
    person = world.person(ada.vault)
    world.address(person)
    own_addresses.declare(vault=ada.vault, values=["ada@example.org"], now=world.NOW)
    return person


def ahead(member: world.Member, now: datetime = world.NOW) -> list[datetime]:
    shown = today.show(vault=member.vault, now=now)
    return [shown.ahead.at] if shown.ahead else []


def test_a_meeting_ahead_is_shown_on_today_and_nobody_is_met_by_it(ada: world.Member, cleo: Person) -> None:
    read(ada, world.NOW, meeting(SOON))
    assert ahead(ada) == [SOON]
    kinds = [item.nudge.kind for item in today.show(vault=ada.vault, now=world.NOW).then]
    focus = today.show(vault=ada.vault, now=world.NOW).focus
    assert "meeting" in [*kinds, focus and focus.item.nudge.kind]
    assert not Touch.objects.exists()
    cleo.refresh_from_db()
    assert cleo.standing == "listed"


def test_when_it_is_over_only_a_calendar_read_afterwards_says_so(ada: world.Member, cleo: Person) -> None:
    read(ada, world.NOW, meeting(SOON))
    later = SOON + timedelta(days=2)
    read(ada, later)
    assert not Touch.objects.exists()
    read(ada, later, meeting(SOON, planned=False))
    assert Touch.objects.get().person == cleo
    assert Occasion.objects.count() == 1


def test_a_meeting_called_off_or_moved_leaves_today(ada: world.Member, cleo: Person) -> None:
    read(ada, world.NOW, meeting(SOON))
    read(ada, world.NOW, meeting(SOON + timedelta(days=1)))
    assert ahead(ada) == [SOON + timedelta(days=1)]
    read(ada, world.NOW, meeting(SOON + timedelta(days=1), status="cancelled"))
    assert ahead(ada) == []


def test_the_same_calendar_read_again_changes_nothing(ada: world.Member, cleo: Person) -> None:
    read(ada, world.NOW, meeting(SOON))
    before = list(Occasion.objects.values_list("id", "at"))
    read(ada, world.NOW, meeting(SOON))
    assert list(Occasion.objects.values_list("id", "at")) == before


def test_a_meeting_later_today_counts_when_it_is_over_without_reading_the_calendar_again(
    ada: world.Member, cleo: Person
) -> None:
    at = world.NOW + timedelta(hours=3)
    read(ada, world.NOW, meeting(at, planned=False))
    assert not Touch.objects.exists()
    assert meetings_over.count(now=at + timedelta(minutes=59)) == 0
    assert meetings_over.count(now=at + timedelta(minutes=60)) == 1
    assert [(row.person, row.kind, row.at) for row in Touch.objects.all()] == [(cleo, "met", at)]
    cleo.refresh_from_db()
    assert cleo.standing == "met"
    assert meetings_over.count(now=at + timedelta(minutes=61)) == 0
    assert Touch.objects.count() == 1


def test_a_plan_of_another_day_an_old_meeting_and_a_declined_one_are_not_counted_by_themselves(
    ada: world.Member, cleo: Person
) -> None:
    at = world.NOW + timedelta(hours=3)
    read(ada, world.NOW, meeting(SOON), meeting(at, status="declined"))
    read(ada, world.NOW, replace(meeting(at, planned=False), key="long ago", at=world.days_ago(9)))
    Touch.objects.all().delete()
    assert meetings_over.count(now=SOON + timedelta(hours=2)) == 0
    assert not Touch.objects.exists()


def test_whoever_was_met_later_today_and_is_in_no_book_is_somebody_known_now(
    ada: world.Member, ben: world.Member
) -> None:
    own_addresses.declare(vault=ada.vault, values=["ada@example.org"], now=world.NOW)
    read(ada, world.NOW, meeting(world.NOW + timedelta(hours=1), planned=False))
    assert meetings_over.count(now=world.NOW + timedelta(hours=3)) == 1
    assert Person.objects.get().vault == ada.vault
    assert Person.objects.get().standing == "met"
