"""An mbox, streamed: where one mail ends and the next begins."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.records import Fault, MailRecord, Seen
from mensch.formats import mail
from mensch.formats.mbox import lines_of, messages

MARK = b"From ada@example.org Mon Mar 02 09:15:00 2026\n"
HEAD = b"From: ada@example.org\nTo: ben@example.org\nMessage-ID: <%d@example.org>\n\n"


def keys(data: bytes) -> list[str]:
    return [item.key for item in mail.read(data) if isinstance(item, MailRecord)]


def box(count: int, body: bytes = b"Hello.\n", *, blank: bytes = b"\n") -> bytes:
    return b"".join(MARK + HEAD % n + body + blank for n in range(count))


def names(count: int) -> list[str]:
    return [f"{n}@example.org" for n in range(count)]


def test_each_message_is_read_with_its_line() -> None:
    *records, seen = mail.read(box(3))
    assert [r.line for r in records if isinstance(r, MailRecord)] == [1, 8, 15]
    assert seen == Seen(3)


def test_crlf_makes_no_difference() -> None:
    assert keys(box(3).replace(b"\n", b"\r\n")) == names(3)


def test_a_missing_blank_line_is_forgiven() -> None:
    assert keys(box(3, blank=b"")) == names(3)


def test_quoted_and_unquoted_from_in_a_body_is_body() -> None:
    assert keys(box(2, b"Hi.\n\n>From here on\n\nFrom my window I see:\nBirds: many\n\nFrom Monday on.\n")) == names(2)


def test_a_mail_forwarded_within_a_body_counts_once_when_quoted() -> None:
    assert keys(box(2, b"\n>" + MARK + HEAD % 99 + b"Hello.\n")) == names(2)


def test_takeout_and_thunderbird_postmarks_are_known() -> None:
    takeout = b"From 1776543210987654321@xxx Mon Mar 02 08:15:00 +0000 2026\n"
    for mark in (takeout, b"From - Mon Mar 02 09:15:00 2026\n", b"From MAILER-DAEMON Mon Mar  2 09:15:00 2026\n"):
        assert keys(box(3).replace(MARK, mark)) == names(3)


def test_a_poor_postmark_begins_the_file_all_the_same() -> None:
    assert keys(b"From ada@example.org\n" + HEAD % 0 + b"Hello.\n") == names(1)


def test_one_mail_without_headers_costs_one_mail() -> None:
    data = box(1) + MARK + b"\nNo headers.\n\n" + box(1)
    items = list(mail.read(data))
    assert [i.code for i in items if isinstance(i, Fault)] == ["no-headers"]
    assert items[-1] == Seen(3)


def test_long_lines_may_come_in_pieces() -> None:
    def pieces(data: bytes) -> Iterator[bytes]:
        for line in lines_of(data):
            yield from (line[at : at + 100] for at in range(0, len(line), 100))

    data = box(3, b"x" * 1000 + b"\n")
    assert [m.head for m in messages(pieces(data))] == [m.head for m in messages(lines_of(data))]


def test_the_addresses_of_a_bounce_are_found_in_a_stream() -> None:
    bounce = (
        MARK + b"From: mailer-daemon@example.org\nContent-Type: multipart/report;\n report-type=delivery-status\n\n"
        b"Final-Recipient: rfc822;ben@example.org\n\n"
    )
    [record, _] = [i for i in mail.read(bounce + box(1)) if isinstance(i, MailRecord)]
    assert record.bounced == ("ben@example.org",)


BODY = st.lists(
    st.sampled_from([b"Hello.", b">From x", b"", b"To: ben@example.org", b"From now on", b"x" * 200]), max_size=8
)


@given(st.lists(BODY, min_size=1, max_size=6), st.booleans())
def test_as_many_mails_come_out_as_went_in(bodies: list[list[bytes]], crlf: bool) -> None:
    data = b"".join(MARK + HEAD % n + b"\n".join(body) + b"\n\n" for n, body in enumerate(bodies))
    assert keys(data.replace(b"\n", b"\r\n") if crlf else data) == names(len(bodies))
