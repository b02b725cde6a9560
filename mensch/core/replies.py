"""Replies I owe: the last word in a thread is theirs, written to me and a few at most, and I have not written since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from mensch.core.acquaintance import MailThread
from mensch.core.mailflow import CLOCKS_DIFFER, MOST, Written, name_of, recipients
from mensch.core.moments import day, instant
from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.reasons import Code, Reason, because
from mensch.core.records import Party
from mensch.core.touches import Id, Kind

FEW = 3
WAIT = timedelta(days=30)


class ReplyOwed(NamedTuple):
    """Somebody waits for the owner's answer. `thread` names the thread, `key` the mail or message to answer."""

    party: Party
    at: datetime
    thread: str
    key: str
    kind: Kind
    subject: str = ""


def replies_owed(
    words: Iterable[Written], own: Set[str], *, now: datetime, who: Mapping[str, Id] | None = None
) -> list[ReplyOwed]:
    """The threads that wait for the owner, the longest wait first. At most one for each thread.

    Asked for: last word theirs; the owner in To, not only Cc; at most 3 recipients; not automatic; within 30 days; and
    the owner has written to them nowhere since, neither mail nor message. `who` (folded address to person) tells which
    addresses are one person's; without it each address stands alone.
    """
    same = _Same(who or {})
    last: dict[str, Written] = {}
    written_to: dict[str | Id, datetime] = {}
    for word in words:
        at = _counted(word, now)
        if at is None or word.sender is None:
            continue
        if name_of(word.sender) in own and len(recipients(word)) <= MOST:
            for name in map(same.of, recipients(word)):
                written_to[name] = max(at, written_to.get(name, at))
        before = last.get(word.thread)
        if before is None or (at, word.key) > (instant(before.at or now), before.key):
            last[word.thread] = word
    waiting = (word for word in last.values() if _waits(word, own, now) and same.unanswered(word, written_to))
    owed = [
        ReplyOwed(word.sender, instant(word.at), word.thread, word.key, word.kind, word.subject)
        for word in waiting
        if word.sender and word.at
    ]
    return sorted(owed, key=lambda reply: (reply.at, reply.key))


def _counted(word: Written, now: datetime) -> datetime | None:
    """When it was written, if that is known and past. Automatic words are not part of the talk."""
    if word.no_touch or word.at is None or instant(word.at) > instant(now) + CLOCKS_DIFFER:
        return None
    return instant(word.at)


class _Same(NamedTuple):
    """Which addresses are one person's."""

    who: Mapping[str, Id]

    def of(self, name: str) -> str | Id:
        return self.who.get(name, name)

    def unanswered(self, word: Written, written_to: Mapping[str | Id, datetime]) -> bool:
        since = written_to.get(self.of(name_of(word.sender))) if word.sender else None
        return word.at is not None and (since is None or since < instant(word.at))


def _waits(word: Written, own: Set[str], now: datetime) -> bool:
    if word.at is None or word.sender is None or name_of(word.sender) in own:
        return False
    to_me = any(party.address in own for party in word.to)
    fresh = instant(now) - instant(word.at) <= WAIT
    return to_me and fresh and len(recipients(word)) <= FEW


def reply_nudges(owed: Iterable[tuple[Id, Id, ReplyOwed]], *, zone: tzinfo) -> list[Nudge]:
    """Nudges for replies owed to known persons, given as (person, subject, reply); due since the day it was written."""
    return [
        Nudge(NudgeKind.REPLY, person, _reason(reply, zone), day(reply.at, zone), subject)
        for person, subject, reply in owed
    ]


def _reason(reply: ReplyOwed, zone: tzinfo) -> Reason:
    return because(Code.REPLY, on=day(reply.at, zone), how=reply.kind, subject=reply.subject or None)


def mail_threads(words: Iterable[Written], who: Mapping[str, Id], *, zone: tzinfo) -> list[MailThread]:
    """Who wrote in which thread, for `acquainted`: known persons only; automatic, undated and mass mail left out."""
    found: dict[str, list[tuple[Id, datetime]]] = {}
    for word in words:
        person = who.get(word.sender.address) if word.sender else None
        if person is not None and word.at and not word.no_touch and len(recipients(word)) <= MOST:
            found.setdefault(word.thread, []).append((person, word.at))
    return [MailThread(tuple((person, day(at, zone)) for person, at in wrote)) for wrote in found.values()]
