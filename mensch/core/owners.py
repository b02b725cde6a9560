"""Which addresses are the owner's own: candidates with their facts, for the owner to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from mensch.core.mailflow import name_of
from mensch.core.reasons import Code, Reason, because
from mensch.core.records import MailRecord, MessageRecord

# Names of the folder of sent mail, as providers label it, folded. RFC 6154 calls it \\Sent.
SENT = frozenset({"sent", "\\sent", "sent mail", "sent items", "sent messages", "gesendet", "gesendete elemente"})


class OwnCandidate(NamedTuple):
    """An address that may be the owner's. `sure` when the facts leave one reading only."""

    address: str
    reason: Reason
    sure: bool


class _Counts(NamedTuple):
    sent: Counter[str]
    delivered: Counter[str]
    sender: Counter[str]
    addressed: Counter[str]


def own_addresses(mails: Iterable[MailRecord], *, limit: int = 8) -> list[OwnCandidate]:
    """The owner's likely addresses, likeliest first: sender in Sent, Delivered-To, most often both in From and To."""
    counts = _count(mails)
    names = {*counts.sent, *counts.delivered, *(counts.sender.keys() & counts.addressed.keys())}
    ordered = sorted(names, key=lambda name: (*(-n for n in _facts(counts, name)), name))
    return [_candidate(counts, name) for name in ordered[:limit]]


def _count(mails: Iterable[MailRecord]) -> _Counts:
    counts = _Counts(Counter(), Counter(), Counter(), Counter())
    for mail in mails:
        if mail.automatic:  # a list delivers to itself, a robot writes in nobody's name
            continue
        counts.delivered.update(set(mail.delivered_to))
        counts.addressed.update({party.address for party in (*mail.to, *mail.cc) if party.address})
        if mail.sender and mail.sender.address:
            counts.sender[mail.sender.address] += 1
            counts.sent[mail.sender.address] += any(label.strip().casefold() in SENT for label in mail.labels)
    return counts._replace(sent=+counts.sent, delivered=+counts.delivered)


def _facts(counts: _Counts, name: str) -> tuple[int, int, int]:
    return counts.sent[name], counts.delivered[name], min(counts.sender[name], counts.addressed[name])


def _candidate(counts: _Counts, name: str) -> OwnCandidate:
    sent, delivered, both = _facts(counts, name)
    if sent:
        return OwnCandidate(name, because(Code.OWN_SENT, mails=sent), sure=True)
    if delivered:
        most = delivered > 1 and delivered == max(counts.delivered.values())
        return OwnCandidate(name, because(Code.OWN_DELIVERED, mails=delivered), sure=most)
    return OwnCandidate(name, because(Code.OWN_FREQUENT, mails=both), sure=False)


def own_parties(messages: Iterable[MessageRecord], *, limit: int = 3) -> list[OwnCandidate]:
    """On a platform: who takes part in most conversations. Sure when it is in all of several, and nobody else is."""
    present: dict[str, set[str]] = {}
    for message in messages:
        names = {name_of(party) for party in (message.sender, *message.to)} - {""}
        present.setdefault(f"{message.channel} {message.thread}", set()).update(names)
    counts = Counter(name for names in present.values() for name in names)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    everywhere = [name for name, times in ordered if times == len(present) > 1]
    return [
        OwnCandidate(name, because(Code.OWN_CONVERSATIONS, times=times, of=len(present)), everywhere == [name])
        for name, times in ordered
    ]
