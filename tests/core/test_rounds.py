"""A round, case by case: who is asked what, what opens, and what is tried once more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mensch.core import rounds, rounds_planned
from mensch.core.exchange.problem import Part
from mensch.core.rounds import Phase
from mensch.core.rounds_facts import Confirmed, Door, Help, Round, Told
from mensch.core.rounds_matched import Signs, fits, signs_of
from mensch.core.rounds_planned import Wishes
from mensch.core.rounds_seen import what_is_seen
from mensch.services import knowledge

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
UNTIL, LATER = NOON + timedelta(days=2), NOON + timedelta(days=5)
ADA, BEN, CLEO, DAN = 1, 2, 3, 4


def a_round(*steps: tuple[int, int], first: tuple[int, ...] = (), agreed: bool = True) -> Round:
    """Everybody in the steps answered; each giver has a door for that ask."""
    members = sorted({who for step in steps for who in step})
    told = tuple(Told(who, f"ask of {who}", who in first, NOON) for who in members)
    doors = tuple(Door(who, who, f"door of {who}", agreed) for who in members)
    helps = [Help(100 + at, *step, step[0], f"ask of {step[1]}", f"door of {step[0]}") for at, step in enumerate(steps)]
    return Round(UNTIL, told, doors, tuple(helps))


def planned(one: Round, *waiting: int, **wishes: frozenset[tuple[int, int]]) -> rounds_planned.Plan:
    return rounds_planned.plan(one, waiting=waiting, wishes=Wishes(**wishes))


def asked(one: Round, now: datetime = UNTIL) -> Round:
    out = rounds.ask(one, planned(one).parts, now=now, deadline=LATER)
    assert out
    return out


def said(one: Round, *yes: int, no: tuple[int, ...] = ()) -> Round:
    for who in (*yes, *no):
        after = rounds.reply(one, who, yes=who in yes, now=UNTIL + timedelta(hours=1))
        assert after
        one = after
    return one


def closed(one: Round) -> Round:
    after = rounds.open_(one, now=one.waves[-1].deadline)
    assert after
    return after


RING = ((ADA, BEN), (BEN, CLEO), (CLEO, ADA))


def test_only_confirmed_doors_enter_and_the_giver_may_say_no_to_one_help() -> None:
    one = a_round(*RING, agreed=False)
    assert planned(one).parts == ()
    yes = [Confirmed(help_.id, True, NOON) for help_ in one.helps]
    one = Round(UNTIL, one.told, one.doors, one.helps, tuple(yes))
    assert planned(one).parts == (Part(True, (ADA, BEN, CLEO)),)
    later = Confirmed(one.helps[0].id, False, NOON + timedelta(hours=1))
    assert planned(Round(UNTIL, one.told, one.doors, one.helps, (*yes, later))).parts == ()


def test_answers_are_taken_until_their_time_or_until_the_plan_is_asked_about() -> None:
    one = a_round(*RING)
    assert rounds.may_answer(one, now=NOON)
    assert not rounds.may_answer(one, now=UNTIL)
    early = asked(one, now=NOON + timedelta(hours=1))
    assert not rounds.may_answer(early, now=NOON + timedelta(hours=2))
    assert not rounds.may_confirm(early, ADA, 100, now=NOON + timedelta(hours=2))


def test_a_circle_opens_at_the_deadline_for_everybody_at_once() -> None:
    one = said(asked(a_round(*RING)), ADA, BEN, CLEO)
    assert rounds.open_(one, now=LATER - timedelta(seconds=1)) is None
    assert what_is_seen(one, ADA, now=LATER).opened == ()
    done = closed(one)
    seen = what_is_seen(done, ADA, now=LATER)
    assert seen.opened[0].members == (ADA, BEN, CLEO)
    assert seen.opened[0].gives
    assert seen.opened[0].gives.receiver == BEN
    assert seen.opened[0].receives
    assert seen.opened[0].receives.giver == CLEO
    assert rounds.open_(done, now=LATER) is None


def test_of_a_chain_what_everybody_agreed_to_opens_and_the_rest_goes_first_next_time() -> None:
    one = said(asked(a_round((DAN, ADA), (ADA, BEN), first=(DAN,))), DAN, ADA, no=(BEN,))
    done = closed(one)
    assert rounds.happens(done) == {(DAN, ADA)}
    assert rounds_planned.carried(done) == {BEN}
    assert what_is_seen(done, BEN, now=LATER).fell


def test_what_fell_is_worked_out_once_more_and_what_opened_keeps_its_place() -> None:
    one = a_round(*RING, (BEN, ADA), (5, 6), (6, 5))
    one = said(asked(one), ADA, BEN, 5, 6, no=(CLEO,))
    done = closed(one)
    assert rounds.happens(done) == {(5, 6), (6, 5)}
    plan = rounds_planned.again(done)
    assert (plan.parts, plan.helped, plan.most) == ((Part(True, (ADA, BEN)),), 2, 2)
    second = rounds.ask(done, plan.parts, now=LATER, deadline=LATER + timedelta(days=2))
    assert second
    third = closed(said_later(second, ADA, BEN))
    assert rounds.phase(third, now=LATER + timedelta(days=2)) is Phase.TOLD
    assert rounds.happens(third) == {(5, 6), (6, 5), (ADA, BEN), (BEN, ADA)}
    assert rounds_planned.carried(third) == {CLEO}


def said_later(one: Round, *yes: int) -> Round:
    for who in yes:
        one = rounds.reply(one, who, yes=True, now=LATER + timedelta(hours=1)) or one
    return one


def test_the_steward_pins_and_bars() -> None:
    one = a_round(*RING, (ADA, DAN), (DAN, ADA))
    assert planned(one, barred=frozenset({(BEN, CLEO)})).parts == (Part(True, (ADA, DAN)),)
    assert planned(one, pinned=frozenset({(DAN, ADA)})).parts == (Part(True, (ADA, DAN)),)
    assert planned(one).parts == (Part(True, (ADA, BEN, CLEO)),)
    assert planned(one, pinned=frozenset({(ADA, BEN)}), barred=frozenset({RING[1]})).unkept == ((ADA, BEN),)


def test_an_ask_that_fell_before_goes_first() -> None:
    one = a_round(*RING, (ADA, DAN), (DAN, ADA))
    assert planned(one, DAN).parts == (Part(True, (ADA, DAN)),)


def test_one_more_who_gives_first_is_told_as_a_number() -> None:
    one = a_round((ADA, BEN), (BEN, CLEO), (CLEO, DAN))
    plan = planned(one)
    assert (plan.parts, plan.helped, plan.one_more) == ((), 0, 3)
    assert planned(a_round(*RING)).one_more == 0


def test_nothing_is_planned_of_nothing() -> None:
    assert planned(Round(UNTIL)).parts == ()
    assert rounds.ask(Round(UNTIL), (), now=NOON, deadline=LATER) is None


def test_somebody_who_was_not_asked_has_no_word() -> None:
    one = asked(a_round(*RING))
    assert rounds.reply(one, DAN, yes=True, now=UNTIL) is None
    assert rounds.reply(one, ADA, yes=True, now=LATER) is None


def test_doors_fit_asks_by_trade_or_word_and_never_ones_own() -> None:
    told = [Told(ADA, "A photographer for a wedding in June", False, NOON), Told(BEN, "Beehives", False, NOON)]
    doors = [
        Door(7, ADA, "a photographer", True),
        Door(8, BEN, "a wedding photographer", True),
        Door(9, CLEO, "somebody with beehives", False),
    ]
    trades = knowledge.trades()
    signs = Signs(lambda text: signs_of(text, trades), trades.below)
    assert [(one.door.id, one.told.member) for one in fits(told, doors, signs)] == [(8, ADA), (9, BEN)]
    assert list(fits([told[0]._replace(first=True)], doors, signs)) == []
