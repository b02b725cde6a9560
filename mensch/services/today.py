"""Today: gathers what is owed and due, asks the rules, and tells it. Reading changes nothing."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet

from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.promises import Promise
from mensch.core.thanks import Encounter
from mensch.core.today import Queue, queue
from mensch.core.touches import Id
from mensch.models import AfterMeeting, Laid, Person, Touch, Vault
from mensch.services import introduction_today, letter_told, today_asks, today_meetings, today_ties, today_words
from mensch.services import nudges as laying
from mensch.services.drafts import Draft, draft
from mensch.services.letter_told import Told
from mensch.services.letters import sends
from mensch.services.prepared import prepared
from mensch.services.today_known import Known, known
from mensch.services.ways import Ways, ways_to

_PAUSE = timedelta(days=7)


class Item(NamedTuple):
    """One line of Today. `name` is what stands in forms."""

    nudge: Nudge
    person: Person
    name: str


class Asked(NamedTuple):
    """Somebody met at a round, waiting for the answer whether to meet again."""

    touch: Touch
    person: Person


class Focus(NamedTuple):
    """The card: the first line, with a draft and the ways to the person, or the people of a round."""

    item: Item
    draft: Draft | None
    ways: Ways
    asked: tuple[Asked, ...]


class NextMeeting(NamedTuple):
    at: datetime
    what: str
    place: str
    people: tuple[Person, ...]


class Today(NamedTuple):
    """All that the page says. `done` counts the owner's own acts of this day; nothing counts what waits unseen.

    `letters` did not go, or may have. `sends`: Mensch can send.
    """

    focus: Focus | None
    then: tuple[Item, ...]
    more: bool
    done: int
    known: Known
    ahead: NextMeeting | None
    morning: str
    returned: bool
    letters: tuple[Told, ...] = ()
    sends: bool = False

    @property
    def left(self) -> int:
        return len(self.then) + (self.focus is not None)

    @property
    def all(self) -> int:
        return self.done + self.left


class Gathered(NamedTuple):
    queue: Queue
    encounters: list[Encounter]
    ahead: list[today_meetings.Ahead]
    promises: list[Promise]


def show(*, vault: Vault, now: datetime) -> Today:
    """Today as it stands now."""
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    here = now.astimezone(zone)
    found = gather(vault=vault, now=now)
    who = _people(vault, found)
    items = _items(found.queue.items(), found.encounters, who)
    return Today(
        focus=_focus(vault, items[0], found, zone) if items else None,
        then=tuple(items[1:]),
        more=found.queue.more,
        done=laying.done_today(vault=vault, since=datetime.combine(here.date(), time(), zone)),
        known=known(vault=vault),
        ahead=_next(found.ahead, who),
        morning="morning" if here.hour < 12 else "afternoon" if here.hour < 18 else "evening",
        returned=_returned(vault, now),
        letters=tuple(letter_told.needing(vault=vault)),
        sends=sends(vault),
    )


def gather(*, vault: Vault, now: datetime) -> Gathered:
    """Today's queue, from a fixed number of bounded queries."""
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    today = now.astimezone(zone).date()
    promises = today_ties.open_promises(vault=vault, today=today, zone=zone)
    around = today_meetings.around(vault=vault, now=now, zone=zone)
    wanted = [
        *today_words.replies(vault=vault, now=now, zone=zone),
        *today_ties.promised(promises, today=today),
        *around.nudges,
        *today_words.silences(vault=vault, now=now, zone=zone),
        *today_ties.rhythms(vault=vault, today=today, zone=zone),
        *today_ties.still_right(vault=vault, now=now, zone=zone),
        *introduction_today.introductions(vault=vault, now=now),
        *today_asks.thanks(vault=vault, now=now, zone=zone),
    ]
    laid = laying.laid_aside(vault=vault, now=now, today=today)
    resting = today_ties.resting(vault=vault, zone=zone)
    return Gathered(queue(wanted, today=today, laid=laid, resting=resting), around.encounters, around.ahead, promises)


def _people(vault: Vault, found: Gathered) -> dict[Id, Person]:
    ids = {nudge.person for nudge in found.queue.items() if nudge.person}
    ids |= {one.person for one in found.encounters if one.event}
    ids |= {person for one in found.ahead[:1] for person in one.people}
    return {row.pk: row for row in _rows(vault=vault, people=list(ids))}


@prepared()
def _rows(*, vault: Vault, people: Sequence[Id]) -> QuerySet[Any, Any]:
    return Person.objects.filter(vault=vault, pk__in=people)


def _items(found: Sequence[Nudge], encounters: list[Encounter], who: dict[Id, Person]) -> list[Item]:
    first = {one.event: one.person for one in reversed(encounters) if one.event}
    lines = [(nudge, who.get(nudge.person or first.get(nudge.subject, 0))) for nudge in found]
    return [Item(nudge, person, laying.name(nudge)) for nudge, person in lines if person]


def _focus(vault: Vault, item: Item, found: Gathered, zone: zoneinfo.ZoneInfo) -> Focus:
    nudge, person = item.nudge, item.person
    if nudge.kind is NudgeKind.WHOM_AGAIN:
        return Focus(item, None, Ways("", ""), _asked(vault, nudge, found))
    met = next((one for one in found.encounters if one.id == nudge.subject), None)
    words = draft(vault=vault, person=person, nudge=nudge, met=met, zone=zone)
    return Focus(item, words, ways_to(vault=vault, person=person.pk), ())


def _asked(vault: Vault, nudge: Nudge, found: Gathered) -> tuple[Asked, ...]:
    ids = [one.id for one in found.encounters if one.event == nudge.subject]
    answered = AfterMeeting.objects.filter(vault=vault, touch__in=ids).exclude(answer="").values("touch")
    rows = Touch.objects.filter(vault=vault, pk__in=ids).exclude(pk__in=answered).select_related("person")
    return tuple(Asked(row, row.person) for row in rows.order_by("person__sort_key", "id"))


def _next(ahead: list[today_meetings.Ahead], who: dict[Id, Person]) -> NextMeeting | None:
    if not ahead:
        return None
    first = ahead[0]
    return NextMeeting(first.at, first.what, first.place, tuple(who[pk] for pk in first.people if pk in who))


def _returned(vault: Vault, now: datetime) -> bool:
    """Whether the owner has been away: the last thing laid aside was more than a week ago."""
    last = next(iter(_last(vault=vault)), None)
    return last is not None and now - last > _PAUSE


@prepared()
def _last(*, vault: Vault) -> QuerySet[Any, Any]:
    return Laid.objects.filter(vault=vault).order_by("-at").values_list("at", flat=True)[:1]


def day_of(*, vault: Vault, now: datetime) -> date:
    """The day on the owner's calendar."""
    return now.astimezone(zoneinfo.ZoneInfo(vault.time_zone)).date()
