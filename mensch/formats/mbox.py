"""Where one mail ends and the next begins in an mbox, and where its headers end.

Dialects: mboxo and mboxrd (body lines quoted as '>From '), CRLF, a missing blank line, unquoted 'From ' in bodies.
Source: RFC 4155 and what Thunderbird, Apple Mail, Gmail Takeout and procmail write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mensch.formats.mail_automatic import BOUNCE_BYTES
from mensch.formats.mail_headers import BLOCK_BYTES

# 'From ' + anything + a weekday and a time of day or a year: what a delivery agent writes, and hardly ever a sentence.
_POSTMARK = re.compile(
    rb"From .{0,400}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{0,40}?(?:\d{1,2}:\d{2}|\d{4})|From \S{1,400}[ \t]*\d"
)
_SENDER = re.compile(rb"From (?:\S*@\S*|-|\?{3}|MAILER[-_]DAEMON)\s")
_HEADER = re.compile(rb"(?:>?From |[!-9;-~]{1,128}[ \t]*:)")
_BOUNCE = re.compile(rb"(?i)multipart/report|^x-failed-recipients|^from:.*mailer-daemon")
_BLANK = (b"\n", b"\r\n", b"\r", b"")


@dataclass(slots=True)
class Message:
    """One mail as lines: `line` of its beginning, `head` its header lines, `body` only of bounces and at most 64 kB."""

    line: int
    head: list[bytes] = field(default_factory=list)
    body: bytes = b""
    cut: bool = False


def is_mbox(data: bytes) -> bool:
    """Whether the bytes begin like an mbox: 'From ' without a colon, after blank lines at most."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \r\n")
    return start.startswith(b"From ") and b":" not in start[5:6]


def lines_of(data: bytes) -> Iterator[bytes]:
    """The lines of bytes with their ends, without a copy of the whole."""
    at, size = 0, len(data)
    while at < size:
        end = data.find(b"\n", at) + 1 or size
        yield data[at:end]
        at = end


def single(data: bytes) -> Message:
    """The one message of an .eml file. Blank lines before the headers and one 'From ' line are passed over."""
    message = Message(1)
    if b"\n" not in data[:BLOCK_BYTES]:
        data = data.replace(b"\r", b"\n")
    lines, size, rest = lines_of(data.removeprefix(b"\xef\xbb\xbf")), 0, 0
    for number, line in enumerate(lines, 1):
        rest += len(line)
        if line in _BLANK or line.isspace():
            if message.head:
                break
            message.line = number + 1
            continue
        size += len(line)
        if size > BLOCK_BYTES:
            message.cut = True
            message.head.append(line[:BLOCK_BYTES])
            break
        if message.head or not line.startswith((b"From ", b">From ")):
            message.head.append(line)
    if any(map(_BOUNCE.search, message.head)):
        message.body = data[rest : rest + BOUNCE_BYTES]
    return message


def messages(lines: Iterator[bytes]) -> Iterator[Message]:
    """Every message of an mbox, streamed: only one header block is in memory at a time."""
    reader = _Reader()
    number, whole, blank = 0, True, True
    held: tuple[bytes, int, bool] | None = None
    for line in lines:
        if not whole:
            reader.piece(line, passed=held is not None)
        else:
            number += 1
            if held:
                yield from reader.postmark(*held, following=line)
                held, blank = None, False
            if line.startswith(b"From "):
                held = (line, number, blank)
            else:
                blank = line in _BLANK
                reader.take(line, number)
        whole = line.endswith(b"\n")
    if held:
        yield from reader.postmark(*held, following=b"")
    yield from reader.end()


class _Reader:
    """Collects the header block of the message that is being passed."""

    def __init__(self) -> None:
        self.message: Message | None = None
        self.size = 0
        self.inside = False
        self.bounce: list[bytes] | None = None

    def postmark(self, line: bytes, number: int, after_blank: bool, *, following: bytes) -> Iterator[Message]:
        """A line beginning 'From ': new mail if two of blank line before, form and headers behind say so."""
        if self.inside and self.message and not self.message.head:
            return
        form, behind = bool(_POSTMARK.match(line)), bool(_HEADER.match(following))
        if (
            self.message is None
            or (form and (after_blank or behind))
            or (after_blank and behind and _SENDER.match(line))
        ):
            yield from self.end()
            self._begin(number)
        else:
            self.take(line, number)

    def _begin(self, number: int) -> None:
        self.message, self.size, self.inside, self.bounce = Message(number), 0, True, None

    def end(self) -> Iterator[Message]:
        if self.message is not None:
            self.message.body = b"".join(self.bounce or ())
            yield self.message
        self.message = None

    def take(self, line: bytes, number: int) -> None:
        """One whole line (or the first piece of a long one)."""
        if self.message is None:
            if line in _BLANK:
                return
            self._begin(number)
        if self.inside:
            self._head(line)
        elif self.bounce is not None and self.size < BOUNCE_BYTES:
            self.size += len(line)
            self.bounce.append(line)

    def _head(self, line: bytes) -> None:
        assert self.message is not None
        if line in _BLANK:
            self.inside, self.size = False, 0
            self.bounce = [] if any(map(_BOUNCE.search, self.message.head)) else None
        elif self.message.head or not line.startswith(b">From "):
            self.size += len(line)
            self.message.cut = self.size > BLOCK_BYTES
            if not self.message.cut:
                self.message.head.append(line)

    def piece(self, line: bytes, *, passed: bool) -> None:
        """A further piece of a line too long to come at once."""
        if self.message is None or passed or not self.inside or not self.message.head:
            return
        self.size += len(line)
        self.message.cut = self.size > BLOCK_BYTES
        if not self.message.cut:
            self.message.head[-1] += line
