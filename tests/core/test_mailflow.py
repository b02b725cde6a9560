"""Who wrote to whom (seeds rows 2 and 4): direction, crowds, robots, unknown dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.mailflow import Dealing, Written, dealings, mails, messages, touches, why_none
from mensch.core.reasons import Code
from mensch.core.records import MailRecord, MessageRecord, Party
from mensch.core.touches import Kind, Standing, Touch, evidence

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
THEN = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
ME, ADA, BEN, CLEO = (Party(f"{name}@example.org") for name in ("me", "ada", "ben", "cleo"))
OWN = {ME.address}
WHO = {ADA.address: 1, BEN.address: 2, CLEO.address: 3}


def crowd(size: int) -> tuple[Party, ...]:
    return tuple(Party(f"guest{n}@example.org") for n in range(size))


def mail(sender: Party | None, *to: Party, cc: tuple[Party, ...] = (), **more: object) -> MailRecord:
    return MailRecord(**{"key": "k", "at": THEN, "sender": sender, "to": to, "cc": cc, **more})  # type: ignore[arg-type]


def seen(*given: MailRecord) -> list[tuple[str, bool | None]]:
    return [(d.party.address, d.by_me) for d in dealings(mails(given), OWN, now=NOW)]


def why(given: MailRecord) -> Code | None:
    return why_none(mails([given])[0], OWN, now=NOW)


def test_my_mail_is_a_dealing_with_everybody_it_was_written_to() -> None:
    assert seen(mail(ME, ADA, BEN, cc=(CLEO,))) == [(p.address, True) for p in (ADA, BEN, CLEO)]


def test_a_mail_to_me_is_a_dealing_with_its_sender_only() -> None:
    assert seen(mail(ADA, ME, BEN, cc=(CLEO,))) == [(ADA.address, False)]
    assert seen(mail(ADA, BEN, cc=(ME,))) == [(ADA.address, False)]


def test_a_blind_copy_to_me_was_written_to_me() -> None:
    assert seen(mail(ADA, BEN, delivered_to=(ME.address,))) == [(ADA.address, False)]


def test_being_a_fellow_recipient_is_no_evidence() -> None:
    assert BEN.address not in {name for name, _ in seen(mail(ADA, ME, BEN))}


def test_a_mail_to_six_has_no_direction_and_one_to_thirteen_is_none() -> None:
    assert {by_me for _, by_me in seen(mail(ME, *crowd(5)))} == {True}
    assert {by_me for _, by_me in seen(mail(ME, *crowd(6)))} == {None}
    assert len(seen(mail(ME, *crowd(12)))) == 12
    assert seen(mail(ME, *crowd(13))) == []
    assert seen(mail(ADA, ME, *crowd(11))) == [(ADA.address, None)]


def test_a_person_named_twice_in_one_mail_is_one_recipient() -> None:
    assert seen(mail(ME, ADA, ADA, cc=(ADA,))) == [(ADA.address, True)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (mail(ADA, ME, automatic="list"), Code.AUTOMATIC),
        (mail(ADA, ME, at=None), Code.NO_DATE),
        (mail(ADA, ME, at=NOW + timedelta(days=2)), Code.IN_THE_FUTURE),
        (mail(None, ME), Code.NO_SENDER),
        (mail(ADA, ME, *crowd(12)), Code.TOO_MANY),
        (mail(ADA, BEN), Code.NOT_YOURS),
        (mail(ME, ME), Code.TO_YOURSELF),
        (mail(ME), Code.TO_YOURSELF),
        (mail(ADA, ME, at=NOW + timedelta(hours=13)), None),
    ],
)
def test_a_mail_that_is_no_dealing_says_why(given: MailRecord, code: Code | None) -> None:
    assert why(given) == code
    assert bool(seen(given)) == (code is None)


def test_the_day_is_the_owners_day() -> None:
    late = mail(ADA, ME, at=datetime(2026, 11, 12, 22, 0, tzinfo=timezone(timedelta(hours=-5))))
    found = touches(dealings(mails([late]), OWN, now=NOW), WHO, zone=ZoneInfo("Europe/Berlin"))
    assert found.touches == [Touch(1, date(2026, 11, 13), Kind.MAIL, False)]


def test_whom_nobody_knows_is_kept_apart_and_not_lost() -> None:
    given = [mail(ME, ADA, Party("dan@example.org"))]
    found = touches(dealings(mails(given), OWN, now=NOW), WHO, zone=UTC)
    assert [t.person for t in found.touches] == [1]
    assert [d.party.address for d in found.unknown] == ["dan@example.org"]


def test_messages_of_a_platform_are_dealings_by_profile() -> None:
    me, ada, nameless = Party("linkedin.com/in/me"), Party("linkedin.com/in/ada"), Party("", "Ben")
    given = [
        MessageRecord("1", THEN, "t", me, (ada,)),
        MessageRecord("2", THEN, "t", ada, (me,)),
        MessageRecord("3", THEN, "u", nameless, (me,)),
        MessageRecord("4", THEN, "v", ada, (me,), no_touch="sponsored"),
    ]
    found = list(dealings(messages(given), {me.address}, now=NOW))
    assert [(d.party, d.kind, d.by_me) for d in found] == [
        (ada, Kind.MESSAGE, True),
        (ada, Kind.MESSAGE, False),
        (nameless, Kind.MESSAGE, False),
    ]
    assert [d.party for d in touches(found, {ada.address: 1}, zone=UTC).unknown] == [nameless]


def test_a_year_no_zone_can_hold_costs_nothing() -> None:
    odd = mail(ADA, ME, at=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=12))))
    assert len(touches(dealings(mails([odd]), OWN, now=NOW), WHO, zone=UTC).touches) == 1


parties = st.sampled_from([ME, ADA, BEN, CLEO, *crowd(14)])
some_mail = st.builds(
    mail,
    st.none() | parties,
    at=st.none() | st.integers(-2000, 40).map(lambda days: NOW + timedelta(days=days)),
    to=st.lists(parties, max_size=14).map(tuple),
    cc=st.lists(parties, max_size=4).map(tuple),
    automatic=st.sampled_from(["", "", "list"]),
    key=st.uuids().map(str),
)


@given(st.lists(some_mail, max_size=12))
def test_every_mail_is_a_dealing_or_says_why(given_mails: list[MailRecord]) -> None:
    words = mails(given_mails)
    with_dealing = {d.key for d in dealings(words, OWN, now=NOW)}
    assert with_dealing == {w.key for w in words if why_none(w, OWN, now=NOW) is None}


@given(st.lists(some_mail, max_size=12))
def test_nobody_has_dealings_with_themselves_and_two_way_needs_both(given_mails: list[MailRecord]) -> None:
    found = list(dealings(mails(given_mails), OWN, now=NOW))
    assert all(d.party.address not in OWN for d in found)
    known = evidence(touches(found, WHO, zone=UTC).touches)
    for person, facts in known.items():
        if facts.standing is Standing.TWO_WAY:
            ways = {d.by_me for d in found if WHO.get(d.party.address) == person}
            assert {True, False} <= ways


def test_written_words_carry_their_thread() -> None:
    first, second = mail(ADA, ME, key="a"), mail(ME, ADA, key="b", answers=("a",))
    words: list[Written] = mails([second, first])
    assert words[0].thread == words[1].thread
    assert isinstance(next(iter(dealings(words, OWN, now=NOW))), Dealing)
