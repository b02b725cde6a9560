"""A whole round in any order: no name early, no answer of another seen, nobody gives alone, replays harmless."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mensch.core import rounds, rounds_planned
from mensch.core.rounds import Phase
from mensch.core.rounds_facts import Confirmed, Door, Help, Reply, Round, Told, Wave
from mensch.core.rounds_planned import Wishes
from mensch.core.rounds_seen import Seen, what_is_seen

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
MEMBERS = (11, 12, 13, 14, 15, 16)
STEPS = [(a, b) for a in MEMBERS for b in MEMBERS if a != b]


class AnyOrder(RuleBasedStateMachine):
    """Answers, words on doors, plans, replies, their contrary, replays, late ones, and time going by."""

    @initialize(
        steps=st.sets(st.sampled_from(STEPS), min_size=4, max_size=14),
        first=st.sets(st.sampled_from(MEMBERS), max_size=2),
        agreed=st.sets(st.sampled_from(MEMBERS), min_size=3),
    )
    def called(self, steps: set[tuple[int, int]], first: set[int], agreed: set[int]) -> None:
        self.now = NOON
        told = tuple(Told(who, f"ask {who}", who in first, NOON) for who in MEMBERS)
        doors = tuple(Door(who, who, "door", who in agreed) for who in MEMBERS)
        helps = tuple(Help(100 + at, *step, step[0], "wants", "opens") for at, step in enumerate(sorted(steps)))
        self.round = Round(NOON + timedelta(days=2), told, doors, helps)

    @rule(minutes=st.sampled_from((1, 3, 60, 2000, 5000)))
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(at=st.integers(0, 13), who=st.sampled_from(MEMBERS), yes=st.booleans())
    def somebody_has_a_word_on_a_door(self, at: int, who: int, yes: bool) -> None:
        if rounds.may_confirm(self.round, who, 100 + at, now=self.now):
            assert self.round.helps[at].giver == who
            said = Confirmed(100 + at, yes, self.now)
            self.round = replace(self.round, confirmed=(*self.round.confirmed, said))

    @rule()
    def the_members_are_asked(self) -> None:
        now_is = rounds.phase(self.round, now=self.now)
        if now_is in (Phase.GATHERING, Phase.PLANNING):
            plan = rounds_planned.plan(self.round, waiting=(), wishes=Wishes())
        elif now_is is Phase.BETWEEN:
            plan = rounds_planned.again(self.round)
        else:
            return
        assert plan.helped <= plan.most
        after = rounds.ask(self.round, plan.parts, now=self.now, deadline=self.now + timedelta(days=2))
        assert (after is None) == (not plan.parts)
        self.round = after or self.round

    @rule(who=st.sampled_from(MEMBERS), yes=st.booleans(), times=st.integers(1, 3))
    def somebody_replies(self, who: int, yes: bool, times: int) -> None:
        others = {one: what_is_seen(self.round, one, now=self.now) for one in MEMBERS if one != who}
        for _ in range(times):
            after = rounds.reply(self.round, who, yes=yes, now=self.now)
            late = rounds.phase(self.round, now=self.now) is not Phase.ASKING
            assert not (late and after)
            self.round = after or self.round
        if self.round.waves and self.now > self.round.waves[-1].since:
            # not even a yes is seen at once, unless a batch ends in this very moment
            batch = (self.now - self.round.waves[-1].since) % timedelta(minutes=2)
            same = {one: what_is_seen(self.round, one, now=self.now) for one in others}
            assert batch == timedelta(0) or same == others
            assert yes or same == others

    @precondition(lambda self: self.round.waves and self.round.waves[-1].opened_at is None)
    @rule(late=st.booleans())
    def what_came_together_opens(self, late: bool) -> None:
        self.now = max(self.now, self.round.waves[-1].deadline) if late else self.now
        after = rounds.open_(self.round, now=self.now)
        assert (after is None) == (self.now < self.round.waves[-1].deadline)
        silent = replace(self.round, waves=tuple(map(self.without_no, self.round.waves)))
        alike = rounds.open_(silent, now=self.now)
        assert rounds.happens(alike or silent) == rounds.happens(after or self.round)
        self.round = after or self.round

    @invariant()
    def nobody_is_named_before_it_opened(self) -> None:
        happens = rounds.happens(self.round)
        for who in MEMBERS:
            seen = what_is_seen(self.round, who, now=self.now)
            named = ids_in(seen._replace(opened=(), own=None, doors=()))
            assert not named & set(MEMBERS)
            for one in seen.opened:
                steps = {(help_.giver, help_.receiver) for help_ in (one.gives, one.receives) if help_}
                assert steps <= happens
                assert all(who in step for step in steps)

    @invariant()
    def only_what_both_agreed_to_opens_and_nobody_gives_alone(self) -> None:
        happens = rounds.happens(self.round)
        said = {one.member for wave in self.round.waves for one in wave.replies if one.yes and one.at < wave.deadline}
        receivers = [receiver for _, receiver in happens]
        assert {who for step in happens for who in step} <= said
        assert len(receivers) == len(set(receivers))
        assert len({giver for giver, _ in happens}) == len(happens)
        first = rounds.givers(self.round)
        assert all(giver in receivers or giver in first for giver, _ in happens)
        assert not first & set(receivers)

    @invariant()
    def a_no_is_like_no_word(self) -> None:
        if not self.round.waves:
            return
        silent = replace(self.round, waves=tuple(map(self.without_no, self.round.waves)))
        for who in MEMBERS:
            seen = what_is_seen(self.round, who, now=self.now)
            assert unsaid(seen) == unsaid(what_is_seen(silent, who, now=self.now))
        assert rounds_planned.carried(self.round) == rounds_planned.carried(silent)
        assert rounds.declined(self.round) == rounds.declined(silent)

    def without_no(self, wave: Wave) -> Wave:
        """Before the deadline every no is left out; after it, whoever ended with a no has said nothing at all."""
        if self.now < wave.deadline:
            return wave._replace(replies=tuple(one for one in wave.replies if one.yes))
        ended = rounds.latest(wave.replies)
        return wave._replace(replies=tuple(one for one in wave.replies if ended[one.member]))

    @invariant()
    def a_reply_that_comes_late_or_twice_changes_nothing(self) -> None:
        if not self.round.waves or self.now < self.round.waves[-1].deadline:
            return
        wave = self.round.waves[-1]
        late = tuple(Reply(who, yes, wave.deadline + timedelta(seconds=1)) for who in MEMBERS for yes in (True, False))
        more = replace(self.round, waves=(*self.round.waves[:-1], wave._replace(replies=(*wave.replies, *late))))
        tallied = rounds.tallies(more.waves[-1], now=self.now)
        assert tallied == rounds.tallies(wave, now=self.now)
        steps = {step for told in tallied for step in told.opened}
        assert wave.opened_at is None or steps == set(wave.happens)
        assert rounds.reply(self.round, MEMBERS[0], yes=True, now=self.now) is None


def unsaid(seen: Seen) -> Seen:
    """A page without the member's own word, which only they see."""
    return seen._replace(asking=seen.asking and seen.asking._replace(own=None))


def ids_in(value: object) -> set[int]:
    if isinstance(value, tuple):
        return {found for one in value for found in ids_in(one)}
    return {value} if isinstance(value, int) and not isinstance(value, bool) else set()


AnyOrder.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAnyOrder = AnyOrder.TestCase
