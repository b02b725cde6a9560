"""The way of a letter, as rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.mailbox import canonical, looks_right
from mensch.core.outbox import (
    ASKS,
    BY_A_PERSON,
    LEASE,
    MOVES,
    REACHED,
    WITHIN,
    Answer,
    LetterKind,
    LetterState,
    Moving,
    Purpose,
    Step,
    after,
    may_write,
    next_step,
    purpose_of,
)

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LONG_AGO = NOW - LEASE


@given(st.lists(st.sampled_from(list(Step)), max_size=30))
def test_outreach_is_claimed_only_after_a_person_pressed_it_anew(steps: list[Step]) -> None:
    state, presses, claims = LetterState.DRAFT, 0, 0
    for step in steps:
        if (state, step) not in MOVES or step is Step.PUT_OFF:
            continue
        presses += step in (Step.PRESS, Step.HOLD)
        claims += step is Step.CLAIM
        state = MOVES[state, step]
        assert claims <= presses


def test_every_state_can_be_left_or_is_an_end() -> None:
    left = {state for state, _ in MOVES}
    assert set(LetterState) == left
    assert {state for (_, _), state in MOVES.items()} == set(LetterState)
    assert {step for _, step in MOVES} == set(Step)


def test_nothing_leaves_a_doubtful_letter_but_an_answer_or_a_persons_word() -> None:
    ways = {step for state, step in MOVES if state is LetterState.UNKNOWN}
    assert ways - BY_A_PERSON == {Step.FIND, Step.COME_BACK}


@pytest.mark.parametrize("due", [None, NOW + timedelta(seconds=1)])
def test_what_is_not_due_stays_where_it_is(due: datetime | None) -> None:
    for state in LetterState:
        assert next_step(Moving(state, Purpose.OUTREACH, due), now=NOW) is None


def test_after_a_crash_account_mail_goes_again_and_outreach_is_in_doubt() -> None:
    assert next_step(Moving(LetterState.SENDING, Purpose.ACCOUNT, NOW), now=NOW) is Step.PUT_OFF
    assert next_step(Moving(LetterState.SENDING, Purpose.OUTREACH, NOW), now=NOW) is Step.LOSE
    assert next_step(Moving(LetterState.PRESSED, Purpose.OUTREACH, NOW), now=NOW) is Step.CLAIM


@given(st.sampled_from(list(Answer)), st.sampled_from(list(Purpose)), st.integers(1, 30))
def test_an_answer_always_leads_somewhere_and_never_sends_outreach_twice(
    answer: Answer, purpose: Purpose, tries: int
) -> None:
    step, due = after(answer, purpose=purpose, tries=tries, now=NOW)
    assert (LetterState.SENDING, step) in MOVES
    assert (due is not None and due > NOW) == (step is Step.PUT_OFF)
    if purpose is Purpose.OUTREACH and answer is Answer.UNHEARD:
        assert step is Step.LOSE


def test_a_server_that_always_says_later_is_believed_for_a_day_and_then_no_more() -> None:
    tries, at = 1, NOW
    while (following := after(Answer.LATER, purpose=Purpose.OUTREACH, tries=tries, now=at))[0] is Step.PUT_OFF:
        assert following[1]
        tries, at = tries + 1, following[1]
    assert following[0] is Step.REFUSE
    assert timedelta(hours=20) < at - NOW < timedelta(days=2)


def test_seeds_row_104_a_no_and_the_limit_of_the_year_sound_alike() -> None:
    full = [NOW - timedelta(days=day) for day in range(REACHED)]
    one = may_write(LetterKind.ASKING, suppressed=True, reached=(), now=NOW)
    assert one is not None
    assert one == may_write(LetterKind.ASKING, suppressed=False, reached=full, now=NOW)
    assert may_write(LetterKind.ASKING, suppressed=False, reached=full[1:], now=NOW) is None
    assert may_write(LetterKind.ASKING, suppressed=False, reached=[at - WITHIN for at in full], now=NOW) is None


def test_only_letters_that_ask_and_that_nobody_waited_for_have_a_limit() -> None:
    full = [NOW] * REACHED
    free = set(LetterKind) - ASKS
    assert all(may_write(kind, suppressed=True, reached=full, now=NOW) is None for kind in free)
    assert may_write(LetterKind.ROUND, suppressed=False, reached=full, now=NOW) is None
    assert may_write(LetterKind.ROUND, suppressed=True, reached=(), now=NOW) is not None
    assert {kind for kind in LetterKind if purpose_of(kind) is Purpose.ACCOUNT} == {LetterKind.ACCOUNT}


@pytest.mark.parametrize(
    "other", ["BEN@example.org", " ben@EXAMPLE.org ", "ben+news@example.org", "ｂｅｎ@example.org", "ben@example。org"]
)
def test_one_mailbox_is_recognised_however_it_is_written(other: str) -> None:
    assert canonical(other) == canonical("ben@example.org")


def test_a_domain_is_the_same_in_its_own_letters_and_in_those_of_name_servers() -> None:
    assert canonical("ben@bäckerei.example") == canonical("ben@xn--bckerei-5wa.example")
    assert canonical("+@example.org") != canonical("@example.org")


@pytest.mark.parametrize(
    "bad",
    [
        *("", "ben", "ben@", "@example.org", "a b@example.org", "ben@example.org\r\nBcc: eve@example.org", "b,c@d.org"),
        *("<ben@example.org>", "ben@.org", "ben@org.", "b" * 65 + "@example.org", "ben@exa\x00mple.org", "a@b@c;d"),
    ],
)
def test_what_could_end_a_header_is_no_address(bad: str) -> None:
    assert not looks_right(bad)


@pytest.mark.parametrize(
    "good", ["ben@example.org", "jörg@bäckerei.example", "o'neil+x@example.co.uk", "ben@localhost"]
)
def test_addresses_of_all_languages_are_addresses(good: str) -> None:
    assert looks_right(good)
