"""What a set of answers means (seeds rows 15, 78): nobody gives before receiving, nobody learns who said no."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.exchange.consent import Answer, Asked, Standing, next_step, tally
from mensch.core.exchange.problem import Part

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=3)
CIRCLE, CHAIN, TWO = Part(True, (1, 2, 3)), Part(False, (9, 1, 2)), Part(True, (1, 2))


def answers(part: Part, *no: int, at: datetime = NOON) -> list[Answer]:
    return [Answer(who, *step, who not in no, at) for step in part.steps() for who in step]


def test_a_circle_opens_when_everyone_said_yes() -> None:
    told = tally(Asked(CIRCLE, NOON, LATER), answers(CIRCLE), now=LATER)
    assert (told.standing, told.opened, told.broken) == (Standing.OPENED, ((1, 2), (2, 3), (3, 1)), ())


def test_one_no_and_one_silence_end_a_circle_alike() -> None:
    asked = Asked(CIRCLE, NOON, LATER)
    said_no = tally(asked, answers(CIRCLE, 3), now=LATER)
    silent = tally(asked, [one for one in answers(CIRCLE) if one.person != 3], now=LATER)
    assert said_no == silent
    assert (said_no.standing, said_no.opened) == (Standing.FELL, ())
    assert said_no.broken == ((2, 3), (3, 1))


def test_of_a_chain_the_beginning_opens() -> None:
    told = tally(Asked(CHAIN, NOON, LATER), answers(CHAIN, 2), now=LATER)
    assert (told.standing, told.opened, told.broken) == (Standing.OPENED, ((9, 1),), ((1, 2),))


def test_counts_move_in_batches_and_two_people_see_none() -> None:
    late = NOON + timedelta(seconds=125)
    given_ = answers(CIRCLE, 3, at=NOON + timedelta(seconds=121))
    assert tally(Asked(CIRCLE, NOON, LATER), given_, now=late).shown == 0
    assert tally(Asked(CIRCLE, NOON, LATER), given_, now=NOON + timedelta(seconds=240)).shown == 2
    assert tally(Asked(TWO, NOON, LATER), answers(TWO), now=late).shown is None


@given(st.lists(st.tuples(st.sampled_from((1, 2, 3)), st.booleans()), max_size=9))
def test_before_the_deadline_a_no_is_like_no_word(said: list[tuple[int, bool]]) -> None:
    given_ = [one._replace(yes=yes) for who, yes in dict(said).items() for one in answers(CIRCLE) if one.person == who]
    silent = [one for one in given_ if one.yes]
    asked, now = Asked(CIRCLE, NOON, LATER), NOON + timedelta(hours=5)
    assert tally(asked, given_, now=now) == tally(asked, silent, now=now)


@given(st.sets(st.sampled_from((9, 1, 2))), st.sampled_from((CIRCLE, CHAIN)))
def test_nobody_gives_without_receiving_except_a_first_giver(silent: set[int], part: Part) -> None:
    told = tally(Asked(part, NOON, LATER), answers(part, *silent), now=LATER)
    received = {receiver for _, receiver in told.opened}
    assert all(giver in received or giver == 9 for giver, _ in told.opened)


def test_the_next_help_of_a_chain_waits_until_its_giver_has_received() -> None:
    assert next_step(CHAIN, ()) == (9, 1)
    assert next_step(CHAIN, {1}) == (1, 2)
    assert next_step(CHAIN, {1, 2}) is None
