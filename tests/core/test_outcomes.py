"""What came of it, who is told, what may be shown, and what must be true first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.disclosure import AFTER, BEFORE, Field, gives_away, released, visible
from mensch.core.gates import Gate, step_first
from mensch.core.introductions import Act, Happening, Intro, Part, Phase
from mensch.core.outcomes import CameOf, Giver, Met, Outcome, hands, helped, untold
from mensch.core.reasons import Code
from mensch.core.touches import NOTHING, Correction, Evidence

DAY = date(2026, 3, 2)
_SPENT = (
    *(Happening(Act.PRESS, DAY, Part.FIRST), Happening(Act.ASK, DAY, Part.FIRST), Happening(Act.YES, DAY, Part.FIRST)),
    *(Happening(Act.ASK, DAY, Part.SECOND), Happening(Act.YES, DAY, Part.SECOND), Happening(Act.OPEN, DAY)),
)
OPENED = Intro(1, 10, 20, None, _SPENT)


def test_seeds_row_69_lead_referral_and_business_are_three_words_and_three_things() -> None:
    assert {CameOf.LEAD, CameOf.REFERRAL, CameOf.BUSINESS} < set(CameOf)
    assert len({one.value for one in CameOf}) == len(CameOf) == 5


def test_the_giver_is_told_each_word_once_and_also_that_no_word_came() -> None:
    word = Outcome(5, Part.SECOND, Met.YES, (CameOf.HELP,), "a new hall")
    assert untold(OPENED, [word], [], today=DAY) == [(Giver.OWNER, word)]
    assert untold(OPENED, [word], [(Giver.OWNER, 5)], today=DAY) == []
    silent = DAY + timedelta(28)
    assert untold(OPENED, [], [], today=DAY) == []
    assert untold(OPENED, [], [], today=silent) == [(Giver.OWNER, None)]
    assert untold(OPENED, [], [(Giver.OWNER, None)], today=silent) == []


def test_a_connector_who_is_somebody_else_is_told_too() -> None:
    word = Outcome(5, Part.SECOND, Met.NOTHING)
    by_ruth = OPENED._replace(first=None, connector=30)
    assert {who for who, _ in untold(by_ruth, [word], [], today=DAY)} == {Giver.OWNER, Giver.CONNECTOR}


def test_not_yet_ends_nothing_and_the_last_word_of_a_side_counts() -> None:
    before, after = Outcome(5, Part.FIRST, Met.NOT_YET), Outcome(6, Part.FIRST, Met.YES, (CameOf.TALK,))
    assert untold(OPENED, [before], [], today=DAY) == []
    assert untold(OPENED, [before, after], [], today=DAY) == [(Giver.OWNER, after)]


def test_the_ask_closes_when_more_than_a_talk_came_of_it() -> None:
    assert not helped([Outcome(1, Part.FIRST, Met.YES, (CameOf.TALK,))])
    assert helped([Outcome(1, Part.FIRST, Met.YES, (CameOf.TALK, CameOf.REFERRAL))])
    assert not helped([Outcome(1, Part.FIRST, Met.NOTHING, (CameOf.HELP,))])


def test_ripples_lead_back_over_every_hand_and_a_ring_ends() -> None:
    assert hands(3, {3: 2, 2: 1, 1: None}) == (1, 2, 3)
    assert hands(3, {3: 2, 2: 3}) == (2, 3)
    assert hands(3, {}) == (3,)


@given(st.sampled_from(Phase), st.sampled_from(Part), st.sampled_from(Part))
def test_no_address_of_another_is_visible_before_it_opened(now: Phase, about: Part, to: Part) -> None:
    seen = visible(now, about=about, to=to)
    opened = now in (Phase.OPENED, Phase.MET, Phase.NOTHING, Phase.NO_WORD, Phase.TOLD)
    sides = {about, to} == {Part.FIRST, Part.SECOND}
    assert (Field.ADDRESS in seen) == (about is to or (opened and sides))
    assert BEFORE <= seen <= AFTER


def test_a_surname_waits_too_except_for_whom_the_connector_is_asked_about() -> None:
    assert visible(Phase.FIRST_ASKED, about=Part.SECOND, to=Part.FIRST) == BEFORE
    assert Field.FULL in visible(Phase.CHECKING, about=Part.SECOND, to=Part.CONNECTOR)
    assert Field.FULL in visible(Phase.CHECKING, about=Part.CONNECTOR, to=Part.SECOND)


@pytest.mark.parametrize("text", ["write to INGRID@arco.example", "ingrid @ arco . example", "call 0044 20 7946-0011"])
def test_an_address_in_the_words_is_found_however_it_is_written(text: str) -> None:
    assert gives_away(text, ["ingrid@arco.example", "+44 20 7946 0011", "20 7946 0011"])


def test_words_without_an_address_give_nothing_away() -> None:
    assert gives_away("She restores bakeries in Arco.", ["ingrid@arco.example", ""]) == ""


def test_two_addresses_are_released_and_the_owners_own_is_known_already() -> None:
    assert set(released(OPENED)) == {(Part.FIRST, Part.SECOND), (Part.SECOND, Part.FIRST)}
    assert released(OPENED._replace(first=None, connector=3)) == ((Part.SECOND, Part.FIRST),)


def test_seeds_row_100_where_a_gate_is_shut_a_smaller_step_is_proposed() -> None:
    met = Evidence(met=(DAY,))
    shut = {
        Gate.KNOWN: (NOTHING, Code.GATE_WRITE),
        Gate.MET: (Evidence(wrote=DAY, answered=DAY), Code.GATE_MEET),
        Gate.ONE_TO_ONE: (met, Code.GATE_ONE_TO_ONE),
        Gate.WORKED: (met, Code.GATE_WORKED),
    }
    for gate, (known, code) in shut.items():
        why = step_first(gate, "Ruth", known, one_to_one=False, worked=False)
        assert why
        assert why.code == code
        assert why.fact("name") == "Ruth"
    assert step_first(Gate.ONE_TO_ONE, "Ruth", met, one_to_one=True, worked=False) is None
    assert step_first(Gate.WORKED, "Ruth", NOTHING, one_to_one=False, worked=True) is None
    said = Evidence(corrected=Correction(met=True))
    assert step_first(Gate.MET, "Ruth", said, one_to_one=False, worked=False) is None
