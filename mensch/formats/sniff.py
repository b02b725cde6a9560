"""Which format bytes are, by what they say and not by their name."""

from __future__ import annotations

import json
import re

HEAD_BYTES = 65_536

_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"!BDN", "pst"),
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "gzip"),
    (b"\xfd7zXZ\x00", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "gzip"),
    (b"Rar!", "gzip"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"bplist00", "plist"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
)
_BEGIN = re.compile(r"^\s{0,8}BEGIN\s{0,8}:\s{0,8}(V[A-Z]{3,10})\b", re.IGNORECASE | re.MULTILINE)
_KINDS = {"VCARD": "vcard"} | dict.fromkeys(
    ("VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"), "ical"
)
_CARD_LINE = re.compile(
    r"^(?:[\w-]+\.)?(?:FN|N|TEL|EMAIL|ADR|ORG|UID|VERSION|BDAY|NOTE|REV)(?:;[^:\n]*)?:", re.I | re.M
)
_EVENT_LINE = re.compile(r"^(?:DTSTART|DTEND|DTSTAMP|RRULE|TZID)(?:;[^:\n]*)?:", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(r"^(?:>?From )?[!-9;-~]{1,76}[ \t]*:", re.MULTILINE)
_MAIL = re.compile(
    r"^(?:From|To|Cc|Date|Subject|Message-ID|Received|Return-Path|MIME-Version|Content-[A-Za-z-]{1,40}|Delivered-To|"
    r"X-[A-Za-z-]{1,40}|Sender|Reply-To|In-Reply-To|References)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_MARKUP = re.compile(r"<(?:\?xml|!doctype|html|[a-z][\w:-]*[\s/>])", re.IGNORECASE)
_BY_NAME = {
    "vcf": "vcard",
    "vcard": "vcard",
    "ics": "ical",
    "ifb": "ical",
    "eml": "mail",
    "msg": "mail",
    "mbox": "mbox",
    "csv": "csv",
    "tsv": "csv",
    "txt": "",
}


def sniff(head: bytes, name: str = "") -> str:
    """The format of a file by its first bytes (64 kB do): vcard, ical, mail, mbox, csv, zip, mecard, json:jcard,
    json:jscontact, json:… by its keys, or what we do not read: xml, html, ole, pst, pdf, gzip, image, sqlite, plist.

    'empty' when there is nothing in it, 'unknown' when nothing speaks for any. `name` decides only where bytes do not.
    """
    found = next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), "")
    if found:
        return found
    text = decoded(head[:HEAD_BYTES]).lstrip("\ufeff\x00 \t\r\n")
    return (_text(text) or _named(text, name)) if text else "empty"


def decoded(head: bytes) -> str:
    """Text enough to recognise it: UTF-16 with or without mark by its zero bytes, else UTF-8 or Latin-1."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace")
    sample = head[:512]
    if len(sample) > 8 and sample.count(0) * 3 > len(sample):
        return head.decode("utf-16-be" if sample[0::2].count(0) > sample[1::2].count(0) else "utf-16-le", "replace")
    try:
        return head.decode()
    except UnicodeDecodeError:
        return head.decode("latin-1")


def _text(text: str) -> str:
    if re.match(r"From [^:\n]", text):
        return "mbox"
    if re.match(r"(?:MECARD|BIZCARD):", text, re.IGNORECASE):
        return "mecard"
    if text[0] in "{[":
        return _json(text)
    first = text[:8192]
    begin = _BEGIN.search(first)
    if begin and begin[1].upper() in _KINDS and not _is_mail(first[: begin.start()]):
        return _KINDS[begin[1].upper()]
    if _MARKUP.match(text):
        return "html" if re.match(r"<(?:!doctype\s+html|html)", text, re.IGNORECASE) else "xml"
    return "mail" if _is_mail(first) else ""


def _is_mail(text: str) -> bool:
    """The first lines are headers, and one of them is one that mail has."""
    block = re.split(r"\r?\n\s*\r?\n|\r\s*\r", text, maxsplit=1)[0]
    lines = block.splitlines()
    headers = sum(bool(_HEADER.match(line)) for line in lines[:3])
    return bool(_MAIL.search(block)) and headers > 0 and "," not in re.split(r":", lines[0])[0]


def _named(text: str, name: str) -> str:
    """Bytes that say nothing: the name is a hint, if the text does not speak against it."""
    first = text[:8192]
    hint = _BY_NAME.get(name.lower().rpartition(".")[2], "")
    if hint in ("vcard", "ical", "mail", "mbox"):
        return hint
    if "\x00" in first:
        return "unknown"
    if _EVENT_LINE.search(first):
        return "ical"
    if len(_CARD_LINE.findall(first)) > 1:
        return "vcard"
    return hint or ("csv" if re.search(r"[,;\t]", first.split("\n", 1)[0]) or "," in first else "unknown")


def _json(text: str) -> str:
    """JSON by its first keys; the readers look closer."""
    if re.match(r"\[\s*(?:\[\s*)?\"vcard\"", text, re.IGNORECASE):
        return "json:jcard"
    if re.match(r"\[\s*\"vcalendar\"", text, re.IGNORECASE):
        return "json:jcal"
    first = text[:HEAD_BYTES]
    if re.search(r"\"@type\"\s*:\s*\"(?:Card|CardGroup)\"", first):
        return "json:jscontact"
    keys = dict.fromkeys(re.findall(r'"([^"\\]{1,40})"\s*:', first))
    return f"json:{_product(keys)}" if keys or _is_json(first) else "csv"


def _product(keys: dict[str, None]) -> str:
    """Whose JSON it is, as far as keys say; '' for the readers to decide."""
    return ",".join(list(keys)[:8])


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
