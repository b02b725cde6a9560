"""Circles and chains among the people one owner knows: found without putting anybody in two, opened by a yes of all."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.own_circles import CHAIN, OPEN_FOR, SHORTEST_CHAIN, Help, Phase, find, opens, phase

DAY = date(2026, 11, 26)
_PEOPLE = st.integers(0, 8)
_HELPS = st.lists(st.builds(lambda a, b, close: Help(a, b, b, a, close), _PEOPLE, _PEOPLE, st.booleans()))


def helps(*pairs: str) -> list[Help]:
    """Of people called by letters: 'ab' is a help of a to b."""
    ids = [(ord(pair[0]) - 97, ord(pair[1]) - 97) for pair in pairs]
    return [Help(giver, receiver, receiver, giver) for giver, receiver in ids]


A, B, C, D, E = range(5)


def test_a_circle_of_three_is_found_and_written_in_giving_order() -> None:
    [one] = find(helps("ab", "bc", "ca", "xy"), ())
    assert one.circle
    assert one.members == (A, B, C)
    assert [(step.giver, step.receiver) for step in one.helps] == [(A, B), (B, C), (C, A)]


def test_two_who_help_each_other_are_an_ordinary_introduction() -> None:
    assert find(helps("ab", "ba"), (A,)) == ()


def test_a_chain_begins_with_somebody_who_asks_for_nothing_and_is_as_long_as_it_may() -> None:
    [one] = find(helps("ab", "bc", "cd", "de", "ef"), (A,))
    assert not one.circle
    assert one.members == (A, B, C, D, E)
    assert len(one.helps) == CHAIN
    assert find(helps("ab", "bc"), ()) == ()
    assert find(helps("ab"), (A,)) == ()


def test_of_two_circles_that_share_somebody_the_closer_one_is_proposed() -> None:
    far = [step._replace(close=False) for step in helps("ab", "bc", "ca")]
    [one] = find([*far, *helps("ad", "de", "ea")], ())
    assert one.members == (A, D, E)


@given(_HELPS, st.frozensets(_PEOPLE))
def test_nobody_stands_in_two_and_every_step_is_a_help_there_is(some: list[Help], first: frozenset[int]) -> None:
    found = find(some, first, most=20)
    members = [who for one in found for who in one.members]
    assert len(members) == len(set(members))
    known = {(one.giver, one.receiver) for one in some}
    for one in found:
        receivers = [step.receiver for step in one.helps]
        assert {(step.giver, step.receiver) for step in one.helps} <= known
        assert all(step.giver == before.receiver for before, step in zip(one.helps, one.helps[1:], strict=False))
        assert one.helps[-1].receiver == one.helps[0].giver if one.circle else one.helps[0].giver in first
        assert len(one.helps) == 3 if one.circle else SHORTEST_CHAIN <= len(receivers) <= CHAIN


@given(_HELPS)
def test_where_three_help_each_other_round_a_circle_is_found(some: list[Help]) -> None:
    known = {(one.giver, one.receiver) for one in some if one.giver != one.receiver}
    exists = any(
        (a, b) in known and (b, c) in known and (c, a) in known and len({a, b, c}) == 3
        for a in range(9)
        for b in range(9)
        for c in range(9)
    )
    assert exists == any(one.circle for one in find(some, ()))


@given(st.lists(st.booleans(), min_size=3, max_size=5), st.booleans(), st.booleans())
def test_nothing_opens_without_the_yes_of_both_and_nobody_gives_before_receiving(
    yes: list[bool], circle: bool, over: bool
) -> None:
    count = opens(yes, circle=circle, over=over)
    after = [*range(1, len(yes)), 0]
    for step in range(count):
        assert yes[step]
        assert yes[after[step]]
    if circle:
        assert count == (len(yes) if all(yes) else 0)
    elif not over:
        assert count == (len(yes) - 1 if all(yes) else 0)
    else:
        assert count == len(yes) - 1 or not (yes[count + 1] and all(yes[: count + 1]))


@given(st.lists(st.booleans(), min_size=3, max_size=5), st.integers(0, 4), st.booleans())
def test_until_the_deadline_one_missing_yes_is_like_another(yes: list[bool], at: int, circle: bool) -> None:
    """Whether somebody said no or nothing, and who it was, changes nothing that anybody sees before it is over."""
    without = [word and n != at % len(yes) for n, word in enumerate(yes)]
    assert opens(without, circle=circle, over=False) == 0


def test_it_closes_two_weeks_after_the_last_letter_whatever_was_said() -> None:
    told = {"opened": False, "ended": False, "gone": False}
    assert phase(asked=None, today=DAY + timedelta(days=99), **told) is Phase.DRAFT
    assert phase(asked=DAY, today=DAY + OPEN_FOR - timedelta(days=1), **told) is Phase.ASKING
    assert phase(asked=DAY, today=DAY + OPEN_FOR, **told) is Phase.CLOSED
    assert phase(asked=DAY, today=DAY + OPEN_FOR, **{**told, "opened": True}) is Phase.OPENED
    assert phase(asked=DAY, today=DAY, **{**told, "gone": True}) is Phase.CLOSED
    assert phase(asked=DAY, today=DAY, **{**told, "ended": True}) is Phase.CLOSED
