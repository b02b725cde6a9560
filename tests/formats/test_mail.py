"""Mail headers: who wrote to whom, and when, out of what mail programs really send."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.records import Done, Fault, MailRecord, Party, Seen
from mensch.formats import mail


def one(text: str | bytes) -> MailRecord:
    items = list(mail.read(text if isinstance(text, bytes) else text.encode()))
    [record] = [item for item in items if isinstance(item, MailRecord)]
    assert items[-1] == Seen(1)
    return record


def faults(text: str | bytes) -> list[str]:
    items = mail.read(text if isinstance(text, bytes) else text.encode())
    return [item.code for item in items if isinstance(item, Fault)]


@pytest.mark.parametrize(
    "date", ["", "Date: yesterday\n", "Date: Mon, 99 Foo 2026\n", "Date: 1 Jan 1900 00:00 +0000\n"]
)
def test_a_missing_or_unreadable_date_stays_unknown(date: str) -> None:
    assert one(f"From: ada@example.org\n{date}\n").at is None


def test_a_plain_mail_says_who_wrote_to_whom_and_when() -> None:
    record = one(
        "From: Ada <Ada@Example.org>\r\nTo: ben@example.org, Cleo <cleo@example.org>\r\nCc: dan@example.org\r\n"
        "Date: Mon, 02 Mar 2026 09:15:00 +0100\r\nMessage-ID: <1@example.org>\r\nSubject: Tea\r\n"
        "In-Reply-To: <0@example.org>\r\nReferences: <a@example.org>\r\n <0@example.org>\r\n\r\nFrom: nobody\r\n"
    )
    assert record.sender == Party("ada@example.org", "Ada")
    assert record.to == (Party("ben@example.org"), Party("cleo@example.org", "Cleo"))
    assert record.cc == (Party("dan@example.org"),)
    assert record.at == datetime(2026, 3, 2, 9, 15, tzinfo=timezone(timedelta(hours=1)))
    assert (record.key, record.subject, record.answers) == ("1@example.org", "Tea", ("0@example.org", "a@example.org"))
    assert record.automatic == ""


def test_a_date_without_zone_is_read_as_utc() -> None:
    assert one("From: ada@example.org\nDate: 2 Mar 2026 09:15:00\n\n").at == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def test_raw_bytes_are_read_as_utf8_else_as_western() -> None:
    assert one("From: Jörg <j@example.org>\n\n".encode()).sender == Party("j@example.org", "Jörg")
    assert one("From: Jörg <j@example.org>\n\n".encode("cp1252")).sender == Party("j@example.org", "Jörg")


def test_thousands_of_brackets_cost_one_header() -> None:
    text = "From: ada@example.org\nTo: " + "(" * 20_000 + "\n\n"
    assert one(text).to == ()
    assert faults(text) == ["too-many-brackets"]


def test_a_broken_line_among_headers_costs_that_line() -> None:
    text = "From: ada@example.org\nthis is no header\nTo: ben@example.org\n\n"
    assert one(text).to == (Party("ben@example.org"),)
    assert faults(text) == ["odd-header-line"]


def test_what_has_no_header_is_set_aside_with_its_bytes() -> None:
    fault, seen = list(mail.read(b"Only text here.\nAnd more.\n"))
    assert isinstance(fault, Fault)
    assert (fault.done, fault.raw, seen) == (Done.SET_ASIDE, b"Only text here.\nAnd more.\n", Seen(1))


def test_the_body_is_never_looked_at() -> None:
    body = "Content-Type: multipart/mixed; boundary=x\n\n" * 20_000
    assert one(f"From: ada@example.org\n\n{body}").sender == Party("ada@example.org")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("List-Id: <friends.example.org>", "list"),
        ("List-Unsubscribe: <mailto:x@example.org>", "list"),
        ("Precedence: bulk", "bulk"),
        ("Auto-Submitted: auto-replied", "robot"),
        ("Auto-Submitted: no", ""),
        ("Return-Path: <>", "robot"),
        ("Content-Type: text/calendar; method=REQUEST", "calendar"),
        ("Content-Type: multipart/report; report-type=delivery-status", "robot"),
    ],
)
def test_what_nobody_wrote_by_hand_is_marked(header: str, reason: str) -> None:
    assert one(f"From: ada@example.org\n{header}\n\n").automatic == reason


@pytest.mark.parametrize("address", ["no-reply", "noreply", "do-not-reply", "ada.noreply", "donotreply"])
def test_no_reply_addresses_are_nobody(address: str) -> None:
    assert one(f"From: {address}@example.org\n\n").automatic == "no-reply"


def test_a_person_called_noreen_is_a_person() -> None:
    assert one("From: noreen.playford@example.org\n\n").automatic == ""


def test_a_bounce_says_whom_it_could_not_reach() -> None:
    text = (
        "From: MAILER-DAEMON@example.org\nContent-Type: multipart/report; report-type=delivery-status\n\n"
        "--x\n\nFinal-Recipient: rfc822; Ben@example.org\nAction: failed\n"
    )
    assert one(text).bounced == ("ben@example.org",)
    assert one(text.replace("failed", "delayed")).bounced == ()


def test_several_authors_and_blind_copies_are_kept() -> None:
    record = one("From: ada@example.org, ben@example.org\nBcc: cleo@example.org\n\n")
    assert record.sender == Party("ada@example.org")
    assert record.also_from == (Party("ben@example.org"),)
    assert record.bcc == (Party("cleo@example.org"),)


def test_a_header_of_twenty_thousand_addresses_is_cut_and_said() -> None:
    many = ", ".join(f"person{n}@example.org" for n in range(20_000))
    text = f"From: ada@example.org\nTo: {many}\n\n"
    assert len(one(text).to) == 1_000
    assert faults(text) == ["header-too-long", "too-many-addresses"]


@given(st.binary(max_size=400))
def test_any_bytes_give_one_record_or_one_fault(data: bytes) -> None:
    *items, seen = mail.read(b"From: ada@example.org\n" + data)
    aside = [i for i in items if isinstance(i, Fault) and i.done is Done.SET_ASIDE]
    assert isinstance(seen, Seen)
    assert seen.found == sum(isinstance(i, MailRecord) for i in items) + len(aside)
