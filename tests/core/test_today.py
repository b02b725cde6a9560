"""A queue that ends (seeds rows 12, 84, 92, 103, 108)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.reasons import Reason
from mensch.core.today import How, Laid, Nudge, NudgeKind, Queue, Season, never_cut, queue
from tests.core.test_touches import ADA, BEN

TODAY = date(2026, 11, 26)
WHY = Reason("why")
GENTLE = (NudgeKind.RHYTHM, NudgeKind.MEET)

kinds = st.sampled_from(NudgeKind)
moments = st.none() | st.sampled_from([TODAY, TODAY - timedelta(days=3), datetime(2026, 11, 26, 8, 0, tzinfo=UTC)])
nudge = st.builds(Nudge, kinds, st.none() | st.integers(1, 12), st.just(WHY), moments, st.integers(0, 30))
nudges = st.lists(nudge, max_size=40)
caps = st.integers(0, 9)


def one(kind: NudgeKind, person: int | None = ADA, due: date | datetime | None = None, subject: int = 0) -> Nudge:
    return Nudge(kind, person, WHY, due, subject)


def kinds_of(shown: Queue) -> list[NudgeKind]:
    return [item.kind for item in shown.items()]


def test_the_order_is_what_is_owed_first_and_rest_last() -> None:
    given_nudges = [one(kind, person) for person, kind in enumerate(NudgeKind, 1)]
    shown = queue(given_nudges[::-1], today=TODAY, cap=99)
    assert kinds_of(shown) == list(NudgeKind)
    wanted = ["reply", "promise", "thank-you", "introduction", "meeting", "rhythm", "rest"]
    assert [kind for kind in kinds_of(shown) if kind in wanted] == wanted


def test_seeds_row_108_seven_things_and_then_the_end() -> None:
    shown = queue([one(NudgeKind.INTRODUCTION, person) for person in range(1, 40)], today=TODAY)
    assert len(shown.items()) == 7
    assert shown.more is True


def test_an_empty_day_is_an_empty_day() -> None:
    assert queue([], today=TODAY) == Queue(None, (), more=False)


@given(nudges, caps)
def test_seeds_row_84_a_reply_owed_is_never_cut(given_nudges: list[Nudge], cap: int) -> None:
    shown = queue(given_nudges, today=TODAY, cap=cap).items()
    waiting = {n.person for n in given_nudges if n.kind is NudgeKind.REPLY and n.person}
    assert waiting <= {n.person for n in shown if n.kind is NudgeKind.REPLY}


@given(nudges, caps)
def test_todays_promise_is_never_cut(given_nudges: list[Nudge], cap: int) -> None:
    shown = set(queue(given_nudges, today=TODAY, cap=cap).items())
    assert {n for n in given_nudges if n.kind is NudgeKind.PROMISE and n.due == TODAY} <= shown


@given(nudges, caps, st.integers(0, 3))
def test_there_are_never_more_than_the_cap_but_for_what_is_owed(
    given_nudges: list[Nudge], cap: int, rhythms: int
) -> None:
    shown = queue(given_nudges, today=TODAY, cap=cap, rhythms=rhythms).items()
    owed = sum(never_cut(n, today=TODAY) for n in shown)
    assert len(shown) <= max(cap, owed)
    assert sum(n.kind in GENTLE for n in shown) <= rhythms


@given(nudges)
def test_one_item_for_each_person_beside_todays_promises(given_nudges: list[Nudge]) -> None:
    shown = queue(given_nudges, today=TODAY, cap=99).items()
    plain = [n.person for n in shown if n.person and not (n.kind is NudgeKind.PROMISE and n.due == TODAY)]
    assert max(Counter(plain).values(), default=1) == 1


@given(nudges, caps, st.randoms())
def test_the_order_given_does_not_matter(given_nudges: list[Nudge], cap: int, chance: object) -> None:
    shuffled = list(given_nudges)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert queue(given_nudges, today=TODAY, cap=cap) == queue(shuffled, today=TODAY, cap=cap)


@given(nudges, caps, st.sampled_from(Season))
def test_nothing_is_invented_and_more_says_whether_anything_waits(
    given_nudges: list[Nudge], cap: int, season: Season
) -> None:
    shown = queue(given_nudges, today=TODAY, cap=cap, season=season)
    assert set(shown.items()) <= set(given_nudges)
    if season is Season.OPEN:
        assert shown.more == (set(shown.items()) != set(given_nudges))


@given(nudges, st.sets(st.integers(1, 12)))
def test_people_at_rest_get_no_nudge(given_nudges: list[Nudge], resting: set[int]) -> None:
    assert not resting & {n.person for n in queue(given_nudges, today=TODAY, cap=99, resting=resting).items()}


@given(nudges)
def test_the_same_queue_comes_again_until_something_is_done(given_nudges: list[Nudge]) -> None:
    shown = queue(given_nudges, today=TODAY)
    if shown.focus:
        done = Laid(shown.focus.kind, shown.focus.person, shown.focus.subject, How.DONE, due=shown.focus.due)
        assert shown.focus not in queue(given_nudges, today=TODAY, laid=[done]).items()


def test_later_ends_on_its_day() -> None:
    given_nudges = [one(NudgeKind.RHYTHM, subject=4, due=TODAY)]
    later = [Laid(NudgeKind.RHYTHM, ADA, 4, How.LATER, until=TODAY + timedelta(days=1))]
    assert queue(given_nudges, today=TODAY, laid=later).focus is None
    assert queue(given_nudges, today=TODAY + timedelta(days=1), laid=later).focus is not None


def test_not_this_one_holds_for_this_occurrence_only() -> None:
    aside = [Laid(NudgeKind.RHYTHM, ADA, 4, How.NOT_THIS, due=TODAY)]
    assert queue([one(NudgeKind.RHYTHM, subject=4, due=TODAY)], today=TODAY, laid=aside).focus is None
    assert queue([one(NudgeKind.RHYTHM, subject=4, due=TODAY + timedelta(days=90))], today=TODAY, laid=aside).focus


def test_a_thank_you_laid_aside_does_not_come_back_as_an_ordinary_item() -> None:
    until = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
    aside = [Laid(NudgeKind.THANK_YOU, ADA, 5, How.NOT_THIS, due=until)]
    assert queue([one(NudgeKind.THANK_LATER, subject=5, due=until)], today=TODAY, laid=aside).focus is None


def test_where_rest_is_suggested_no_rhythm_hides_it() -> None:
    shown = queue([one(NudgeKind.RHYTHM), one(NudgeKind.REST), one(NudgeKind.RHYTHM, BEN)], today=TODAY)
    assert [(n.kind, n.person) for n in shown.items()] == [(NudgeKind.RHYTHM, BEN), (NudgeKind.REST, ADA)]


@pytest.mark.parametrize(
    ("season", "left"),
    [
        (Season.OPEN, ["reply", "promise", "introduction", "rhythm", "rhythm", "still-right"]),
        (Season.LIMITED, ["reply", "promise", "introduction", "rhythm"]),
        (Season.PAUSED, ["reply", "promise"]),
    ],
)
def test_today_obeys_the_owners_season(season: Season, left: list[str]) -> None:
    order = ["reply", "promise", "introduction", "rhythm", "rhythm", "still-right"]
    given_nudges = [one(NudgeKind(kind), person) for person, kind in enumerate(order, 1)]
    assert kinds_of(queue(given_nudges, today=TODAY, season=season)) == left


def test_seeds_rows_92_and_103_a_nudge_knows_no_business_and_no_figure() -> None:
    assert Nudge._fields == ("kind", "person", "reason", "due", "subject")
    assert Queue._fields == ("focus", "then", "more")
