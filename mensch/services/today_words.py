"""Facts for Today out of mail and messages: replies owed, notes without answer. Bounded by time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django.db.models import Count, Max, Q

from mensch.core import cadence
from mensch.core.mailflow import Written
from mensch.core.moments import day
from mensch.core.nudges import Nudge
from mensch.core.records import Party
from mensch.core.replies import WAIT, replies_owed, reply_nudges
from mensch.core.touches import Id, Kind, Touch
from mensch.models import Occasion, Vault
from mensch.models import Touch as TouchRow

_ME = Party("me")
_WORDS = (Kind.MAIL.value, Kind.MESSAGE.value)
_SILENCE = timedelta(days=120)
_MOST = 6000
_FEW = 50
_MEET = 3


def replies(*, vault: Vault, now: datetime, zone: tzinfo) -> list[Nudge]:
    """Threads whose last word came to the owner and waits."""
    recent = TouchRow.objects.filter(vault=vault, at__gte=now - WAIT, kind__in=_WORDS)
    fields = ("id", "person_id", "key", "at", "thread", "kind", "by_me", "direct")
    rows = list(recent.order_by("-at").values_list(*fields)[:_MOST])
    subject = {key: pk for pk, _, key, *_ in rows}
    owed = replies_owed(map(_written, rows), {_ME.address}, now=now)
    about = _about(vault, [reply.key for reply in owed])
    known = [(int(r.party.address), subject[r.key], r._replace(subject=about.get(r.key, ""))) for r in owed]
    return reply_nudges(known, zone=zone)


def _written(row: tuple[Any, ...]) -> Written:
    """A touch told as a written word between the owner and a person; a mail to a group waits for nobody."""
    _, person, key, at, thread, kind, by_me, direct = row
    them = Party(str(person))
    if by_me:
        return Written(key, at, thread or key, _ME, (them,), kind=Kind(kind))
    return Written(key, at, thread or key, them, (_ME,) if direct and by_me is False else (), kind=Kind(kind))


def _about(vault: Vault, keys: list[str]) -> dict[str, str]:
    rows = Occasion.objects.filter(vault=vault, kind="mail", key__in=keys).values_list("key", "facts")
    return {key: str(facts.get("subject") or "") for key, facts in rows}


def silences(*, vault: Vault, now: datetime, zone: tzinfo) -> list[Nudge]:
    """Who did not answer two notes in seven weeks (let it rest?), and whom the owner writes to and never met."""
    sums = list(_sums(vault, now))
    silent = [one["person"] for one in sums if one["mine"] >= cadence.NOTES and not _heard(one)][:_FEW]
    distant = [one["person"] for one in sums if not one["met"] and _both(one)][:_MEET]
    touches = list(_touches(vault, [*silent, *distant], zone))
    rest = cadence.rest(cadence.unanswered(_by_day(touches)), today=day(now, zone))
    return [*(n for n in rest if n.person in silent), *(n for n in cadence.meet(touches) if n.person in distant)]


def _sums(vault: Vault, now: datetime) -> Any:
    """Per person, of the last months: how many words by the owner and by them, the last of each, and whether met."""
    mine, theirs = Q(by_me=True, kind__in=_WORDS), Q(by_me=False, kind__in=_WORDS)
    together = Q(kind__in=(Kind.MET.value, Kind.CALL.value, Kind.VIDEO.value))
    recent = TouchRow.objects.filter(vault=vault, at__gte=now - _SILENCE).values("person")
    return recent.annotate(
        mine=Count("id", filter=mine),
        theirs=Count("id", filter=theirs),
        wrote=Max("at", filter=mine),
        heard=Max("at", filter=theirs | together),
        met=Count("id", filter=Q(kind=Kind.MET.value)),
    ).order_by("-wrote")


def _heard(one: dict[str, Any]) -> bool:
    return one["heard"] is not None and one["heard"] >= one["wrote"]


def _both(one: dict[str, Any]) -> bool:
    return bool(one["mine"] and one["theirs"] and one["mine"] + one["theirs"] >= cadence.MANY_WORDS)


def _touches(vault: Vault, people: list[Id], zone: tzinfo) -> Iterator[Touch]:
    rows = TouchRow.objects.filter(vault=vault, person__in=people)
    for person, at, kind, by_me in rows.values_list("person_id", "at", "kind", "by_me"):
        yield Touch(person, day(at, zone), Kind(kind), by_me)


def _by_day(touches: list[Touch]) -> list[Touch]:
    """One note a day at most: the letter written here and the same mail, read later from the mailbox, are one."""
    return list(dict.fromkeys(touches))
