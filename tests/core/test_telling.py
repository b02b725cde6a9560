"""What the page may say: words with dates, and no figure that no source can know (seeds rows 3, 4, 87)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.reasons import Code
from mensch.core.telling import Reveal, Sources, in_words, reveal, state
from mensch.core.touches import NOTHING, Correction, Evidence, Kind, Standing, Touch, evidence
from tests.core.test_touches import ADA, BEN, CLEO, DAY, days, touches

TODAY = date(2026, 11, 26)
SUBSETS = [Sources(*given) for given in product([False, True], repeat=5)]
# What each source can bring at the very most: anything else in the page would be invented.
BRINGS = {
    "mail": Touch(ADA, DAY, Kind.MAIL, True),
    "messages": Touch(BEN, DAY, Kind.MESSAGE, False),
    "calendar": Touch(CLEO, DAY, Kind.MET),
}


def codes(facts: Evidence) -> list[str]:
    return [reason.code for reason in in_words(facts)]


@pytest.mark.parametrize("sources", SUBSETS)
def test_seeds_row_4_with_lists_only_nobody_is_met_two_way_or_one_way(sources: Sources) -> None:
    shown = reveal(1547, evidence([]), sources)
    assert not any(shown.of(word) for word in (Standing.MET, Standing.TWO_WAY, Standing.ONE_WAY))
    assert shown.of(Standing.LISTED) == 1547


def test_seeds_row_4_a_list_alone_cannot_tell_and_gives_no_figure() -> None:
    shown = reveal(1547, {}, Sources(lists=True))
    assert shown == Reveal(1547, ((Standing.LISTED, 1547),), cannot_tell_met=True, cannot_tell_writing=True)
    assert shown.of(Standing.MET) is None


def test_seeds_row_4_mail_alone_tells_who_writes_but_not_who_was_met() -> None:
    known = evidence([BRINGS["mail"], BRINGS["mail"]._replace(by_me=False)])
    shown = reveal(10, known, Sources(lists=True, mail=True))
    assert shown.cannot_tell_met
    assert shown.of(Standing.MET) is None
    assert shown.of(Standing.TWO_WAY) == 1


def test_the_owners_own_word_is_a_source() -> None:
    shown = reveal(10, evidence([], {ADA: Correction(met=True)}), Sources(lists=True))
    assert not shown.cannot_tell_met
    assert shown.of(Standing.MET) == 1


@pytest.mark.parametrize("sources", SUBSETS)
def test_seeds_row_4_every_subset_of_sources_gives_what_it_brings_and_no_more(sources: Sources) -> None:
    given = [touch for name, touch in BRINGS.items() if getattr(sources, name)]
    shown = reveal(100, evidence(given), sources)
    assert sum(count for _, count in shown.parts) == 100
    assert (shown.of(Standing.MET) is None) == (not (sources.calendar or sources.captures))
    assert (shown.of(Standing.ONE_WAY) is None) == (not (sources.mail or sources.messages))
    assert (shown.of(Standing.MET) or 0) == sources.calendar
    assert (shown.of(Standing.ONE_WAY) or 0) == sources.mail + sources.messages
    assert not shown.of(Standing.TWO_WAY)


@given(touches, st.integers(0, 50), st.sampled_from(SUBSETS))
def test_the_parts_add_up_to_the_whole(given_touches: list[Touch], others: int, sources: Sources) -> None:
    known = evidence(given_touches)
    shown = reveal(len(known) + others, known, sources)
    assert sum(count for _, count in shown.parts) == shown.total
    for word in Standing:
        found = sum(facts.standing is word for facts in known.values()) + (others if word is Standing.LISTED else 0)
        assert shown.of(word) in (found, found or None)


def test_fewer_persons_than_persons_with_evidence_is_refused() -> None:
    with pytest.raises(ValueError, match="more persons"):
        reveal(0, evidence([BRINGS["mail"]]), Sources())


def test_seeds_row_5_every_word_names_its_facts() -> None:
    known = evidence([BRINGS["calendar"], Touch(CLEO, TODAY, Kind.MAIL, True), Touch(CLEO, TODAY, Kind.MAIL, False)])
    met, both = in_words(known[CLEO])
    assert (met.code, met.fact("times"), met.fact("last")) == (Code.MET, "1", "2026-11-12")
    assert (both.code, both.fact("wrote"), both.fact("answered")) == (Code.WRITE_BOTH_WAYS, "2026-11-26", "2026-11-26")


def test_the_owners_word_is_told_first() -> None:
    facts = evidence([BRINGS["mail"]], {ADA: Correction(met=False, write=True)})[ADA]
    assert codes(facts) == [Code.YOU_SAID_NEVER_MET, Code.YOU_SAID_WE_WRITE, Code.ONLY_I_WROTE]
    assert codes(evidence([], {ADA: Correction(met=True)})[ADA]) == [Code.YOU_SAID_MET]


def test_group_mail_and_nothing_at_all_are_said_as_such() -> None:
    assert codes(evidence([Touch(ADA, DAY, Kind.MAIL)])[ADA]) == [Code.GROUP_MAIL_ONLY]
    assert codes(NOTHING) == [Code.LISTED]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (NOTHING, Code.ONLY_LISTED),
        (Evidence(Standing.MET), Code.A_WHILE),
        (Evidence(Standing.ONE_WAY, wrote=DAY, last=DAY), Code.NEVER_ANSWERED),
        (Evidence(Standing.ONE_WAY, answered=DAY, last=DAY), Code.YOU_NEVER_ANSWERED),
        (Evidence(Standing.TWO_WAY, wrote=date(2026, 10, 1), answered=DAY, last=DAY), Code.THEY_WROTE_LAST),
        (Evidence(Standing.TWO_WAY, wrote=DAY, answered=DAY, last=DAY), Code.IN_TOUCH),
        (Evidence(Standing.MET, met=(DAY,), answered=date(2026, 10, 1), last=DAY), Code.IN_TOUCH),
        (Evidence(Standing.MET, met=(date(2026, 6, 1),), last=date(2026, 6, 1)), Code.A_WHILE),
        (Evidence(Standing.MET, met=(date(2024, 6, 1),), last=date(2024, 6, 1)), Code.QUIET),
    ],
)
def test_a_tie_stands_as_its_days_say(facts: Evidence, code: Code) -> None:
    assert state(facts, TODAY).code == code


@given(touches, days)
def test_every_tie_has_a_state_on_every_day(given_touches: list[Touch], today: date) -> None:
    for facts in evidence(given_touches).values():
        told = state(facts, today)
        assert int(told.fact("days")) >= 0
        assert date.fromisoformat(told.fact("last")) == facts.last


def test_a_touch_of_tomorrow_counts_as_today() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert state(Evidence(Standing.MET, (tomorrow,), last=tomorrow), TODAY).fact("days") == "0"
