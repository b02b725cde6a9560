"""Who is missing from the book: people met, or written with both ways, whom no address book lists."""

from __future__ import annotations

from collections.abc import Iterable

from mensch.core.mailflow import Dealing
from mensch.core.records import Address, AddressKind, Name, Record
from mensch.core.touches import Kind

_DESKS = ("noreply", "no-reply", "donotreply", "do-not-reply", "mailer-daemon", "postmaster", "notifications", "bounce")


def newcomers(dealings: Iterable[Dealing]) -> list[Record]:
    """Records of those with an address who were met or spoken to, or who wrote and were written to."""
    seen: dict[str, _Seen] = {}
    for dealing in dealings:
        if dealing.party.address and not dealing.party.address.startswith(_DESKS):
            seen.setdefault(dealing.party.address, _Seen()).take(dealing)
    return [_record(address, facts) for address, facts in seen.items() if facts.known]


class _Seen:
    def __init__(self) -> None:
        self.met = self.wrote = self.answered = False
        self.name = ""
        self.kind = Kind.MAIL

    def take(self, dealing: Dealing) -> None:
        self.met |= dealing.kind in (Kind.MET, Kind.VIDEO)
        self.wrote |= dealing.by_me is True
        self.answered |= dealing.by_me is False
        self.kind = dealing.kind
        if dealing.by_me is not True or not self.name:  # how they sign themselves beats how the owner wrote them
            self.name = dealing.party.name.strip() or self.name

    @property
    def known(self) -> bool:
        return self.met or (self.wrote and self.answered)


def _record(address: str, facts: _Seen) -> Record:
    mail = "@" in address
    kind = AddressKind.EMAIL if mail else AddressKind.URL
    source = "mail" if facts.kind is Kind.MAIL else "calendar" if facts.met else "messages"
    return Record(source, address, Name(facts.name or address), (Address(kind, address, address),))
