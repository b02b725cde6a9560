"""Mail that came back: every recipient of a report, why, and which letter it was."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.records import Fault, Seen
from mensch.core.returned import Cause, Returned, cause
from mensch.formats import dsn

FILES = Path(__file__).parent.parent / "files" / "returned"
OURS = ("our-letter@example.org",)


def items(data: bytes) -> tuple[list[Returned], list[Fault]]:
    found = list(dsn.read(data))
    told = [item for item in found if isinstance(item, Returned)]
    faults = [item for item in found if isinstance(item, Fault)]
    assert found[-1] == Seen(len(told) + len(faults)), "found = read + set aside"
    return told, faults


def told(name: str) -> list[tuple[str, Cause, str]]:
    return [(one.address, one.cause, one.status) for one in items((FILES / name).read_bytes())[0]]


def test_a_report_of_postfix_says_whose_address_is_gone_and_which_letter_it_was() -> None:
    [one], faults = items((FILES / "postfix.eml").read_bytes())
    assert not faults
    assert (one.address, one.status, one.action, one.cause) == ("cleo@example.com", "5.1.1", "failed", Cause.GONE)
    assert one.said == "550 5.1.1 <cleo@example.com>: Recipient address rejected: User unknown"
    assert one.letters == OURS


def test_several_recipients_each_have_their_own_cause_even_without_empty_lines_between() -> None:
    found, faults = items((FILES / "two.eml").read_bytes())
    assert [(one.address, one.cause) for one in found] == [
        ("full@example.com", Cause.FULL),
        ("spam@example.com", Cause.REFUSED),
        ("jörg@bäckerei.example", Cause.WAITING),
    ]
    assert [fault.code for fault in faults] == ["no-recipient"]
    assert all(one.letters == ("two@example.org",) for one in found)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("exchange.eml", [("cleo@example.com", Cause.GONE, "5.1.10")]),
        ("qmail.eml", [("cleo@example.com", Cause.GONE, "5.1.1"), ("dan@example.com", Cause.FULL, "5.0.0")]),
        ("exim.eml", [("cleo@example.com", Cause.GONE, "5.0.0"), ("dan@example.com", Cause.REFUSED, "5.0.0")]),
        ("delay.eml", [("cleo@example.com", Cause.WAITING, "")]),
        ("unzustellbar.eml", [("cleo@example.com", Cause.GONE, "5.0.0")]),
        ("auto-reply.eml", []),
    ],
)
def test_what_each_kind_of_server_writes_is_understood(name: str, wanted: list[tuple[str, Cause, str]]) -> None:
    assert told(name) == wanted
    assert told(name) == [
        (one.address, one.cause, one.status) for one in items((FILES / name).read_bytes().replace(b"\n", b"\r\n"))[0]
    ]


@pytest.mark.parametrize("name", ["qmail.eml", "exim.eml", "exchange.eml"])
def test_the_letter_is_known_by_the_copy_that_comes_along(name: str) -> None:
    assert all(one.letters == OURS for one in items((FILES / name).read_bytes())[0])


def test_an_answer_from_a_holiday_is_no_report() -> None:
    found, faults = items((FILES / "auto-reply.eml").read_bytes())
    assert not found
    assert [fault.code for fault in faults] == ["no-report"]


@pytest.mark.parametrize(
    ("action", "status", "said", "wanted"),
    [
        ("failed", "5.1.1", "", Cause.GONE),
        ("failed", "5.1.8", "bad sender", Cause.REFUSED),
        ("failed", "5.4.4", "", Cause.GONE),
        ("failed", "5.7.1", "Spam", Cause.REFUSED),
        ("failed", "5.7.1", "user does not exist", Cause.GONE),
        ("failed", "4.4.7", "expired", Cause.REFUSED),
        ("failed", "4.2.2", "", Cause.FULL),
        ("delayed", "4.4.7", "", Cause.WAITING),
        ("delivered", "2.0.0", "", Cause.WAITING),
        ("failed", "", "552 quota exceeded", Cause.FULL),
    ],
)
def test_only_an_address_that_is_gone_is_called_gone(action: str, status: str, said: str, wanted: Cause) -> None:
    assert cause(action, status, said) is wanted


@given(st.binary(max_size=400), st.sampled_from(sorted(FILES.glob("*.eml"))), st.integers(0, 2000), st.integers(0, 50))
def test_damage_never_raises_and_always_adds_up(noise: bytes, path: Path, at: int, cut: int) -> None:
    data = path.read_bytes()
    items(data[:at] + noise + data[at + cut :])


@pytest.mark.parametrize(
    "hostile",
    [
        b"From: mailer-daemon@a\nContent-Type: multipart/report; boundary=a\n\n" + b"--a\n\n" * 100_000,
        b"From: mailer-daemon@a\n\n" + b"<a@b.example>:\n" * 30_000,
        b"From: mailer-daemon@a\n\n" + b"a@" * 200_000,
        b"From: mailer-daemon@a\n" + b'Content-Type: x; boundary="b"\n' * 20_000,
        b"From: mailer-daemon@a\nX-Failed-Recipients: " + b"a@b.example,\n " * 30_000,
        b"Content-Type: message/delivery-status\n\n" + b"Final-Recipient: rfc822;a@b.example\n" * 20_000,
        b"From: mailer-daemon@a\n\n" + b"account " * 60_000,
        b"x" * (dsn.MOST_BYTES + 1),
    ],
)
def test_hostile_mail_costs_no_more_than_its_size(hostile: bytes) -> None:
    began = process_time()
    items(hostile)
    assert process_time() - began < 5
