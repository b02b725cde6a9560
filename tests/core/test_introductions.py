"""An introduction as a machine: nothing opens before two yeses, and a no looks like no word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mensch.core.gates import fits, proposable
from mensch.core.introductions import (
    MOVES,
    WAITING,
    Act,
    Happening,
    Intro,
    Part,
    Phase,
    Says,
    answer,
    asks_again,
    closes_on,
    hints,
    may_answer,
    phase,
)
from mensch.core.introductions_seen import seen_by_owner

DAY = date(2026, 3, 2)
NAMES = {Part.FIRST: "Ben", Part.SECOND: "Cleo", Part.CONNECTOR: "Ruth"}
NO = (Says.NOT_NOW, Says.NEVER, Says.NOT_WELL_ENOUGH, Says.NOT_ME)
ASKED_FIRST = (Happening(Act.PRESS, DAY, Part.FIRST), Happening(Act.ASK, DAY, Part.FIRST))
ASKED_BOTH = (
    *ASKED_FIRST,
    Happening(Act.YES, DAY + timedelta(1), Part.FIRST),
    Happening(Act.ASK, DAY + timedelta(1), Part.SECOND),
)
CHECKED = (Happening(Act.PRESS, DAY, Part.CONNECTOR), Happening(Act.ASK, DAY, Part.CONNECTOR))


def intro(*happened: Happening, connector: int | None = None) -> Intro:
    return Intro(1, None if connector else 10, 20, connector, happened)


def later(days: int) -> date:
    return DAY + timedelta(days)


def test_seeds_row_6_an_introduction_needs_a_reason_for_both_or_it_is_not_proposed() -> None:
    assert proposable("Ben finds a baker", "Cleo finds a hall")
    assert not proposable("Ben finds a baker", "  ")
    assert not proposable("", "Cleo finds a hall")


def test_it_takes_two_different_people_and_somebody_who_knows_both() -> None:
    assert fits(10, 20, None)
    assert fits(None, 20, 30)
    assert not fits(10, 10, None)
    assert not fits(10, 20, 20)
    assert not fits(None, 20, None)  # that is a letter
    assert not fits(10, None, None)


def test_the_first_yes_leads_to_the_second_letter_and_the_second_yes_opens() -> None:
    one = intro(*ASKED_FIRST)
    assert answer(one, Part.FIRST, Says.YES, words={}, today=later(1)) == (Happening(Act.YES, later(1), Part.FIRST),)
    two = intro(*ASKED_BOTH)
    found = answer(two, Part.SECOND, Says.YES, words={Part.FIRST: Says.YES}, today=later(3))
    assert found == (Happening(Act.YES, later(3), Part.SECOND), Happening(Act.OPEN, later(3)))
    assert phase(intro(*ASKED_BOTH, *found), today=later(3)) is Phase.OPENED


def test_a_yes_taken_back_before_the_second_keeps_it_closed_and_given_again_opens_it() -> None:
    two = intro(*ASKED_BOTH)
    assert answer(two, Part.FIRST, Says.NOT_NOW, words={Part.FIRST: Says.YES}, today=later(2)) == ()
    assert answer(two, Part.SECOND, Says.YES, words={Part.FIRST: Says.NOT_NOW}, today=later(3)) == ()
    words = {Part.FIRST: Says.NOT_NOW, Part.SECOND: Says.YES}
    assert answer(two, Part.FIRST, Says.YES, words=words, today=later(4)) == (
        Happening(Act.YES, later(4), Part.FIRST),
        Happening(Act.OPEN, later(4)),
    )


def test_the_connectors_yes_or_the_forwarded_letter_itself_counts_as_well_enough() -> None:
    one = intro(*CHECKED, connector=30)
    assert phase(one, today=DAY) is Phase.CHECKING
    yes = answer(one, Part.CONNECTOR, Says.YES, words={}, today=later(1))
    assert yes == (Happening(Act.YES, later(1), Part.CONNECTOR),)
    assert phase(intro(*CHECKED, *yes, connector=30), today=later(2)) is Phase.SECOND_ASKED
    forwarded = answer(one, Part.SECOND, Says.YES, words={}, today=later(2))
    assert forwarded is not None
    assert Happening(Act.OPEN, later(2)) in forwarded
    assert answer(one, Part.SECOND, Says.YES, words={Part.CONNECTOR: Says.NOT_NOW}, today=later(2)) is None


@pytest.mark.parametrize("said", NO)
@pytest.mark.parametrize("asked", [ASKED_FIRST, ASKED_BOTH, CHECKED], ids=["first", "second", "connector"])
def test_a_no_gives_the_owner_the_same_view_as_no_word_on_every_day(said: Says, asked: tuple[Happening, ...]) -> None:
    one = intro(*asked, connector=30 if asked is CHECKED else None)
    part = asked[-1].part
    assert part
    followed = answer(one, part, said, words={}, today=later(1))
    assert followed == ()
    refused = one._replace(happened=(*one.happened, *followed))
    for days in (1, 5, 13, 14, 15, 40):
        assert seen_by_owner(refused, NAMES, today=later(days)) == seen_by_owner(one, NAMES, today=later(days))


def test_it_closes_two_weeks_after_the_last_letter_and_takes_no_answer_from_then_on() -> None:
    two = intro(*ASKED_BOTH)
    assert closes_on(two) == later(15)
    assert phase(two, today=later(14)) is Phase.SECOND_ASKED
    assert phase(two, today=later(15)) is Phase.CLOSED
    assert not may_answer(two, Part.SECOND, words={}, today=later(15))
    assert answer(two, Part.SECOND, Says.YES, words={Part.FIRST: Says.YES}, today=later(15)) is None
    assert closes_on(intro()) is None


def test_whoever_is_erased_closes_what_has_not_opened() -> None:
    assert phase(intro(*ASKED_BOTH)._replace(gone=True), today=later(2)) is Phase.CLOSED
    opened = (*ASKED_BOTH, Happening(Act.OPEN, later(2)))
    assert phase(intro(*opened)._replace(gone=True), today=later(2)) is Phase.OPENED


def test_never_again_and_not_for_me_end_the_link_and_not_now_may_be_changed() -> None:
    one = intro(*ASKED_FIRST)
    assert may_answer(one, Part.FIRST, words={Part.FIRST: Says.NOT_NOW}, today=later(1))
    for said in (Says.NEVER, Says.NOT_ME):
        assert not may_answer(one, Part.FIRST, words={Part.FIRST: said}, today=later(1))


def test_the_line_that_silence_may_be_an_answer_comes_on_the_fifth_day() -> None:
    one = intro(*ASKED_FIRST)
    assert [hints(one, today=later(days)) for days in (0, 4, 5, 13, 14)] == [False, False, True, True, False]


def test_the_question_whether_they_met_lies_ready_once_after_two_weeks() -> None:
    opened = (*ASKED_BOTH, Happening(Act.OPEN, DAY))
    assert not asks_again(intro(*opened), today=later(13))
    assert asks_again(intro(*opened), today=later(14))
    assert not asks_again(intro(*opened, Happening(Act.AGAIN, later(14))), today=later(20))
    assert not asks_again(intro(*opened, Happening(Act.MEET, later(3))), today=later(14))


def test_without_any_word_it_ends_kindly_after_four_weeks() -> None:
    opened = (*ASKED_BOTH, Happening(Act.OPEN, DAY))
    assert phase(intro(*opened), today=later(27)) is Phase.OPENED
    assert phase(intro(*opened), today=later(28)) is Phase.NO_WORD
    asked = (*opened, Happening(Act.AGAIN, later(20)))
    assert phase(intro(*asked), today=later(33)) is Phase.OPENED
    assert phase(intro(*asked), today=later(34)) is Phase.NO_WORD


def test_no_move_leads_from_a_waiting_phase_to_opened_but_the_opening_itself() -> None:
    opens = [act for (before, act, _), after in MOVES.items() if after is Phase.OPENED and before in WAITING]
    assert set(opens) == {Act.OPEN}
