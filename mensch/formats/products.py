"""Whose table or JSON this is, by the names in it, and the reader for it. The file's own name is only a hint.

`read` is what sniffing a CSV or JSON file ends in; `detect` and `hint` are for the page that shows a file before
reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mensch.core.records import Done, Fault, Item, Seen
from mensch.formats import (
    columns,
    generic,
    google,
    guests,
    linkedin,
    linkedin_messages,
    linkedin_other,
    linkedin_past,
    linkedin_words,
    monica,
    outlook,
    social,
    thunderbird,
)
from mensch.formats.jsons import NotReadable
from mensch.formats.table import Fit, column_name, find

Reader = Callable[..., Iterator[Item]]


class Product(NamedTuple):
    """A kind of file: its name, how its header is known, its reader, and what to say about it."""

    name: str
    fit: Fit
    read: Reader
    hint: str = ""


_NO_PEOPLE = "The people are in Connections.csv; both may be given, or the whole ZIP."
PRODUCTS = (
    Product("linkedin.connections", linkedin.COLUMNS.fit, linkedin.read),
    Product(
        "linkedin.messages",
        linkedin_messages.MESSAGES.fit,
        linkedin_messages.read,
        f"This looks like LinkedIn's messages. {_NO_PEOPLE}",
    ),
    Product(
        "linkedin.invitations",
        linkedin_messages.INVITATIONS.fit,
        linkedin_messages.read_invitations,
        f"This looks like LinkedIn's invitations. {_NO_PEOPLE}",
    ),
    Product(
        "linkedin.recommendations",
        linkedin_words.RECOMMENDATIONS.fit,
        linkedin_words.read_received,
        f"This looks like LinkedIn's recommendations. {_NO_PEOPLE}",
    ),
    Product(
        "linkedin.endorsements",
        linkedin_words.ENDORSEMENTS.fit,
        linkedin_words.read_endorsements,
        f"This looks like LinkedIn's endorsements. {_NO_PEOPLE}",
    ),
    Product(
        "linkedin.positions",
        linkedin_past.POSITIONS.fit,
        linkedin_past.read_positions,
        f"This looks like your own positions on LinkedIn. {_NO_PEOPLE}",
    ),
    Product(
        "linkedin.education",
        linkedin_past.EDUCATION.fit,
        linkedin_past.read_education,
        f"This looks like your own education on LinkedIn. {_NO_PEOPLE}",
    ),
    Product(
        "linkedin.other",
        linkedin_other.fit,
        linkedin_other.read,
        f"This is LinkedIn's table about yourself; nobody else is in it. {_NO_PEOPLE}",
    ),
    Product("google", google.fit, google.read),
    Product("outlook", outlook.fit, outlook.read),
    Product("thunderbird", thunderbird.fit, thunderbird.read),
    Product("luma", guests.LUMA.fit, guests.read_luma, "A guest list: these people are listed, not met."),
    Product(
        "eventbrite", guests.EVENTBRITE.fit, guests.read_eventbrite, "A guest list: these people are listed, not met."
    ),
    Product("csv", generic.fit, generic.read, "Please look whether the columns mean what we think they mean."),
)
BY_NAME = {product.name: product for product in PRODUCTS}


def detect(rows: Sequence[Sequence[str]]) -> str:
    """The product whose column names fit one of these rows best; 'csv' for people from elsewhere, '' for no people."""
    best, most = "", 0
    for row in rows:
        names = tuple(column_name(cell) for cell in row)
        for product in PRODUCTS[:-1]:
            if (fits := product.fit(names)) > most:
                best, most = product.name, fits
    return best or ("csv" if any(generic.fit(tuple(map(column_name, row))) for row in rows) else "")


def header_of(data: bytes) -> tuple[str, ...]:
    """The column names of a table as written, or nothing when no row names columns we know."""
    table = find(data, _fits_any)
    return table.header if table else ()


def hint(name: str) -> str:
    """A helpful word about a product's file; '' when there is nothing to say."""
    return BY_NAME[name].hint if name in BY_NAME else ""


def read(
    data: bytes, *, name: str = "", region: str | None = None, mapping: str = "", ask: bool = False
) -> Iterator[Item]:
    """The items of a table or of a product's JSON. With `ask`, columns that could mean several things are left for a
    person to say; `mapping` is what they said (formats.columns).
    """
    if _is_json(data):
        return _read_json(data, region)
    header = header_of(data)
    product = detect([header])
    if product == "linkedin.recommendations":
        return _recommendations(data, name)
    if product in ("", "csv"):
        return columns.read(data, mapping, ask=ask, region=region)
    return BY_NAME[product].read(data, region=region)


def _fits_any(names: tuple[str, ...]) -> int:
    """A product's own header before any that only looks like people."""
    best = max(product.fit(names) for product in PRODUCTS[:-1])
    return best * 1000 if best else generic.fit(names)


def _recommendations(data: bytes, name: str) -> Iterator[Item]:
    """Received and given have the same columns: only the file's name tells them apart."""
    if "given" in name.lower():
        return linkedin_words.read_given(data)
    if "received" in name.lower():
        return linkedin_words.read_received(data)
    return _refused("recommendations-unnamed", "is it Recommendations_Received.csv or …_Given.csv?")


def _refused(code: str, text: str) -> Iterator[Item]:
    yield Fault(0, code, Done.SET_ASIDE, text[:80])
    yield Seen(1)


def _is_json(data: bytes) -> bool:
    first = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return first[:1] in (b"{", b"[") or first.startswith(b"window.YTD")


def _read_json(data: bytes, region: str | None) -> Iterator[Item]:
    try:
        value = social.parse(data)
    except NotReadable as error:
        return _refused(str(error), "")
    if monica.is_monica(value):
        return monica.read(data, region=region)
    if social.is_friends(value) or social.is_address_book(value) or social.is_handles(value):
        return social.read(data, region=region)
    return _refused("json-unknown", ", ".join(value)[:80] if isinstance(value, dict) else "")
