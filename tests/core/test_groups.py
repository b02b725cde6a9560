"""Who may do what in a group; a group is never without a steward while anybody could be one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.groups import (
    ALLOWED,
    OPEN_ASKS,
    Act,
    Belonging,
    Next,
    Role,
    Shown,
    follows,
    is_open,
    is_vague,
    may,
    may_be_steward,
    needs_another_steward,
    next_step,
    reads_like_an_advert,
    room_for_another,
    until,
)

TODAY = date(2026, 11, 26)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
members = st.lists(
    st.builds(
        Belonging,
        member=st.integers(1, 9),
        role=st.sampled_from(Role),
        joined_at=st.integers(0, 99).map(lambda n: BEGAN + timedelta(days=n)),
        account=st.booleans(),
        left=st.booleans(),
    ),
    unique_by=lambda one: one.member,
    min_size=1,
)


def test_a_guest_may_less_than_a_member_and_a_member_less_than_a_steward() -> None:
    assert ALLOWED[Role.GUEST] < ALLOWED[Role.MEMBER] < ALLOWED[Role.STEWARD] == frozenset(Act)
    assert Act.MEMBERS not in ALLOWED[Role.GUEST]


@given(st.sampled_from(Role), st.sampled_from(Act))
def test_whoever_left_may_nothing_at_all(role: Role, act: Act) -> None:
    assert not may(Belonging(1, role, BEGAN, account=True, left=True), act)


@given(members)
def test_whoever_follows_a_steward_is_in_the_group_and_can_sign_in(everyone: list[Belonging]) -> None:
    going = everyone[0]
    heir = follows(going, everyone)
    able = {one.member for one in everyone[1:] if may_be_steward(one)}
    assert (heir in able) if able else heir is None


@given(members)
def test_a_last_steward_cannot_leave_people_behind_without_one(everyone: list[Belonging]) -> None:
    going = everyone[0]
    stay = [one for one in everyone[1:] if not one.left]
    alone = not any(one.role is Role.STEWARD for one in stay)
    assert needs_another_steward(going, everyone) == (going.role is Role.STEWARD and bool(stay) and alone)


def test_whoever_joined_first_follows_and_never_a_guest() -> None:
    early = Belonging(2, Role.GUEST, BEGAN, account=True)
    plain = Belonging(3, Role.MEMBER, BEGAN + timedelta(days=1), account=False)
    later = Belonging(4, Role.MEMBER, BEGAN + timedelta(days=2), account=True)
    going = Belonging(1, Role.STEWARD, BEGAN, account=True)
    assert follows(going, [going, early, plain, later]) == 4


@given(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_nothing_stays_on_the_board_for_ever_or_ends_before_today(asked: date | None) -> None:
    last = until(asked, today=TODAY)
    assert TODAY <= last <= TODAY + timedelta(weeks=26)
    assert is_open(last, ended=False, today=TODAY)
    assert not is_open(last, ended=False, today=last + timedelta(days=1))
    assert not is_open(last, ended=True, today=TODAY)


def test_an_ask_stays_six_weeks_unless_said_otherwise() -> None:
    assert until(None, today=TODAY) == TODAY + timedelta(days=42)


def test_three_open_asks_are_enough_for_one_person() -> None:
    assert [room_for_another(n) for n in range(5)] == [True, True, True, False, False]
    assert OPEN_ASKS == 3


@pytest.mark.parametrize(
    "words",
    ["Buy now: 20% off", "Our products are the best!!", "see https://example.org", "Rabatt auf alles", "Nos produits"],
)
def test_selling_words_read_like_an_advert(words: str) -> None:
    assert reads_like_an_advert(words)


@pytest.mark.parametrize(
    "words", ["I am looking for a facilities manager in Bristol", "Wer kennt eine Steuerberaterin in Kiel?", ""]
)
def test_an_honest_ask_does_not_read_like_an_advert(words: str) -> None:
    assert not reads_like_an_advert(words)


def test_an_ask_of_three_words_is_vague_and_one_with_trade_and_town_is_not() -> None:
    assert is_vague("new customers please")
    assert not is_vague("a facilities manager in Bristol")


def test_giving_is_suggested_before_asking() -> None:
    nothing = Shown(card=True, gifts=False, kinds=False, asks=False, alone=False, may_invite=False)
    assert next_step(nothing) is Next.GIVE
    assert next_step(nothing._replace(gifts=True)) is Next.KINDS
    assert next_step(nothing._replace(gifts=True, kinds=True)) is Next.ASK
    assert next_step(nothing._replace(card=False)) is Next.CARD
    assert next_step(nothing._replace(alone=True, may_invite=True)) is Next.INVITE
    assert next_step(Shown(True, True, True, True, False, False)) is Next.NOTHING
