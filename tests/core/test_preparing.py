"""Going prepared, and choosing a few (seeds rows 12, 28, 84)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.letters import Note
from mensch.core.preparing import Told, brief, choose
from mensch.core.promises import Promise, PromiseState
from mensch.core.reasons import Code
from mensch.core.touches import NOTHING, Evidence, Standing
from tests.core.test_touches import ADA, BEN, DAY

MINE = Promise(1, ADA, True, "the checklist", None, DAY)
THEIRS = MINE._replace(id=2, by_me=False, words="the number")
NOTE = Note(works_on="a new bakery", would_help="a printer")


def test_seeds_row_84_the_brief_opens_with_what_was_promised_mine_first() -> None:
    page = brief(ADA, NOTHING, promises=[THEIRS, MINE, MINE._replace(person=BEN)])
    assert [fact.code for fact in page.facts] == [Code.BRIEF_I_PROMISED, Code.BRIEF_THEY_PROMISED, Code.LISTED]


def test_a_kept_promise_is_not_named_again() -> None:
    page = brief(ADA, NOTHING, promises=[MINE._replace(state=PromiseState.KEPT)])
    assert [fact.code for fact in page.facts] == [Code.LISTED]


def test_seeds_row_84_what_they_do_look_for_and_what_was_told_last() -> None:
    met = Evidence(Standing.MET, (DAY,), last=DAY)
    told = [Told("you met Ben", date(2026, 3, 1)), Told("the printer helped", date(2026, 5, 1))]
    page = brief(ADA, met, goal="hear about the fair", note=NOTE, told=told, asks=["a fitter"])
    assert [fact.code for fact in page.facts] == [
        Code.BRIEF_WORKS_ON,
        Code.BRIEF_LOOKS_FOR,
        Code.BRIEF_LAST_TOLD,
        Code.MET,
    ]
    assert page.facts[2].fact("words") == "the printer helped"
    assert page.goal == "hear about the fair"


def test_seeds_row_28_the_first_questions_are_about_them_and_the_last_is_mine() -> None:
    page = brief(ADA, NOTHING, goal="hear about the fair", note=NOTE)
    assert [one.code for one in page.questions] == [Code.ASK_HOW_IT_GOES, Code.ASK_WHAT_WOULD_HELP, Code.ASK_FOR_GOAL]
    assert brief(ADA, NOTHING).questions[0].code == Code.ASK_WHAT_THEY_WORK_ON
    assert brief(ADA, NOTHING, asks=["a fitter"]).questions[1].code == Code.ASK_ABOUT_THEIR_SEARCH


@given(st.lists(st.integers(1, 40), unique=True), st.integers(1, 40), st.integers(0, 15))
def test_seeds_row_12_the_focus_list_is_small_and_nobody_falls_off_it(focus: list[int], person: int, cap: int) -> None:
    chosen = choose(focus, person, cap=cap)
    if person in focus or len(focus) < cap:
        assert chosen is not None
        assert set(chosen) == {*focus, person}
    else:
        assert chosen is None
