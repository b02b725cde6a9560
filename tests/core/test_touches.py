"""Evidence in words (seeds rows 2, 3, 4, 5, 87)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.touches import NOTHING, Correction, Evidence, Kind, Standing, Touch, correct, evidence

ADA, BEN, CLEO = 1, 2, 3
DAY = date(2026, 11, 12)

days = st.dates(date(2015, 1, 1), date(2026, 12, 31))
touch = st.builds(Touch, st.integers(1, 5), days, st.sampled_from(Kind), st.sampled_from([True, False, None]))
touches = st.lists(touch, max_size=30)
said = st.builds(
    Correction, st.sampled_from([None, True, False]), st.sampled_from([None, True, False]), st.none() | days
)


def of(*given: Touch, word: Correction | None = None) -> Evidence:
    return evidence(given, {ADA: word} if word else {}).get(ADA, NOTHING)


def test_seeds_row_2_meeting_in_person_is_a_touch_of_its_own_kind() -> None:
    assert of(Touch(ADA, DAY, Kind.MET)).standing is Standing.MET
    assert of(Touch(ADA, DAY, Kind.VIDEO)).standing is Standing.TWO_WAY
    assert of(Touch(ADA, DAY, Kind.CALL)).met == ()


def test_seeds_row_4_two_way_means_i_wrote_and_they_wrote() -> None:
    mine, theirs = Touch(ADA, DAY, Kind.MAIL, True), Touch(ADA, DAY, Kind.MESSAGE, False)
    assert of(mine, mine, mine).standing is Standing.ONE_WAY
    assert of(theirs).standing is Standing.ONE_WAY
    assert of(mine, theirs).standing is Standing.TWO_WAY


def test_group_mail_is_one_way_however_much_of_it_there_is() -> None:
    both_ways = [Touch(ADA, DAY, Kind.MAIL, None)] * 9
    assert of(*both_ways).standing is Standing.ONE_WAY
    assert of(*both_ways).last == DAY


def test_the_days_met_are_kept_once_each_and_oldest_first() -> None:
    later = DAY + timedelta(days=3)
    facts = of(Touch(ADA, later, Kind.MET), Touch(ADA, DAY, Kind.MET), Touch(ADA, DAY, Kind.MET))
    assert facts.met == (DAY, later)
    assert facts.last == later


def test_kinds_may_come_as_plain_text_from_a_table() -> None:
    assert of(Touch(ADA, DAY, Kind("met"))) == evidence([(ADA, DAY, "met", None)])[ADA]  # type: ignore[list-item]


def test_seeds_row_5_never_met_wins_over_every_source_and_leaves_the_rest() -> None:
    facts = of(
        Touch(ADA, DAY, Kind.MET),
        Touch(ADA, DAY - timedelta(days=5), Kind.MAIL, True),
        Touch(ADA, DAY - timedelta(days=4), Kind.MAIL, False),
        word=Correction(met=False),
    )
    assert facts.standing is Standing.TWO_WAY
    assert facts.met == ()
    assert facts.last == DAY - timedelta(days=4)


def test_seeds_row_5_we_met_needs_no_date_and_invents_none() -> None:
    facts = of(word=Correction(met=True))
    assert facts.standing is Standing.MET
    assert facts.met == ()
    assert facts.last is None
    assert of(word=Correction(met=True, on=DAY)).met == (DAY,)


def test_seeds_row_5_we_write_and_we_do_not() -> None:
    assert of(word=Correction(write=True)).standing is Standing.TWO_WAY
    wrote = Touch(ADA, DAY, Kind.MAIL, True), Touch(ADA, DAY, Kind.MAIL, False)
    assert of(*wrote, word=Correction(write=False)).standing is Standing.LISTED


def test_an_empty_correction_is_none() -> None:
    assert evidence([], {ADA: Correction()}) == {}


@given(touches)
def test_the_order_of_touches_does_not_matter(given_touches: list[Touch]) -> None:
    assert evidence(given_touches) == evidence(reversed(given_touches))


@given(touches)
def test_importing_twice_is_importing_once(given_touches: list[Touch]) -> None:
    assert evidence(given_touches) == evidence(given_touches * 2)


@given(touches)
def test_nobody_has_evidence_without_a_touch_of_their_own(given_touches: list[Touch]) -> None:
    known = evidence(given_touches)
    assert known.keys() == {t.person for t in given_touches}
    for person, facts in known.items():
        own = [t for t in given_touches if t.person == person]
        assert set(facts.met) == {t.on for t in own if t.kind is Kind.MET}
        assert facts.last == max(t.on for t in own)
        assert facts.standing is not Standing.LISTED


@given(touches, touch)
def test_one_more_touch_never_takes_a_word_away(given_touches: list[Touch], more: Touch) -> None:
    order = list(Standing)
    before = evidence(given_touches).get(more.person, NOTHING)
    after = evidence([*given_touches, more])[more.person]
    assert order.index(after.standing) <= order.index(before.standing)


@given(touches, touches, said)
def test_seeds_row_5_a_correction_survives_the_next_import(
    first: list[Touch], second: list[Touch], word: Correction
) -> None:
    for known in (evidence(first, {ADA: word}), evidence([*first, *second], {ADA: word})):
        facts = known.get(ADA, NOTHING)
        if word.met is True:
            assert facts.standing is Standing.MET
        if word.met is False:
            assert facts.standing is not Standing.MET
            assert facts.met == ()
        if word.write is True:
            assert facts.standing in (Standing.MET, Standing.TWO_WAY)


@given(touches, said)
def test_a_correction_said_twice_is_said_once(given_touches: list[Touch], word: Correction) -> None:
    facts = evidence(given_touches).get(ADA, NOTHING)
    assert correct(correct(facts, word), word) == correct(facts, word)


@given(touches, said)
def test_a_correction_touches_nobody_else(given_touches: list[Touch], word: Correction) -> None:
    plain, corrected = evidence(given_touches), evidence(given_touches, {ADA: word})
    assert {k: v for k, v in plain.items() if k != ADA} == {k: v for k, v in corrected.items() if k != ADA}
