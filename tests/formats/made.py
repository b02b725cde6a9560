"""Hypothesis strategies: records that a card can hold, cards of odd lines, damage."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from mensch.core.records import Address, AddressKind, Name, Post, Record, RecordKind
from mensch.formats import phones
from mensch.formats.charset import clean
from mensch.formats.vcard_fields import handle

SIGNS = "aB7 ,;:\\\"'=\n.-_@ü漢✓"
TEXT = st.text(SIGNS, max_size=12).map(lambda text: clean(text).strip())
SOME = TEXT.filter(bool)
LINE = SOME.map(lambda text: " ".join(text.split())).filter(bool)
LABEL = st.sampled_from(["", "home", "work", "cell", "work fax", "Boat", "Cell Home", "Büro; 2, rot"])
DIGITS = st.text("0123456789 -/()", min_size=1, max_size=14).map(str.strip).filter(bool)
BIRTHDAY = st.sampled_from(["", "1980-03-22", "--02-29", "1980", "1980-03"])
EMAIL = st.builds(phones.email, LINE, LABEL)
PHONE = st.builds(phones.phone, DIGITS, LABEL)
LINKS = st.sampled_from(["https://example.org/a,b;c", "example.org", "http://x.example/?q=1\\2"])
URL = st.builds(phones.url, LINKS, LABEL)
HANDLE = st.builds(
    handle, st.sampled_from(["skype", "matrix", "xmpp", "icq"]), st.sampled_from(["ada", "ada.l@x", "7"])
)
POSTAL = LINE.map(lambda text: Address(AddressKind.POSTAL, text))
ADDRESSES = st.lists(EMAIL | PHONE | URL | HANDLE | POSTAL, max_size=5).map(tuple)
VARIANTS = st.lists(LINE, max_size=2, unique=True).map(tuple)
NAMES = st.builds(Name, LINE, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, LINE | st.just(""), VARIANTS).map(
    lambda name: name._replace(variants=tuple(v for v in name.variants if v != name.full))
)
POSTS = st.lists(st.builds(Post, SOME, TEXT, TEXT, st.just(""), st.just("")), max_size=3).map(tuple)
RECORDS = st.builds(
    Record,
    st.just("vcard"),
    st.just("key"),
    NAMES,
    ADDRESSES,
    POSTS,
    st.sampled_from(list(RecordKind)),
    BIRTHDAY,
    LINE | st.just(""),
    TEXT,
    st.lists(SOME, max_size=3, unique=True).map(tuple),
)

CARD_LINES = st.lists(
    st.sampled_from(
        [
            "FN:Ada",
            "N:Löwe;Ada;;;",
            "TEL;CELL:1",
            "item1.EMAIL;TYPE=work:a@example.org",
            "item1.X-ABLabel:Boat",
            "NOTE;ENCODING=QUOTED-PRINTABLE:a=",
            "=C3=BC",
            " folded",
            "\tfolded",
            "PHOTO;ENCODING=b:QUJD",
            "QUJD",
            "AGENT:BEGIN:VCARD",
            "BEGIN:VCARD",
            "END:VCARD",
            "VERSION:2.1",
            "VERSION:4.0",
            "ORG:One;Two",
            "TITLE:Cook",
            "BDAY:1980-13-01",
            "no colon",
            "# note",
            "",
            ":",
            ";;:;",
            'X-A;B="c:d',
            "X-KEEP;Q=1:as it is",
            "X-UML:\udcfc",
            "CATEGORIES:a,,b",
            "KIND:org",
            "UID:7",
        ]
    ),
    max_size=14,
)
CARD = CARD_LINES.map(
    lambda lines: "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode("utf-8", "surrogateescape")
)


def facts(record: Record) -> Record:
    """The record without where it came from and what is worked out from the rest."""
    bare = tuple(Address(a.kind, a.value, "", a.label) for a in record.addresses)
    return replace(record, source="", key="", addresses=bare, line=0, raw="")
