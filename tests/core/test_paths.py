"""Who can introduce me: steps stand on evidence, connectors are spared, and no evidence is said as that."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.reasons import Code
from mensch.core.ties.grounds import Ground, How, carried, own_grounds, told
from mensch.core.ties.own import Word, answering
from mensch.core.ties.paths import ME, Brought, Gates, Path, Tie, paths
from mensch.core.ties.why import Why
from mensch.core.touches import NOTHING, Correction, Kind, Standing, Touch, evidence

TODAY = date(2026, 11, 26)
ADA, BEN, CLEO, DAN, EVE = 1, 2, 3, 4, 5


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def tie(one: int, other: int, how: How = How.MEETING, days: int = 30, times: int = 1) -> Tie:
    return Tie(one, other, (Ground(how, ago(days), times),))


def mine(other: int, how: How = How.MET, days: int = 30) -> Tie:
    return tie(ME, other, how, days)


def over(found: tuple[Path, ...]) -> list[tuple[int, ...]]:
    return [path.people for path in found]


def test_a_path_names_each_step_with_its_evidence_and_date() -> None:
    found = paths(
        CLEO, [mine(ADA), tie(ADA, BEN, How.THREAD, 90, 2), tie(BEN, CLEO, How.TOLD, 7)], Gates(), today=TODAY
    )
    (path,) = found.paths
    assert path.people == (ADA, BEN)
    assert [(step.one, step.other) for step in path.steps] == [(ME, ADA), (ADA, BEN), (BEN, CLEO)]
    said = [told(step.grounds)[0] for step in path.steps]
    assert [why.code for why in said] == [Code.MET, Why.WROTE_IN_THREAD, Why.TOLD_SO]
    assert [why.fact("last") for why in said] == [ago(30).isoformat(), ago(90).isoformat(), ago(7).isoformat()]
    assert said[1].fact("times") == "2"


def test_a_tie_without_grounds_is_no_step() -> None:
    found = paths(CLEO, [mine(ADA), Tie(ADA, CLEO, ())], Gates(), today=TODAY)
    assert (found.paths, found.why and found.why.code) == ((), Why.NO_PATH)


def test_whoever_i_know_myself_needs_no_introduction() -> None:
    found = paths(CLEO, [mine(CLEO), mine(ADA), tie(ADA, CLEO)], Gates(), today=TODAY)
    assert found.direct
    assert found.direct.grounds == (Ground(How.MET, ago(30)),)
    assert not found.paths


def test_four_steps_are_too_many() -> None:
    chain = [mine(ADA), tie(ADA, BEN), tie(BEN, CLEO), tie(CLEO, DAN)]
    assert over(paths(CLEO, chain, Gates(), today=TODAY).paths) == [(ADA, BEN)]
    assert paths(DAN, chain, Gates(), today=TODAY).why


def test_fresh_evidence_goes_before_old_and_short_before_long() -> None:
    ties = [mine(ADA, days=900), mine(BEN, days=20), tie(ADA, CLEO), tie(BEN, CLEO), tie(ADA, BEN)]
    assert over(paths(CLEO, ties, Gates(), today=TODAY).paths)[:2] == [(BEN,), (ADA,)]


def test_whoever_answers_me_goes_before_whoever_does_not() -> None:
    ties = [mine(ADA), mine(BEN), tie(ADA, CLEO), tie(BEN, CLEO)]
    found = paths(CLEO, ties, Gates(), today=TODAY, answers={ADA: 0.1, BEN: 0.9})
    assert over(found.paths) == [(BEN,), (ADA,)]


def test_only_people_i_met_may_be_asked_when_i_wish_so() -> None:
    ties = [mine(ADA, How.WRITE), tie(ADA, CLEO)]
    assert over(paths(CLEO, ties, Gates(), today=TODAY).paths) == [(ADA,)]
    found = paths(CLEO, ties, Gates(known=Standing.MET), today=TODAY)
    assert (found.paths, found.why and found.why.code) == ((), Why.NO_PATH_MET)


def test_a_connector_with_questions_goes_later_and_with_three_is_not_asked() -> None:
    ties = [mine(ADA, days=1), mine(BEN, days=200), tie(ADA, CLEO), tie(BEN, CLEO)]
    (first, second) = paths(CLEO, ties, Gates(load={ADA: 2}), today=TODAY).paths
    assert (first.people, second.people) == ((BEN,), (ADA,))
    assert [(why.code, why.fact("times")) for why in second.about] == [(Why.QUESTIONS_WAIT, "2")]
    assert over(paths(CLEO, ties, Gates(load={ADA: 3}), today=TODAY).paths) == [(BEN,)]
    alone = paths(CLEO, [mine(ADA), tie(ADA, CLEO)], Gates(load={ADA: 3}), today=TODAY)
    assert alone.why
    assert alone.why.code == Why.NO_PATH_ASKED


def test_whoever_is_not_to_be_asked_is_neither_first_nor_in_between() -> None:
    ties = [mine(ADA), mine(BEN), tie(ADA, CLEO), tie(BEN, ADA)]
    found = paths(CLEO, ties, Gates(shut=frozenset({ADA})), today=TODAY)
    assert (found.paths, found.why and found.why.code) == ((), Why.NO_PATH_ASKED)


def test_how_earlier_introductions_went_is_told_newest_first_and_a_good_one_helps() -> None:
    ties = [mine(ADA), mine(BEN), tie(ADA, CLEO), tie(BEN, CLEO)]
    past = {BEN: [Brought("Dan", ago(300), met=False), Brought("Eve", ago(60), met=True), Brought("Fay", ago(900))]}
    first = paths(CLEO, ties, Gates(), today=TODAY, past=past).paths[0]
    assert first.people == (BEN,)
    assert [(why.code, why.fact("whom")) for why in first.about] == [
        (Why.BROUGHT_AND_MET, "Eve"),
        (Why.BROUGHT_TO_NOTHING, "Dan"),
    ]


def test_what_came_to_nothing_is_not_held_against_anybody() -> None:
    ties = [mine(ADA), mine(BEN), tie(ADA, CLEO), tie(BEN, CLEO)]
    past = {ADA: [Brought("Dan", ago(300), met=False)]}
    assert over(paths(CLEO, ties, Gates(), today=TODAY, past=past).paths) == [(ADA,), (BEN,)]


HOWS = st.sampled_from(list(How))
TIES = st.lists(st.builds(tie, st.integers(0, 6), st.integers(1, 7), HOWS, st.integers(0, 3000)), max_size=25)


@given(TIES, st.frozensets(st.integers(1, 6), max_size=2))
def test_every_step_of_every_path_stands_on_given_evidence_and_spares_whom_it_should(
    ties: list[Tie], shut: frozenset[int]
) -> None:
    given_pairs = {frozenset(tie[:2]) for tie in ties}
    found = paths(7, ties, Gates(shut=shut), today=TODAY)
    for path in found.paths:
        assert path.steps[0].one == ME
        assert path.steps[-1].other == 7
        assert 2 <= len(path.steps) <= 3
        assert all(step.grounds and frozenset(step[:2]) in given_pairs for step in path.steps)
        assert len({ME, *path.people, 7}) == len(path.steps) + 1
        assert not set(path.people) & shut
    assert bool(found.direct) + bool(found.paths) + bool(found.why) == 1


def test_one_way_mail_and_lists_are_no_ground_and_the_owners_word_is() -> None:
    on = ago(3)
    one_way = evidence([Touch(ADA, on, Kind.MAIL, by_me=True)])[ADA]
    both = evidence([Touch(ADA, on, Kind.MAIL, by_me=True), Touch(ADA, ago(9), Kind.MAIL, by_me=False)])[ADA]
    assert own_grounds(one_way) == own_grounds(NOTHING) == ()
    assert own_grounds(both) == (Ground(How.WRITE, ago(9)),)
    assert own_grounds(NOTHING._replace(corrected=Correction(met=True))) == (Ground(How.MET),)
    assert own_grounds(NOTHING._replace(corrected=Correction(write=True))) == (Ground(How.WRITE),)
    assert [why.code for why in told(own_grounds(NOTHING._replace(corrected=Correction(met=True))))] == [
        Code.YOU_SAID_MET
    ]


@given(HOWS, st.integers(0, 4000), st.integers(1, 9))
def test_more_and_fresher_evidence_never_carries_less(how: How, days: int, times: int) -> None:
    one = carried([Ground(how, ago(days), times)], TODAY)
    assert 0 < one <= carried([Ground(how, ago(days), times), Ground(How.THREAD, ago(days))], TODAY) < 1
    assert one <= carried([Ground(how, ago(days), times + 1)], TODAY)
    assert one <= carried([Ground(how, ago(days // 2), times)], TODAY)


def test_those_who_write_back_are_likelier_to_answer_than_those_who_never_did() -> None:
    words = [Word(ADA, 10.0 * n, by_me=True) for n in range(20)] + [Word(ADA, 10.0 * n + 1, False) for n in range(20)]
    words += [Word(BEN, 10.0 * n, by_me=True) for n in range(20)] + [Word(CLEO, 5, None)]
    placed = answering(words, [ADA, BEN, DAN])
    assert set(placed) == {ADA, BEN, DAN}
    assert placed[ADA] > max(placed[BEN], placed[DAN])
    assert answering([], [ADA]) == {} == answering(words, [])
