"""Mail: who wrote to whom, and when. Headers only; of the body nothing is read but the addresses a bounce names.

`read` takes one message (.eml, .msg as text) or a whole mbox; `read_lines` streams an mbox of any size.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mensch.core.records import Done, Fault, Item, MailRecord, Party, Seen
from mensch.formats.mail_automatic import automatic, failed, is_bounce
from mensch.formats.mail_headers import Header, decoded, headers, parties, text
from mensch.formats.mbox import Message, is_mbox, lines_of, messages, single

_PEOPLE = ("from", "to", "cc", "bcc")
_FLAGS = [
    "list-id",
    "list-unsubscribe",
    "list-post",
    "mailing-list",
    "precedence",
    "feedback-id",
    "auto-submitted",
    "return-path",
    "content-type",
    "content-class",
    "x-failed-recipients",
]
_REST = [
    "date",
    "subject",
    "message-id",
    "in-reply-to",
    "references",
    "delivered-to",
    "x-original-to",
    "x-gmail-labels",
]
WANTED = frozenset((*_PEOPLE, *_FLAGS, *_REST))
ANSWERS = 200

_ID = re.compile(r"<([^<>\s]{1,998})>")


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:  # noqa: ARG001 - one signature for all readers
    """Every message of an mbox, or the one message the bytes are."""
    if is_mbox(data):
        yield from read_lines(lines_of(data))
        return
    yield from read_message(data)
    yield Seen(1 if data.strip() else 0)


def read_lines(lines: Iterator[bytes]) -> Iterator[Item]:
    """Every message of an mbox, given as lines with their ends; a long line may come in pieces. Linear, no index."""
    found = 0
    for message in messages(lines):
        found += 1
        yield from _items(message)
    yield Seen(found)


def read_message(data: bytes) -> Iterator[Item]:
    """The one message these bytes are, without a final `Seen`."""
    if data.strip():
        yield from _items(single(data))


def _items(message: Message) -> Iterator[Item]:
    found, known, stray = headers(message.head, WANTED)
    if not known:
        raw = b"".join(message.head)
        yield Fault(message.line, "no-headers", Done.SET_ASIDE, text(raw[:80]), raw=raw)
        return
    if stray or message.cut:
        yield Fault(message.line, "headers-too-long" if message.cut else "odd-header-line", Done.REPAIRED)
    record, faults = _record(message, found)
    yield from faults
    yield record


def _record(message: Message, found: list[Header]) -> tuple[MailRecord, list[Fault]]:
    fields = _first(found)
    faults = [_fault(message, h, "header-too-long") for h in found if h.cut]
    people = {name: _people(message, found, name, faults) for name in _PEOPLE}
    authors, sender = people["from"], people["from"][0].address if people["from"] else ""
    at = _date(message, fields, faults)
    if not any(people.values()):
        faults.append(Fault(message.line, "nobody-named", Done.REPAIRED))
    record = MailRecord(
        key=_key(message, fields, found),
        at=at,
        sender=authors[0] if authors else None,
        also_from=authors[1:],
        to=people["to"],
        cc=people["cc"],
        bcc=people["bcc"],
        subject=decoded(fields.get("subject", "")),
        answers=_answers(found),
        automatic=automatic(fields, sender),
        delivered_to=_delivered(found),
        labels=_labels(fields.get("x-gmail-labels", "")),
        bounced=failed(fields, message.body) if is_bounce(fields, sender) else (),
        line=message.line,
    )
    return record, faults


def _first(found: list[Header]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for header in found:
        fields.setdefault(header.name, text(header.value))
    return fields


def _fault(message: Message, header: Header, code: str) -> Fault:
    return Fault(message.line, code, Done.REPAIRED, text(header.value[:80]), header.name, raw=header.value)


def _people(message: Message, found: list[Header], name: str, faults: list[Fault]) -> tuple[Party, ...]:
    every: dict[Party, None] = {}
    for header in found:
        if header.name == name:
            named, code = parties(header.value)
            every.update(dict.fromkeys(named))
            if code:
                faults.append(_fault(message, header, code))
    return tuple(every)


def _date(message: Message, fields: dict[str, str], faults: list[Fault]) -> datetime | None:
    """The Date header. None when absent or unreadable: never the day of reading, never a year before mail existed."""
    written = fields.get("date", "")
    if not written:
        return None
    try:
        at = parsedate_to_datetime(written[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        at = None
    if at is None or at.year < 1970:
        faults.append(Fault(message.line, "unreadable-date", Done.REPAIRED, written[:80], "date"))
        return None
    # RFC 5322 3.3: '-0000' is a time in UTC whose own zone is unknown; a missing zone is read the same way.
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _key(message: Message, fields: dict[str, str], found: list[Header]) -> str:
    """Message-ID without its brackets, else a hash of Date, From, To and Subject."""
    written = fields.get("message-id", "").strip()
    if named := _ID.search(written):
        return named[1]
    if written:
        return written.strip("<>")[:998]
    parts = [h.value for h in found if h.name in ("date", "from", "to", "subject")] or message.head
    return "hash:" + hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


def _answers(found: list[Header]) -> tuple[str, ...]:
    """Ids of the mails this one answers: In-Reply-To and References, in order, each once."""
    written = " ".join(text(h.value) for h in found if h.name in ("in-reply-to", "references"))
    return tuple(dict.fromkeys(_ID.findall(written)))[-ANSWERS:]


def _delivered(found: list[Header]) -> tuple[str, ...]:
    named = (parties(h.value)[0] for h in found if h.name in ("delivered-to", "x-original-to"))
    return tuple(dict.fromkeys(party.address for some in named for party in some))


def _labels(value: str) -> tuple[str, ...]:
    return tuple(label for part in decoded(value).split(",") if (label := part.strip().strip('"')))
