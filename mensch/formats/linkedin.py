"""LinkedIn's Connections.csv. Listed is not known: these records say that somebody is listed there, nothing more."""

from __future__ import annotations

from collections.abc import Iterator

from mensch.core.people import fold
from mensch.core.records import Item, Name, Post, Record
from mensch.formats.linkedin_fields import Cells, columns, read_each
from mensch.formats.persons import Keys
from mensch.formats.phones import email, url
from mensch.formats.tabledates import Order, day

COLUMNS = columns("First Name|Last Name|URL|Profile URL|Email Address|Company|Position|Tags", "Connected On")


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:  # noqa: ARG001  (readers share one signature)
    """Records with source 'linkedin.connections' and key = profile address, else folded name and company.

    Rows of removed members hold a date only and are set aside as 'removed-member'; the notes that LinkedIn writes below
    its header in old exports as 'note'. `on` is the day of the connection, None when it cannot be read.
    """
    keys = Keys()
    return read_each(data, COLUMNS, lambda cells: _person(cells, keys))


def _person(cells: Cells, keys: Keys) -> Iterator[Item]:
    given, family = cells.get("first name"), cells.get("last name")
    link, mail = cells.get("url", "profile url"), cells.get("email address")
    connected = cells.get("connected on")
    if not (given or family or link or mail):
        yield cells.aside("removed-member" if connected else "nobody")
        return
    if given and not any((family, link, mail, connected, cells.get("company"), cells.get("position"))) and _note(given):
        yield cells.aside("note")
        return
    on = day(connected, Order.MONTH)
    if connected and on is None:
        yield cells.repaired("date-unreadable", connected, "Connected On")
    org, title = cells.get("company"), cells.get("position")
    addresses = tuple(a for a in ((url(link) if link else None), (email(mail) if mail else None)) if a)
    full = " ".join(p for p in (given, family) if p)
    key = next((a.key for a in addresses if link and a.key), "") or keys.once("|".join((fold(full) or full, fold(org))))
    yield Record(
        "linkedin.connections",
        key,
        Name(full, given, family),
        addresses,
        (Post(org, title),) if org or title else (),
        on=on,
        line=cells.line,
        raw=cells.text(),
    )


def _note(text: str) -> bool:
    return fold(text) in {"notes", "note"} or len(text) > 60 or text.lower().startswith("when exporting")
