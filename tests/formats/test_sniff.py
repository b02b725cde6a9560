"""What a file is, by its bytes."""

import pytest

from mensch.formats.sniff import sniff


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", "vcard"),
        (b"\xef\xbb\xbf\r\nbegin:vcard\n", "vcard"),
        ("BEGIN:VCARD\r\nFN:Ada\r\n".encode("utf-16-be"), "vcard"),
        ("BEGIN:VCARD\r\nFN:Ada\r\n".encode("utf-16"), "vcard"),
        (b"# comment\nBEGIN:VCARD\n", "vcard"),
        (b"FN:Ada\nTEL:1\n", "vcard"),
        (b"BEGIN:VCALENDAR\n", "ical"),
        (b"BEGIN:VEVENT\n", "ical"),
        (b"From ada@example.org Mon Mar  2 09:15:00 2026\nTo: x\n", "mbox"),
        (b"From: ada@example.org\nSubject: a, b\n\nBEGIN:VCARD\n", "mail"),
        (b"Received: by x\n\tfor y\nTo: ben@example.org\n\n", "mail"),
        (b"PK\x03\x04rest", "zip"),
        (b"MECARD:N:Ada;;", "mecard"),
        (b'["vcard",[["version",{},"text","4.0"]]]', "json:jcard"),
        (b'[["vcard",[]]]', "json:jcard"),
        (b'{"@type":"Card","version":"1.0"}', "json:jscontact"),
        (b'[{"@type": "Card"}]', "json:jscontact"),
        (b"First Name,Last Name,Email\n", "csv"),
        (b"Name;Mail\n", "csv"),
        (b"<?xml version='1.0'?><x/>", "xml"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"nothing to see here", "unknown"),
    ],
)
def test_the_content_decides_what_a_file_is(head: bytes, form: str) -> None:
    assert sniff(head) == form


def test_a_name_does_not_overrule_what_the_bytes_say() -> None:
    assert sniff(b"BEGIN:VCARD\n", "people.csv") == "vcard"


def test_a_name_helps_where_bytes_say_nothing() -> None:
    assert sniff(b"Just words.\n", "1234.eml") == "mail"
    assert sniff(b"Name\nAda\n", "people.csv") == "csv"
