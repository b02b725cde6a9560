"""Who knows whom: an answer in the thread, a seat in the meeting; never the same list of recipients."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.acquaintance import Acquaintance, MailThread, Together, acquainted

ADA, BEN, CLEO = 1, 2, 3
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)

days = st.dates(date(2020, 1, 1), date(2026, 1, 1))
threads = st.lists(st.builds(MailThread, st.lists(st.tuples(st.integers(1, 20), days), max_size=20).map(tuple)))
meetings = st.lists(st.builds(Together, days, st.lists(st.integers(1, 20), max_size=20).map(tuple), st.booleans()))


def test_two_who_both_wrote_in_one_thread_know_each_other_from_the_second_word_on() -> None:
    found = acquainted([MailThread(((BEN, MAY), (ADA, JUNE), (BEN, JUNE)))], [])
    assert found == {(ADA, BEN): Acquaintance(wrote=(JUNE,))}


def test_whoever_only_received_is_not_seen_to_know_anybody() -> None:
    assert acquainted([MailThread(((ADA, MAY),)), MailThread(((BEN, MAY),))], []) == {}


def test_those_who_sat_in_one_meeting_have_met_and_online_they_spoke() -> None:
    found = acquainted([], [Together(MAY, (BEN, ADA)), Together(JUNE, (ADA, BEN), online=True)])
    assert found == {(ADA, BEN): Acquaintance(met=(MAY,), spoke=(JUNE,))}


def test_more_than_twelve_are_an_audience_and_prove_nothing() -> None:
    assert len(acquainted([], [Together(MAY, tuple(range(12)))])) == 66
    assert acquainted([], [Together(MAY, tuple(range(13)))]) == {}


@given(threads, meetings)
def test_evidence_needs_a_thread_or_a_meeting_of_both(some: list[MailThread], met: list[Together]) -> None:
    for (one, two), facts in acquainted(some, met).items():
        assert one < two
        assert all(any(m.on == on and {one, two} <= set(m.people) for m in met) for on in (*facts.met, *facts.spoke))
        assert bool(facts.wrote) == any(
            {one, two} <= {p for p, _ in t.wrote} for t in some if len({p for p, _ in t.wrote}) <= 12
        )


@given(threads, meetings)
def test_the_order_of_sources_does_not_matter(some: list[MailThread], met: list[Together]) -> None:
    assert acquainted(some, met) == acquainted(some[::-1], met[::-1])
