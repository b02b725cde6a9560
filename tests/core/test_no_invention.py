"""Seeds row 4: every subset of the sources, from records to the first page, and not one invented figure."""

from __future__ import annotations

from datetime import UTC, timedelta
from itertools import product

import pytest

from mensch.core.cadence import due, meet, rest, unanswered
from mensch.core.mailflow import Dealing, dealings, mails, messages, touches
from mensch.core.meetings import met
from mensch.core.records import InvitationRecord, MessageRecord, Name, Party, Record
from mensch.core.replies import replies_owed
from mensch.core.telling import Reveal, Sources, reveal
from mensch.core.touches import Evidence, Kind, Standing, Touch, evidence
from tests.core.test_mailflow import ADA, BEN, CLEO, ME, NOW, THEN, mail
from tests.core.test_meetings import came, meeting

DAN = Party("linkedin.com/in/dan")
EVE = Party("eve@example.org")
FAY = Party("fay@example.org")
MYSELF = Party("linkedin.com/in/me")
OWN = {ME.address, MYSELF.address}
PEOPLE = {party.address: number for number, party in enumerate((ADA, BEN, CLEO, DAN, EVE, FAY), 1)}

LISTS = [Record("list", name, Name(name), on=THEN.date()) for name in PEOPLE]
INVITATIONS = [InvitationRecord("i", THEN, DAN, MYSELF, incoming=True)]
MAILS = [
    mail(ME, ADA, key="1"),
    mail(ADA, ME, key="2", answers=("1",)),
    mail(ME, BEN, key="3", cc=(EVE,)),
    mail(FAY, ME, key="4", automatic="list"),
    mail(FAY, CLEO, key="5"),
]
MESSAGES = [MessageRecord("6", THEN, "t", DAN, (MYSELF,)), MessageRecord("7", THEN, "t", MYSELF, (DAN,))]
MEETINGS = [
    meeting(came(ME), came(CLEO), came(FAY, "needs-action")),
    meeting(came(ME), came(FAY), at=NOW + timedelta(days=2), until=None),
    meeting(came(ME), came(EVE), online=True),
    meeting(came(ME, "declined"), came(BEN)),
]
CAPTURES = [Touch(PEOPLE[BEN.address], THEN.date(), Kind.MET)]

SUBSETS = [Sources(*given) for given in product([False, True], repeat=5)]


def found(sources: Sources) -> list[Touch]:
    """Everything these sources say, as touches; lists and requests to connect say nothing."""
    known: list[Dealing] = []
    if sources.mail:
        known += dealings(mails(MAILS), OWN, now=NOW)
    if sources.messages:
        known += dealings(messages(MESSAGES), OWN, now=NOW)
    if sources.calendar:
        known += met(MEETINGS, OWN, now=NOW, zone=UTC).sure
    return touches(known, PEOPLE, zone=UTC).touches + (CAPTURES if sources.captures else [])


def page(sources: Sources) -> tuple[Reveal, dict[int, Evidence]]:
    known = evidence(found(sources))
    return reveal(len(PEOPLE), known, sources), known


def truth(sources: Sources) -> dict[str, Standing]:
    """What is true by the words of these sources, written down by hand."""
    told: dict[str, Standing] = {}
    if sources.mail:
        told |= {ADA.address: Standing.TWO_WAY, BEN.address: Standing.ONE_WAY, EVE.address: Standing.ONE_WAY}
    if sources.messages:
        told |= {DAN.address: Standing.TWO_WAY}
    if sources.calendar:
        told |= {CLEO.address: Standing.MET, EVE.address: Standing.TWO_WAY}
    if sources.captures:
        told |= {BEN.address: Standing.MET}
    return told


@pytest.mark.parametrize("sources", SUBSETS)
def test_each_subset_of_sources_tells_what_it_knows_and_no_more(sources: Sources) -> None:
    shown, known = page(sources)
    assert {name: known[number].standing for name, number in PEOPLE.items() if number in known} == truth(sources)
    assert sum(count for _, count in shown.parts) == len(PEOPLE)


@pytest.mark.parametrize("sources", SUBSETS)
def test_a_figure_no_source_can_know_is_not_given(sources: Sources) -> None:
    shown, _ = page(sources)
    assert (shown.of(Standing.MET) is None) == shown.cannot_tell_met == (not (sources.calendar or sources.captures))
    assert shown.cannot_tell_writing == (not (sources.mail or sources.messages))


def test_lists_and_requests_to_connect_alone_leave_everybody_listed() -> None:
    shown, known = page(Sources(lists=True))
    assert LISTS
    assert INVITATIONS
    assert known == {}
    assert shown.parts == ((Standing.LISTED, len(PEOPLE)),)
    assert shown.cannot_tell_met
    assert shown.cannot_tell_writing


def test_without_touches_nothing_is_owed_suggested_or_asked() -> None:
    assert replies_owed([], OWN, now=NOW) == []
    assert due([], {}, today=NOW.date()) == []
    assert rest(unanswered([]), today=NOW.date()) == []
    assert meet([]) == []


@pytest.mark.parametrize("sources", SUBSETS)
def test_one_more_source_never_takes_away_what_was_known(sources: Sources) -> None:
    everything = truth(Sources(*[True] * 5))
    order = list(Standing)
    for name, standing in truth(sources).items():
        assert order.index(everything[name]) <= order.index(standing)
