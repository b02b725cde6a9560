"""Mail that came back without a report for machines: what qmail, Exim, Exchange and old programs write in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mensch.core.mailbox import looks_right
from mensch.core.returned import Returned

_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"'=]{1,128}@[^\s<>()\[\]:;,\"'=]{1,255}")
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.#-])(5\d\d|4\d\d)(?=[ -])")
_FAILED = re.compile(r"^x-failed-recipients:\s*(.+(?:\n[ \t].+)*)", re.IGNORECASE | re.MULTILINE)
_DAEMON = re.compile(
    r"^from:.*(?:mailer-daemon|postmaster|mail delivery|mailsystem|microsoftexchange)", re.IGNORECASE | re.MULTILINE
)
_EMPTY_PATH = re.compile(r"^return-path:\s*<>", re.IGNORECASE | re.MULTILINE)
_SUBJECT = re.compile(
    r"^subject:.*(?:undeliver|deliver.*(?:fail|delay|status)|fail.*(?:deliver|notice)|returned|unzustellbar|"
    r"nicht zugestellt|non remis|no entregado)",
    re.IGNORECASE | re.MULTILINE,
)
_COPY = re.compile(
    r"^(?:-+ ?(?:below this line|original message|this is a copy|forwarded|the header).*|"
    r"(?:return-path|received|from|message-id):.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_DELAY = re.compile(r"\b(?:delayed|not yet been delivered|will (?:be )?retr|will continue|still trying)", re.IGNORECASE)
_MOST, _AROUND = 20, 6


class Part(NamedTuple):
    """Head and body of one part of a mail, and the line its body begins at."""

    head: str
    body: str
    line: int


def address(text: str) -> str:
    """The mail address in `rfc822; ben@example.org`, `<ben@example.org>`, `utf-8; jörg@…`; '' where there is none."""
    for found in _ADDRESS.findall(text.rpartition(";")[2] if ";" in text else text):
        if looks_right(found.rstrip(".")):
            return str(found.rstrip("."))
    return ""


def status(text: str) -> str:
    found = _STATUS.search(text)
    return found[1] if found else ""


def read(parts: Sequence[Part], ids: tuple[str, ...]) -> Iterator[Returned]:
    """The recipients of a returned mail that tells of them in words; none when it is no returned mail."""
    head = parts[0].head
    named = _FAILED.search(head)
    if not (named or _DAEMON.search(head) or (_EMPTY_PATH.search(head) and _SUBJECT.search(head))):
        return
    words = next((part for part in parts if part.body.strip() and "rfc822" not in part.head.lower()), parts[0])
    body, line = _own_words(words.body), words.line
    known = [found for one in named[1].split(",") if (found := address(one))] if named else _addresses(body)
    action = "delayed" if _DELAY.search(head + body) and "5." not in "".join(_STATUS.findall(body)) else "failed"
    for one in list(dict.fromkeys(known))[:_MOST]:
        said = _said(body, one)
        yield Returned(one, action, status(said) or _by_code(said), said[:480], ids, line)


def _own_words(body: str) -> str:
    """What the server says, before the copy of the letter."""
    copy = _COPY.search(body)
    return body[: copy.start()] if copy and copy.start() > 0 else body


def _addresses(body: str) -> list[str]:
    """Addresses at the beginning of a line, as all of them write; else the first one at all."""
    begins = [found for line in body.split("\n") if (found := _leading(line))]
    anywhere = address(body)
    return begins or ([anywhere] if anywhere else [])


def _leading(line: str) -> str:
    bare = line.strip().lstrip("<*- ").removeprefix("mailto:")
    found = _ADDRESS.match(bare)
    return found[0].rstrip(".") if found and looks_right(found[0].rstrip(".")) else ""


def _said(body: str, whose: str) -> str:
    """The lines around an address, to the next empty one."""
    lines = body.split("\n")
    at = next((n for n, line in enumerate(lines) if whose in line), 0)
    after = lines[at + 1 : at + 1 + _AROUND]
    if not any(after):
        after = lines[:at]
    end = next((n for n, line in enumerate(after) if not line.strip() and n), len(after))
    own = lines[at].split(whose, 1)[-1].strip(" <>:")
    return " ".join(" ".join([own, *after[:end]]).split())


def _by_code(said: str) -> str:
    """550 without a closer word is 5.0.0."""
    found = _CODE.search(said)
    return f"{found[1][0]}.0.0" if found else ""
