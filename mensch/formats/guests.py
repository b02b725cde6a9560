"""Guest lists of Luma and Eventbrite. To stand on the same list is an occasion, not a meeting: these records are
only listed.
"""

from __future__ import annotations

from collections.abc import Iterator

from mensch.core.people import fold
from mensch.core.records import Address, Item, Name, Record
from mensch.formats.linkedin_fields import Cells, columns, read_each
from mensch.formats.persons import Keys
from mensch.formats.phones import email, phone, url
from mensch.formats.rows import Row
from mensch.formats.table import find
from mensch.formats.tabledates import day

LUMA = columns(
    "name|first_name|last_name|email|phone_number|created_at|custom_source|amount|amount_tax|amount_discount|currency|"
    "coupon_code|eth_address|solana_address|survey_response_rating|survey_response_feedback|ticket_name|event_name|"
    "utm_source|guest_id",
    "api_id|approval_status|checked_in_at|ticket_type_id|qr_code_url",
)
EVENTBRITE = columns(
    "First Name|Last Name|Email|Email Address|Quantity|Ticket Type|Ticket Quantity|Event Name|Order Type|Total Paid|"
    "Cell Phone|Mobile Phone|Phone|Home Phone|Work Phone|Company|Job Title|Website|Attendee First Name|"
    "Attendee Last Name|Attendee Surname|Attendee Email|Buyer First Name|Buyer Last Name|Buyer Email",
    "Order #|Order ID|Order no.|Order Date|Attendee #|Attendee ID|Barcode #|Attendee Status",
)
_PHONES = ("phone number", "cell phone", "mobile phone", "phone", "home phone", "work phone")


def read_luma(data: bytes, *, region: str | None = None, event: str = "") -> Iterator[Item]:
    """Records with source 'luma' and key api_id. Labels: the event's name, where known, and how the guest stood to
    it.
    """
    keys = Keys()

    def guest(cells: Cells) -> Iterator[Item]:
        given, family = _parts(cells, "first name", "last name")
        name = Name(cells.get("name") or " ".join(p for p in (given, family) if p), given, family)
        status, came = cells.get("approval status"), cells.get("checked in at")
        uid = cells.get("api id", "guest id")
        there = "was there" if came and fold(status) in {"approved", ""} else status
        yield from _guest(cells, "luma", uid, name, keys, region, (event or cells.get("event name"), there), came)

    return read_each(data, LUMA, guest)


def read_eventbrite(data: bytes, *, region: str | None = None, event: str = "") -> Iterator[Item]:
    """Records with source 'eventbrite' and key Order # + Attendee #, else order, name and address.

    One buyer's address on several names is kept but not compared, so that nobody is merged by it.
    """
    keys, shared = Keys(), _shared(data)

    def guest(cells: Cells) -> Iterator[Item]:
        first = ("attendee first name", "first name")
        last = ("attendee last name", "attendee surname", "last name")
        given, family = cells.get(*first), cells.get(*last)
        name = Name(" ".join(p for p in (given, family) if p), given, family)
        order, number = cells.get("order", "order id", "order no"), cells.get("attendee", "attendee id", "barcode")
        mail = cells.get("attendee email", "email", "email address")
        uid = "|".join((order, number) if number else (order, fold(name.full), fold(mail))) if order else ""
        labels = (event or cells.get("event name"), cells.get("attendee status"))
        yield from _guest(cells, "eventbrite", uid, name, keys, region, labels, "", shared)

    return read_each(data, EVENTBRITE, guest)


def _guest(
    cells: Cells,
    source: str,
    uid: str,
    name: Name,
    keys: Keys,
    region: str | None,
    labels: tuple[str, ...],
    came: str,
    shared: frozenset[str] = frozenset(),
) -> Iterator[Item]:
    addresses = tuple(_addresses(cells, region, shared))
    if not (name.full or addresses):
        yield cells.aside("nobody")
        return
    key = keys.once(uid) if uid else keys.of(name.full, addresses)
    on = day(came or cells.get("created at", "order date"))
    said = tuple(dict.fromkeys(f"event: {label}" for label in labels if label))
    yield Record(source, key, name, addresses, uid=uid, labels=said, on=on, line=cells.line, raw=cells.text())


def _addresses(cells: Cells, region: str | None, shared: frozenset[str]) -> Iterator[Address]:
    if mail := cells.get("attendee email", "email", "email address"):
        made = email(mail)
        yield made._replace(key="", label="buyer") if made.key in shared else made
    for column in _PHONES:
        if number := cells.get(column):
            yield phone(number, column.removesuffix(" phone").removesuffix(" number"), region)
    for i, name in enumerate(cells.table.names):
        if "linkedin" in name and "linkedin.com/" in cells.row.cells[i].lower():
            yield url(cells.row.cells[i], "LinkedIn")


def _shared(data: bytes) -> frozenset[str]:
    """Addresses that stand beside more than one name: a buyer's."""
    table = find(data, EVENTBRITE.fit)
    names: dict[str, set[str]] = {}
    for row in table.rows() if table else ():
        if table and isinstance(row, Row):
            cells = Cells(table, row)
            mail = email(cells.get("attendee email", "email", "email address")).key
            first, last = _parts(
                cells, "attendee first name|first name", "attendee last name|attendee surname|last name"
            )
            names.setdefault(mail, set()).add(fold(f"{first} {last}"))
    return frozenset(mail for mail, who in names.items() if mail and len(who) > 1)


def _parts(cells: Cells, *columns: str) -> tuple[str, ...]:
    return tuple(cells.get(*column.split("|")) for column in columns)
