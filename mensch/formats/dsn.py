"""Mail that came back, as records: reports of RFC 3464, and what qmail, Exim, Exchange and their kin write instead.

Read line by line, without nesting: what a report holds is at most three parts deep, and a stranger may have written it.
The law of readers holds: found = read + set aside.
"""

from __future__ import annotations

import binascii
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator

from mensch.core.records import Done, Fault, Seen
from mensch.core.returned import Returned
from mensch.formats import dsn_words
from mensch.formats.dsn_words import Part

MOST_BYTES = 1_048_576
_MOST_PARTS = 50
_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"\n]{1,100})"|([^\s;"]{1,100}))', re.IGNORECASE)
_ID = re.compile(r"^message-id:\s*<([^<>\s]{1,998})>", re.IGNORECASE | re.MULTILINE)
_STATUS_PART = re.compile(r"^content-type:\s*message/(?:global-)?delivery-status", re.IGNORECASE | re.MULTILINE)
_RECIPIENT = re.compile(r"^(?:final|original)-recipient\s*:", re.IGNORECASE | re.MULTILINE)
_FINAL = re.compile(r"^final-recipient\s*:", re.MULTILINE)


def read(data: bytes, *, region: str | None = None) -> Iterator[Returned | Fault | Seen]:  # noqa: ARG001
    """Every recipient of a report. A mail that is no report is set aside."""
    if len(data) > MOST_BYTES:
        yield Fault(1, "too-large", Done.SET_ASIDE, raw=data)
        yield Seen(1)
        return
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    parts = _parts(text)
    ids = tuple(dict.fromkeys(_ID.findall("\n".join([*(p.body for p in parts), *(p.head for p in parts[1:])]))))
    statuses = [part for part in parts if _STATUS_PART.search(part.head)]
    found: list[Returned | Fault] = [*(_groups(statuses, ids) if statuses else dsn_words.read(parts, ids))]
    if not found:
        found = [Fault(1, "no-report", Done.SET_ASIDE, excerpt=text[:80], raw=data)]
    yield from found
    yield Seen(_count(statuses) or len(found))


def _count(statuses: list[Part]) -> int:
    """Recipients, counted without reading them: by their final address; those without one by their block."""
    blocks = [block.lower() for part in statuses for block in re.split(r"\n[ \t]*\n", part.body)]
    finals = [len(_FINAL.findall(block)) for block in blocks]
    return sum(final or bool(_RECIPIENT.search(block)) for final, block in zip(finals, blocks, strict=True))


def _parts(text: str) -> list[Part]:
    """The mail cut at every boundary that any of its heads names; the first part is the mail itself."""
    marks = {f"--{first or second}" for first, second in _BOUNDARY.findall(text)[:_MOST_PARTS]}
    parts: list[Part] = []
    begin, lines = 0, text.split("\n")
    for number, line in enumerate([*lines, "--end"], 1):
        if number > len(lines) or (
            len(parts) < _MOST_PARTS and line.startswith("--") and line.rstrip().removesuffix("--") in marks
        ):
            parts.append(_part(lines[begin : number - 1], begin))
            begin = number
    return parts


def _part(lines: list[str], begin: int) -> Part:
    blank = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    head, body = "\n".join(lines[:blank]), "\n".join(lines[blank + 1 :])
    return Part(head, _decoded(head, body), begin + blank + 2)


def _decoded(head: str, body: str) -> str:
    coding = re.search(r"^content-transfer-encoding:\s*([\w-]+)", head, re.IGNORECASE | re.MULTILINE)
    match coding[1].lower() if coding else "":
        case "quoted-printable":
            return quopri.decodestring(body.encode()).decode("utf-8", "replace")
        case "base64":
            try:
                return b64decode("".join(body.split())).decode("utf-8", "replace").replace("\r\n", "\n")
            except (binascii.Error, ValueError):
                return body
    return body


def _groups(statuses: list[Part], ids: tuple[str, ...]) -> Iterator[Returned | Fault]:
    for part in statuses:
        line = part.line
        for block in re.split(r"\n[ \t]*\n", part.body):
            if _RECIPIENT.search(block):
                for fields in _each(block):
                    yield _recipient(fields, ids, line, block)
            line += block.count("\n") + 2


def _each(block: str) -> Iterator[dict[str, str]]:
    """The recipients of a block: one, unless somebody forgot the empty line between two."""
    fields: dict[str, str] = {}
    for name, value in _fields(block):
        if name in fields and name in ("final-recipient", "original-recipient"):
            yield fields
            fields = {}
        fields.setdefault(name, value)
    yield fields


def _fields(block: str) -> Iterator[tuple[str, str]]:
    for line in re.sub(r"\n[ \t]+", " ", block).split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip().lower(), " ".join(value.split())


def _recipient(fields: dict[str, str], ids: tuple[str, ...], line: int, block: str) -> Returned | Fault:
    named = [fields.get("original-recipient", ""), fields.get("final-recipient", "")]
    address = next((found for text in named if (found := dsn_words.address(text))), "")
    if not address:
        return Fault(line, "no-recipient", Done.SET_ASIDE, excerpt=named[1][:80], raw=block.encode())
    status = dsn_words.status(fields.get("status", "")) or dsn_words.status(fields.get("diagnostic-code", ""))
    said = fields.get("diagnostic-code", "").partition(";")[2].strip() or fields.get("diagnostic-code", "")
    return Returned(address, fields.get("action", "failed").lower()[:20], status, said[:480], ids, line)
