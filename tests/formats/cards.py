"""Makers for the tests of cards: a card from lines, and what its reader says of it. Example data only."""

from __future__ import annotations

from mensch.core.records import AddressKind, Done, Fault, Item, Record, Seen
from mensch.formats import vcard


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> bytes:
    """One card in UTF-8."""
    return "".join(f"{line}{end}" for line in ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD")).encode()


def records(items: list[Item]) -> list[Record]:
    return [item for item in items if isinstance(item, Record)]


def faults(items: list[Item]) -> list[Fault]:
    return [item for item in items if isinstance(item, Fault)]


def codes(data: bytes) -> list[str]:
    return [fault.code for fault in faults(list(vcard.read(data)))]


def cards(data: bytes) -> list[Record]:
    return records(list(vcard.read(data)))


def one(*lines: str, version: str = "3.0") -> Record:
    """The only record of a card with these lines."""
    [record] = cards(card(*lines, version=version))
    return record


def values(record: Record, kind: AddressKind) -> list[str]:
    return [address.value for address in record.of(kind)]


def emails(record: Record) -> list[str]:
    return values(record, AddressKind.EMAIL)


def phones(record: Record) -> list[str]:
    return values(record, AddressKind.PHONE)


def accounted(items: list[Item]) -> bool:
    """The law of every reader: it ends with Seen, and what was found was read or set aside."""
    aside = [fault for fault in faults(items) if fault.done is Done.SET_ASIDE]
    last = items[-1]
    return isinstance(last, Seen) and last.found == len(records(items)) + len(aside)
