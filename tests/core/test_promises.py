"""Who promised what (seeds rows 74, 76)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.nudges import NudgeKind
from mensch.core.promises import MOVES, Coffee, Promise, PromiseAct, PromiseState, after, open_coffees, owed
from mensch.core.reasons import Code
from tests.core.test_touches import ADA, BEN, days

TODAY = date(2026, 11, 26)
promise = st.builds(
    Promise,
    st.integers(1, 99),
    st.integers(1, 5),
    st.booleans(),
    st.text(),
    st.none() | days,
    days,
    st.sampled_from(PromiseState),
    st.none() | days,
)


def mine(
    due: date | None, *, by_me: bool = True, made: date = TODAY, state: PromiseState = PromiseState.OPEN
) -> Promise:
    return Promise(1, ADA, by_me, "the checklist", due, made, state)


def ago(number: int) -> date:
    return TODAY - timedelta(days=number)


def test_seeds_row_74_my_promise_comes_up_on_its_day_in_my_words() -> None:
    (nudge,) = owed([mine(TODAY)], today=TODAY).mine
    assert (nudge.kind, nudge.reason.code, nudge.due) == (NudgeKind.PROMISE, Code.PROMISE_DUE, TODAY)
    assert nudge.reason.fact("words") == "the checklist"


def test_it_does_not_come_up_before_and_stays_after() -> None:
    assert owed([mine(TODAY + timedelta(days=1))], today=TODAY).mine == ()
    (nudge,) = owed([mine(ago(3))], today=TODAY).mine
    assert nudge.reason.code == Code.PROMISE_OVER


def test_a_promise_without_a_day_comes_up_after_a_week_as_an_ordinary_item() -> None:
    assert owed([mine(None, made=ago(6))], today=TODAY).mine == ()
    (nudge,) = owed([mine(None, made=ago(7))], today=TODAY).mine
    assert nudge.kind is NudgeKind.PROMISE_OPEN


def test_seeds_row_76_their_promise_leads_to_one_gentle_question() -> None:
    theirs = mine(ago(7), by_me=False)
    assert owed([theirs._replace(due=ago(6))], today=TODAY).theirs == ()
    (nudge,) = owed([theirs], today=TODAY).theirs
    assert nudge.kind is NudgeKind.THEIR_PROMISE
    assert owed([theirs._replace(asked=ago(1))], today=TODAY).theirs == ()
    assert owed([mine(None, by_me=False, made=ago(21))], today=TODAY).theirs


@pytest.mark.parametrize("state", [PromiseState.MAYBE, PromiseState.KEPT, PromiseState.RELEASED])
def test_only_an_open_promise_is_owed(state: PromiseState) -> None:
    assert owed([mine(TODAY, state=state)], today=TODAY).mine == ()


@given(st.lists(promise))
def test_what_i_owe_and_what_is_owed_to_me_are_never_mixed(given_promises: list[Promise]) -> None:
    facts = owed(given_promises, today=TODAY)
    assert {n.kind for n in facts.mine} <= {NudgeKind.PROMISE, NudgeKind.PROMISE_OPEN}
    assert {n.kind for n in facts.theirs} <= {NudgeKind.THEIR_PROMISE}
    due_now = [p for p in given_promises if p.by_me and p.state is PromiseState.OPEN and p.due and p.due <= TODAY]
    assert len([n for n in facts.mine if n.kind is NudgeKind.PROMISE]) == len(due_now)


def test_a_promise_found_in_text_must_be_confirmed_by_a_person() -> None:
    assert after(PromiseState.MAYBE, PromiseAct.KEEP) is PromiseState.MAYBE
    assert after(PromiseState.MAYBE, PromiseAct.CONFIRM) is PromiseState.OPEN


@given(st.sampled_from(PromiseState), st.sampled_from(PromiseAct))
def test_a_second_press_changes_nothing(state: PromiseState, act: PromiseAct) -> None:
    once = after(state, act)
    assert after(once, act) is once


def test_every_end_can_be_taken_back() -> None:
    ends = {PromiseState.KEPT, PromiseState.RELEASED}
    assert all((end, PromiseAct.REOPEN) in MOVES for end in ends)


def test_seeds_row_76_a_coffee_request_closes_by_itself_after_its_day() -> None:
    request = Coffee(1, BEN, by_me=True, asked=ago(10), until=TODAY)
    assert open_coffees([request], today=TODAY) == [request]
    assert open_coffees([request], today=TODAY + timedelta(days=1)) == []
    assert open_coffees([request._replace(answered=True)], today=TODAY) == []
