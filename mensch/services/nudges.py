"""What the owner does with a nudge: later, already done, not this one. Each is a row, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404

from mensch.core import today as rules
from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.touches import Id, Kind
from mensch.errors import InputError
from mensch.models import AfterMeeting, Laid, Letter, Person, Promise, PromiseEnd, Rest, ThankYou, Touch, Vault
from mensch.services import introduction_outcomes, outbox, standings
from mensch.services.access import private, public, see
from mensch.services.prepared import prepared

_KEPT = {NudgeKind.PROMISE, NudgeKind.PROMISE_OPEN, NudgeKind.THEIR_PROMISE}
_THANKED = {NudgeKind.THANK_YOU, NudgeKind.THANK_LATER}
_IN_TOUCH = {NudgeKind.REPLY, NudgeKind.RHYTHM, NudgeKind.MEET}
_REMEMBERED = timedelta(days=400)
_UNDECIDED = ("pressed", "sending", "not_sent", "unknown")
WHEN = ("tomorrow", "monday", "week")


class Named(NamedTuple):
    """A nudge as it stands in a form: its kind, what it is about, and when it was due."""

    kind: NudgeKind
    subject: Id
    due: date | datetime | None


def name(nudge: Nudge) -> str:
    """A nudge as text: kind:subject:due."""
    return f"{nudge.kind}:{public(nudge.subject)}:{nudge.due.isoformat() if nudge.due else ''}"


@lru_cache(maxsize=4096)  # Today reads the same ones each time
def named(text: str) -> Named:
    """The nudge behind its text. Raises InputError."""
    kind, _, rest = text.partition(":")
    subject, _, due = rest.partition(":")
    try:
        when = None if not due else date.fromisoformat(due) if len(due) == 10 else datetime.fromisoformat(due)
        return Named(NudgeKind(kind), private(subject), when)
    except (ValueError, Http404) as error:
        raise InputError("That is no line of Today.") from error


def until(when: str, *, today: date) -> date:
    """The day a word of WHEN stands for. Raises InputError."""
    match when:
        case "tomorrow":
            return today + timedelta(days=1)
        case "monday":
            return today + timedelta(days=7 - today.weekday())
        case "week":
            return today + timedelta(days=7)
    raise InputError("Later is tomorrow, Monday or next week.")


@transaction.atomic
def lay(
    *,
    vault: Vault,
    person: str,
    nudge: str,
    how: str,
    when: str = "",
    now: datetime,
    today: date,
    letter: bool = False,
) -> Laid:
    """Lay a nudge aside. Done also keeps the promise, notes the thanks or the word. A second press changes nothing.

    `letter`: it was done by a letter that went.
    """
    row, about = see(vault, Person, person), named(nudge)
    if how not in set(rules.How):
        raise InputError("A line of Today is done, for later, or not this one.")
    day = until(when, today=today) if how == rules.How.LATER else None
    before: Laid | None = Laid.objects.filter(
        vault=vault, person=row, nudge=nudge, how=how, until=day, undone_at=None
    ).first()
    if before:
        return before
    laid: Laid = Laid.objects.create(vault=vault, person=row, nudge=nudge, how=how, until=day, at=now)
    if how == rules.How.DONE:
        _follow(laid, about, letter)
    return laid


def _follow(laid: Laid, about: Named, letter: bool) -> None:
    """What has been done is noted where it belongs, under the same moment, so that undo finds it."""
    vault, person, at = laid.vault, laid.person, laid.at
    if about.kind in _KEPT:
        promise = see(vault, Promise, public(about.subject))
        PromiseEnd.objects.get_or_create(vault=vault, promise=promise, defaults={"how": "kept", "at": at})
    elif about.kind in _THANKED:
        touch = Touch.objects.filter(vault=vault, person=person, pk=about.subject).first()
        ThankYou.objects.create(vault=vault, person=person, touch=touch, at=at)
    elif about.kind is NudgeKind.INTRODUCTION:
        introduction_outcomes.hear(vault=vault, introduction=public(about.subject), now=at)
    elif about.kind is NudgeKind.REST:
        Rest.objects.create(vault=vault, person=person, since=at)
    if letter or about.kind in _THANKED | _IN_TOUCH:
        touched(vault=vault, person=person, at=at, kind=Kind.MAIL if letter else Kind.OTHER, key=public(laid.pk))


def touched(*, vault: Vault, person: Person, at: datetime, kind: Kind, key: str) -> None:
    """The owner says that a word of theirs went to a person."""
    said = {"kind": kind.value, "at": at, "by_me": True, "source": "said", "key": f"said:{key}"}
    Touch.objects.create(vault=vault, person=person, **said)
    standings.refresh(vault=vault, people=[person.pk])


@transaction.atomic
def undo(*, vault: Vault, laid: str, now: datetime) -> Laid:
    """Take it back, and what followed from it. A second press changes nothing."""
    row = see(vault, Laid, laid)
    if row.undone_at is not None:
        return row
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    Touch.objects.filter(vault=vault, person=row.person_id, key=f"said:{public(row.pk)}").delete()
    PromiseEnd.objects.filter(vault=vault, promise__person=row.person_id, at=row.at).delete()
    ThankYou.objects.filter(vault=vault, person=row.person_id, at=row.at).delete()
    Rest.objects.filter(vault=vault, person=row.person_id, since=row.at).delete()
    AfterMeeting.objects.filter(vault=vault, made_at=row.at).delete()
    introduction_outcomes.unhear(vault=vault, at=row.at)
    for letter in Letter.objects.filter(vault=vault, person=row.person_id, said_sent_at=row.at):
        outbox.take_back(letter=letter, now=now)
    standings.refresh(vault=vault, people=[row.person_id])
    return row


def laid_aside(*, vault: Vault, now: datetime, today: date) -> list[rules.Laid]:
    """Everything laid aside that may still hide a line of today, and lines whose letter is on its way or in doubt."""
    laid = _hiding(vault=vault, since=now - _REMEMBERED, today=today)
    return list(_facts([*laid, *((line, who, rules.How.DONE, None) for line, who in _in_letters(vault=vault))]))


@prepared()
def _in_letters(*, vault: Vault) -> QuerySet[Any, Any]:
    return Letter.objects.filter(vault=vault, state__in=_UNDECIDED).exclude(nudge="").values_list("nudge", "person_id")


@prepared()
def _hiding(*, vault: Vault, since: datetime, today: date) -> QuerySet[Any, Any]:
    rows = Laid.objects.filter(vault=vault, undone_at=None, at__gte=since).filter(Q(until=None) | Q(until__gt=today))
    return rows.values_list("nudge", "person_id", "how", "until")


def _facts(rows: Iterable[tuple[str, Id, str, date | None]]) -> Iterable[rules.Laid]:
    for text, person, how, day in rows:
        try:
            about = named(text)
        except InputError:  # a name of another version hides nothing
            continue
        whom = None if about.kind is NudgeKind.WHOM_AGAIN else person
        yield rules.Laid(about.kind, whom, about.subject, rules.How(how), day, about.due)


def done_today(*, vault: Vault, since: datetime) -> int:
    """How many things of Today were done since its morning: the owner's own acts, nobody else's."""
    return len(_done(vault=vault, since=since))


@prepared()
def _done(*, vault: Vault, since: datetime) -> QuerySet[Any, Any]:
    rows = Laid.objects.filter(vault=vault, at__gte=since, undone_at=None, how=rules.How.DONE.value)
    return rows.values_list("pk", flat=True)
