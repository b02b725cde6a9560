"""Inputs made to hurt, generated on the fly in their full size. Example data only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

MARK = b"From ada@example.org Mon Mar 02 09:15:00 2026\n"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def laughs() -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><vcards>&l9;</vcards>'.encode()


def zeros() -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("people.csv", "w", force_zip64=True) as inner,
    ):
        for _ in range(600):
            inner.write(bytes(1 << 20))
    return file.getvalue()


def card(*lines: bytes) -> bytes:
    return b"\r\n".join((b"BEGIN:VCARD", b"VERSION:3.0", b"FN:Ada", *lines, b"END:VCARD", b""))


def photo() -> bytes:
    line = b" " + b"QUJD" * 18 + b"\r\n"
    return card(b"PHOTO;ENCODING=b;TYPE=JPEG:\r\n" + line * (67_000_000 // len(line)))


def folded() -> bytes:
    return card(b"NOTE:x" + b"\r\n yyy" * 200_000)


def soft_breaks() -> bytes:
    return card(b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"=C3=\r\n" * 200_000).replace(b"3.0", b"2.1")


def good_cards() -> bytes:
    return b"".join(card(b"EMAIL:ada%d@example.org" % n, b"TEL:+1 418 555 %04d" % (n % 10_000)) for n in range(10_000))


def nested_parts() -> bytes:
    part = b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n"
    return MARK + b"From: ada@example.org\n" + b"".join(part % (n, n) for n in range(20_000))


def many_addresses() -> bytes:
    return b"From: ada@example.org\nTo: " + b", ".join(b"person%d@example.org" % n for n in range(20_000)) + b"\n\n"


def brackets() -> bytes:
    return b"From: ada@example.org\nTo: " + b"(" * 20_000 + b"\n\n"


def wide_cell() -> bytes:
    return (
        b"First Name,Last Name,E-mail Address\r\nAda,Example,"
        + b"x" * 50_000_000
        + b"\r\nBen,Example,ben@example.org\r\n"
    )


def long_header() -> bytes:
    return b"From: ada@example.org\nSubject: " + b"x" * 100_000_000 + b"\n\n"


def long_mbox_header() -> bytes:
    return MARK + long_header() + MARK + b"From: ben@example.org\n\nHello.\n"


def encoded_words() -> bytes:
    return b"From: ada@example.org\nSubject: " + b"\n ".join([b"=?utf-8?q?=C3=A4?="] * 50_000) + b"\n\n"


def commas() -> bytes:
    return b"First Name,Last Name,E-mail Address\r\n" + b"," * 50_000_000


def deep_json() -> bytes:
    return b"[" * 5_000_000


def deep_events() -> bytes:
    return (
        b"BEGIN:VCALENDAR\n"
        + b"BEGIN:VALARM\n" * 200_000
        + b"BEGIN:VEVENT\nDTSTART:20260101\n"
        + b"BEGIN:VALARM\n" * 200_000
    )


def every_second() -> bytes:
    event = b"BEGIN:VEVENT\nUID:%d\nDTSTART:19000101T000000Z\nRRULE:FREQ=%s\nEND:VEVENT\n"
    seconds = b",".join(b"%d" % n for n in range(60))
    never = (b"DAILY;INTERVAL=7;BYDAY=TU", b"DAILY;INTERVAL=0", b"MONTHLY;BYMONTH=2;BYMONTHDAY=30", b"DAILY;BYSETPOS=2")
    rules = (b"SECONDLY", b"DAILY;BYSECOND=" + seconds, b"YEARLY;BYDAY=53MO", b"DAILY", *never)
    return b"BEGIN:VCALENDAR\n" + b"".join(event % (n, rules[n % 8]) for n in range(4_000)) + b"END:VCALENDAR\n"


def big_numbers() -> bytes:
    return b'{"@type":"Card","version":"1.0","uid":' + b"9" * 1_000_000 + b"}"


def zip_in_zip() -> bytes:
    data = b"end"
    for _ in range(50):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("../../inner.zip", data)
        data = file.getvalue()
    return data


BOMBS: dict[str, Callable[[], bytes]] = {
    "laughs.xml": laughs,
    "zeros.zip": zeros,
    "photo.vcf": photo,
    "folded.vcf": folded,
    "breaks.vcf": soft_breaks,
    "good.vcf": good_cards,
    "parts.mbox": nested_parts,
    "addresses.eml": many_addresses,
    "brackets.eml": brackets,
    "cell.csv": wide_cell,
    "header.eml": long_header,
    "header.mbox": long_mbox_header,
    "words.eml": encoded_words,
    "commas.csv": commas,
    "deep.json": deep_json,
    "deep.ics": deep_events,
    "seconds.ics": every_second,
    "numbers.json": big_numbers,
    "inner.zip": zip_in_zip,
}
