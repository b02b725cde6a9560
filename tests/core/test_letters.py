"""What a draft says and in which order (seeds rows 28, 31, 40, 72, 74)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from mensch.core.letters import Draft, DraftKind, Note, closing, hello, thank_you
from mensch.core.promises import Promise, PromiseState
from mensch.core.reasons import Code
from mensch.core.thanks import After, Encounter
from mensch.core.touches import NOTHING, Evidence, Standing
from tests.core.test_touches import ADA, BEN, DAY

MET = Encounter(5, ADA, datetime(2026, 11, 25, 21, 0, tzinfo=UTC), After.SEE_AGAIN, place="harbour")
NOTE = Note(works_on="a new bakery", would_help="a printer", where="by the window", about="sailing")
LATER = Promise(1, ADA, True, "the checklist", date(2026, 12, 1), date(2026, 11, 25))
SOON = LATER._replace(id=2, words="the number", due=date(2026, 11, 27))


def codes(draft: Draft) -> list[str]:
    return [part.code for part in draft.parts]


def test_seeds_row_72_a_thank_you_opens_with_the_promise_and_the_sooner_first() -> None:
    draft = thank_you(ADA, MET, [LATER, SOON], NOTE)
    assert [part.fact("words") for part in draft.parts[:2]] == ["the number", "the checklist"]
    assert draft.parts[0].code == Code.PART_PROMISE


def test_seeds_row_31_the_hook_from_my_own_note_is_in_it() -> None:
    parts = {part.code: part for part in thank_you(ADA, MET, [], NOTE).parts}
    assert parts[Code.PART_WHERE].fact("where") == "by the window"
    assert parts[Code.PART_ABOUT].fact("about") == "sailing"


def test_the_order_is_promise_hook_thanks_theirs_coffee() -> None:
    slots = [datetime(2026, 12, 1, 9, 0, tzinfo=UTC), datetime(2026, 12, 2, 9, 0, tzinfo=UTC)]
    draft = thank_you(ADA, MET, [SOON], NOTE, slots)
    assert codes(draft) == [
        Code.PART_PROMISE,
        Code.PART_WHERE,
        Code.PART_ABOUT,
        Code.PART_THANKS,
        Code.PART_WORKS_ON,
        Code.PART_WOULD_HELP,
        Code.PART_COFFEE,
    ]
    assert draft.parts[-1].names() == ("slot1", "slot2")


def test_glad_we_met_is_one_line_and_proposes_nothing() -> None:
    assert codes(thank_you(ADA, MET._replace(after=After.GLAD), [], NOTE)) == [Code.PART_GLAD]


def test_without_a_note_the_place_of_the_meeting_is_the_hook() -> None:
    first = thank_you(ADA, MET).parts[0]
    assert (first.code, first.fact("where")) == (Code.PART_WHERE, "harbour")
    assert thank_you(ADA, MET._replace(after=After.GLAD)).parts[0].fact("place") == "harbour"
    assert thank_you(ADA, MET._replace(after=After.GLAD, place="")).parts[0].names() == ()


def test_only_my_open_promises_to_this_person_are_named() -> None:
    others = [SOON._replace(person=BEN), SOON._replace(by_me=False), SOON._replace(state=PromiseState.KEPT)]
    assert Code.PART_PROMISE not in codes(thank_you(ADA, MET, others, NOTE))


def test_an_empty_note_invents_nothing() -> None:
    assert codes(thank_you(ADA, MET._replace(place="", after=After.UNDECIDED))) == [Code.PART_THANKS]


def test_seeds_row_40_a_word_for_a_rhythm_needs_no_agenda() -> None:
    facts = Evidence(Standing.MET, (DAY,), last=DAY)
    assert codes(hello(ADA, facts)) == [Code.PART_LAST_MET, Code.PART_NO_AGENDA]
    assert codes(hello(ADA, Evidence(Standing.ONE_WAY, wrote=DAY, last=DAY)))[0] == Code.PART_LAST_WROTE
    assert codes(hello(ADA, NOTHING)) == [Code.PART_NO_AGENDA]


def test_seeds_row_28_what_they_work_on_stands_before_when_we_met() -> None:
    draft = hello(ADA, Evidence(Standing.MET, (DAY,), last=DAY), NOTE)
    assert codes(draft) == [Code.PART_WORKS_ON, Code.PART_WOULD_HELP, Code.PART_LAST_MET, Code.PART_NO_AGENDA]


def test_seeds_row_74_one_clean_closing_note_asks_nothing() -> None:
    assert closing(ADA) == Draft(DraftKind.CLOSING, ADA, closing(ADA).parts)
    assert codes(closing(ADA)) == [Code.PART_CLOSING]
