"""Who waits for my answer (seeds rows 76 and 84)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.acquaintance import MailThread
from mensch.core.mailflow import mails, messages
from mensch.core.nudges import NudgeKind
from mensch.core.reasons import Code
from mensch.core.records import MailRecord, MessageRecord, Party
from mensch.core.replies import ReplyOwed, mail_threads, replies_owed, reply_nudges
from mensch.core.touches import Kind
from tests.core.test_mailflow import ADA, BEN, CLEO, ME, NOW, OWN, WHO, crowd, mail, some_mail

ago = {n: NOW - timedelta(days=n) for n in (0, 1, 2, 3, 5, 30, 31)}


def owed(*given: MailRecord, who: dict[str, int] | None = None) -> list[str]:
    return [reply.key for reply in replies_owed(mails(given), OWN, now=NOW, who=who)]


def theirs(**more: object) -> MailRecord:
    return replace(mail(ADA, ME, key="a", at=ago[5]), **more)  # type: ignore[arg-type]


def test_seeds_row_84_a_mail_to_me_that_i_have_not_answered_is_owed() -> None:
    assert owed(theirs()) == ["a"]


@pytest.mark.parametrize(
    "given",
    [
        mail(ADA, BEN, cc=(ME,), at=ago[5]),
        mail(ADA, ME, BEN, CLEO, *crowd(1), at=ago[5]),
        mail(ADA, ME, at=ago[5], automatic="list"),
        mail(ADA, ME, at=ago[31]),
        mail(ADA, ME, at=None),
        mail(ME, ME, at=ago[5]),
        mail(None, ME, at=ago[5]),
    ],
)
def test_a_copy_a_crowd_a_robot_an_old_or_undated_mail_is_not_owed(given: MailRecord) -> None:
    assert owed(given) == []


def test_on_the_thirtieth_day_it_is_still_owed() -> None:
    assert owed(theirs(at=ago[30])) == ["a"]


def test_a_mail_from_beyond_tomorrow_is_from_a_wrong_clock_and_not_owed() -> None:
    assert owed(theirs(at=NOW + timedelta(hours=23))) == ["a"]
    assert owed(theirs(at=NOW + timedelta(hours=25))) == []


def test_my_answer_in_the_thread_settles_it_and_so_does_a_new_mail_to_them() -> None:
    assert owed(theirs(), mail(ME, ADA, key="b", at=ago[3], answers=("a",))) == []
    assert owed(theirs(), mail(ME, ADA, key="c", at=ago[3])) == []


def test_my_mail_from_before_settles_nothing() -> None:
    assert owed(mail(ME, ADA, key="b", at=ago[30]), theirs(answers=("b",))) == ["a"]


def test_a_mass_mail_of_mine_is_no_answer() -> None:
    assert owed(theirs(), mail(ME, ADA, *crowd(12), key="b", at=ago[3])) == ["a"]


def test_an_answer_to_another_address_of_theirs_settles_it_when_they_are_known_as_one() -> None:
    other = Party("ada@work.example.org")
    answer = mail(ME, other, key="b", at=ago[3])
    assert owed(theirs(), answer) == ["a"]
    assert owed(theirs(), answer, who={**WHO, other.address: 1}) == []


def test_only_the_last_word_of_a_thread_counts_and_each_thread_once() -> None:
    more = theirs(key="b", at=ago[3], answers=("a",))
    assert owed(theirs(), more) == ["b"]
    assert owed(more, theirs()) == ["b"]


def test_a_robot_in_the_thread_is_not_the_last_word() -> None:
    robot = mail(ADA, ME, key="r", at=ago[1], answers=("a",), automatic="auto-replied")
    assert owed(theirs(), robot) == ["a"]


def test_the_longest_wait_comes_first() -> None:
    assert owed(mail(BEN, ME, key="b", at=ago[2]), theirs()) == ["a", "b"]


def test_messages_of_a_platform_wait_like_mails() -> None:
    me, ada = Party("linkedin.com/in/me"), Party("linkedin.com/in/ada")
    words = messages([MessageRecord("m", ago[2], "t", ada, (me,))])
    (reply,) = replies_owed(words, {me.address}, now=NOW)
    assert (reply.party, reply.kind) == (ada, Kind.MESSAGE)


def test_a_nudge_says_since_when() -> None:
    reply = ReplyOwed(ADA, datetime(2026, 11, 21, tzinfo=UTC), "t", "a", Kind.MAIL)
    (nudge,) = reply_nudges([(1, 77, reply)], zone=UTC)
    assert (nudge.kind, nudge.person, nudge.subject, nudge.due) == (NudgeKind.REPLY, 1, 77, date(2026, 11, 21))
    assert (nudge.reason.code, nudge.reason.fact("on"), nudge.reason.names()) == (
        Code.REPLY,
        "2026-11-21",
        ("on", "how"),
    )


def test_who_wrote_in_a_thread_becomes_evidence_between_others() -> None:
    given = [mail(ADA, ME, BEN, key="a"), mail(BEN, ADA, ME, key="b", answers=("a",)), mail(CLEO, *crowd(13), key="c")]
    (thread,) = mail_threads(mails(given), WHO, zone=UTC)
    assert thread == MailThread(((1, date(2026, 11, 12)), (2, date(2026, 11, 12))))


@given(st.lists(some_mail, max_size=10))
def test_whoever_i_answer_now_waits_no_longer(given_mails: list[MailRecord]) -> None:
    past = [m for m in given_mails if m.at is None or m.at < NOW]
    for reply in replies_owed(mails(past), OWN, now=NOW):
        answer = mail(ME, reply.party, key="answer", at=NOW, answers=(reply.key,))
        left = replies_owed(mails([*past, answer]), OWN, now=NOW)
        assert reply.party not in [other.party for other in left]
