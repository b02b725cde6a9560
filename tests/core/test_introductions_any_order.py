"""An introduction in any order: yes, no, never, taking back, replay and days going by."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mensch.core.introductions import Act, Happening, Intro, Part, Phase, Says, answer, phase
from mensch.core.introductions_seen import seen_by_owner

DAY = date(2026, 3, 2)
NAMES = {Part.FIRST: "Ben", Part.SECOND: "Cleo", Part.CONNECTOR: "Ruth"}


class AnyOrder(RuleBasedStateMachine):
    """Yes, no, never, taking back, replay and days going by, in any order, with and without a connector."""

    @initialize(checked=st.booleans())
    def begin(self, checked: bool) -> None:
        self.today = DAY
        self.intro = Intro(1, None if checked else 10, 20, 30 if checked else None)
        self.words: dict[Part, Says] = {}
        part = Part.CONNECTOR if checked else Part.FIRST
        self.add(Happening(Act.PRESS, DAY, part), Happening(Act.ASK, DAY, part))

    def add(self, *happened: Happening) -> None:
        self.intro = self.intro._replace(happened=(*self.intro.happened, *happened))

    @rule(days=st.integers(1, 6))
    def days_go_by(self, days: int) -> None:
        self.today += timedelta(days)

    @rule()
    def the_second_letter_leaves(self) -> None:
        if phase(self.intro, today=self.today) is Phase.SECOND_NEXT:
            self.add(Happening(Act.ASK, self.today, Part.SECOND))

    @rule(part=st.sampled_from(Part), says=st.sampled_from(Says), times=st.integers(1, 3))
    def somebody_answers(self, part: Part, says: Says, times: int) -> None:
        for _ in range(times):
            before = seen_by_owner(self.intro, NAMES, today=self.today)
            followed = answer(self.intro, part, says, words=self.words, today=self.today)
            if followed is None:
                continue
            self.words[part] = says
            self.add(*followed)
            if says is not Says.YES:
                assert seen_by_owner(self.intro, NAMES, today=self.today) == before
            if any(one.act is Act.OPEN for one in followed):
                assert self.words.get(Part.SECOND) is Says.YES
                assert self.intro.first is None or self.words.get(Part.FIRST) is Says.YES

    @rule()
    def the_owner_ends_it(self) -> None:
        self.add(Happening(Act.STOP, self.today))

    @invariant()
    def it_opens_once_at_most_and_never_after_the_deadline(self) -> None:
        opened = [one for one in self.intro.happened if one.act is Act.OPEN]
        assert len(opened) <= 1
        asked = [one.on for one in self.intro.happened if one.act is Act.ASK]
        assert not opened or opened[0].on < max(asked) + timedelta(14)

    @invariant()
    def nobody_is_asked_twice(self) -> None:
        asked = [one.part for one in self.intro.happened if one.act is Act.ASK]
        assert len(asked) == len(set(asked))


TestAnyOrder = AnyOrder.TestCase


@given(st.lists(st.tuples(st.sampled_from(Act), st.sampled_from([None, *Part])), max_size=12))
def test_rows_in_any_order_never_raise_and_open_only_by_an_opening(acts: list[tuple[Act, Part | None]]) -> None:
    one = Intro(1, 10, 20, None, tuple(Happening(act, DAY, part) for act, part in acts))
    now = phase(one, today=DAY)
    seen = seen_by_owner(one, NAMES, today=DAY)
    assert 1 <= seen.step <= 5
    if now in (Phase.OPENED, Phase.MET, Phase.NOTHING, Phase.TOLD):
        assert one.last(Act.OPEN)
