"""Who wrote to whom: mails and messages as written words, and written words as dealings between the owner and others.

What is no dealing says why, so that every mail is accounted for. A mail to 6 to 12 people has no direction, for
nobody in particular was written to; one to more than 12 is no dealing. Being a fellow recipient is no evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from mensch.core.moments import day, instant
from mensch.core.reasons import Code
from mensch.core.records import MailRecord, MessageRecord, Party
from mensch.core.threads import roots
from mensch.core.touches import Id, Kind, Touch

IN_PERSON = 5  # recipients up to whom a mail is written to each of them
MOST = 12
CLOCKS_DIFFER = timedelta(days=1)


class Written(NamedTuple):
    """One mail or message as far as the rules care. `at` is None when unknown; `no_touch` says why it cannot count."""

    key: str
    at: datetime | None
    thread: str
    sender: Party | None
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    delivered_to: tuple[str, ...] = ()
    no_touch: str = ""
    kind: Kind = Kind.MAIL
    subject: str = ""


class Dealing(NamedTuple):
    """A touch before we know the person: the other party (address folded, or only a name)."""

    party: Party
    at: datetime
    kind: Kind
    by_me: bool | None
    key: str


def mails(records: Iterable[MailRecord]) -> list[Written]:
    """Mails with their threads, found through Message-ID, In-Reply-To and References (RFC 5322, 3.6.4)."""
    given = list(records)
    root = roots((mail.key, mail.answers) for mail in given)
    return [
        Written(m.key, m.at, root[m.key], m.sender, m.to, m.cc, m.delivered_to, m.automatic, Kind.MAIL, m.subject)
        for m in given
    ]


def messages(records: Iterable[MessageRecord]) -> list[Written]:
    """The messages of a platform; their thread is the platform's conversation."""
    return [
        Written(m.key, m.at, f"{m.channel} {m.thread}", m.sender, m.to, no_touch=m.no_touch, kind=Kind.MESSAGE)
        for m in records
    ]


def recipients(written: Written) -> dict[str, Party]:
    """Everybody it was written to, each once, by `name_of`."""
    return {name_of(party): party for party in (*written.to, *written.cc)}


def name_of(party: Party) -> str:
    """What a party is known by: the address, else the name."""
    return party.address or party.name


def why_none(written: Written, own: Set[str], *, now: datetime) -> Code | None:
    """Why this is no dealing of the owner with anybody, or None when it is one. `own`: the owner's folded addresses."""
    if written.no_touch:
        return Code.AUTOMATIC
    if written.at is None:
        return Code.NO_DATE
    if instant(written.at) > instant(now) + CLOCKS_DIFFER:
        return Code.IN_THE_FUTURE
    if written.sender is None:
        return Code.NO_SENDER
    others = recipients(written)
    if len(others) > MOST:
        return Code.TOO_MANY
    if name_of(written.sender) not in own:
        mine = not own.isdisjoint((*others, *written.delivered_to))
        return None if mine else Code.NOT_YOURS
    return Code.TO_YOURSELF if others.keys() <= own else None


def dealings(words: Iterable[Written], own: Set[str], *, now: datetime) -> Iterator[Dealing]:
    """The owner's dealings with others, in the order given. Mails for which `why_none` has an answer give none."""
    for written in words:
        if why_none(written, own, now=now) is None and written.at and written.sender:
            others = recipients(written)
            direct = len(others) <= IN_PERSON
            by_me = name_of(written.sender) in own
            for party in _parties(written.sender, others, own):
                yield Dealing(party, written.at, written.kind, by_me if direct else None, written.key)


def _parties(sender: Party, others: Mapping[str, Party], own: Set[str]) -> Iterable[Party]:
    if name_of(sender) in own:
        return [party for name, party in others.items() if name not in own]
    return [sender]


class Known(NamedTuple):
    """Dealings with known persons as touches, and the dealings with parties that nobody is known by."""

    touches: list[Touch]
    unknown: list[Dealing]


def touches(found: Iterable[Dealing], who: Mapping[str, Id], *, zone: tzinfo) -> Known:
    """Whom the dealings were with. `who`: folded address to person; `zone`: the owner's, for the day of each touch."""
    known = Known([], [])
    for dealing in found:
        person = who.get(dealing.party.address) if dealing.party.address else None
        if person is None:
            known.unknown.append(dealing)
        else:
            known.touches.append(Touch(person, day(dealing.at, zone), dealing.kind, dealing.by_me))
    return known
