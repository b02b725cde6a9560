"""Two years in the invented town: meetings, mail both ways, messages. Same citizens, day and seed: the same life."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from mensch.core.town import Citizen, Role, split

ME = -1  # stands for the owner where citizens stand by number
DAYS = 730


class Mail(NamedTuple):
    """One mail. `sender` and `to` are numbers of citizens or ME; `answers` is the id of the mail before."""

    id: str
    at: datetime
    sender: int
    to: tuple[int, ...]
    subject: str
    answers: str = ""


class Gathering(NamedTuple):
    """An entry of the calendar. `came`: who accepted; `asked`: who never answered."""

    id: str
    at: datetime
    title: str
    place: str
    came: tuple[int, ...]
    asked: tuple[int, ...] = ()
    minutes: int = 60


class Message(NamedTuple):
    thread: str
    at: datetime
    by_me: bool
    who: int


class Notice(NamedTuple):
    """A mail from a robot. `about`: the citizen whom a mail did not reach, or -1 for a newsletter."""

    id: str
    at: datetime
    sender: str
    address: str
    subject: str
    about: int = -1


class Life(NamedTuple):
    mails: list[Mail]
    gatherings: list[Gathering]
    messages: list[Message]
    notices: list[Notice]


def live(town: Sequence[Citizen], words: Mapping[str, Any], *, today: date, seed: int) -> Life:
    """All that happened, oldest first."""
    dice = random.Random(seed + 1)  # noqa: S311  (invented people need no secret)
    gatherings = [*_rounds(town, words, dice, today), *_coffees(town, words, dice, today), *_ahead(town, words, today)]
    mails = sorted(_Post(town, split(words["words"]["subjects"]), dice, today).mails(), key=lambda m: (m.at, m.id))
    messages = sorted(_messages(town, dice, today), key=lambda m: (m.at, m.thread))
    return Life(mails, sorted(gatherings, key=lambda g: (g.at, g.id)), messages, list(_notices(words, today)))


def moment(today: date, days_ago: float, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(today - timedelta(days=int(days_ago)), time(hour, minute), UTC)


def _rounds(town: Sequence[Citizen], words: Mapping[str, Any], dice: random.Random, today: date) -> Iterator[Gathering]:
    """The breakfast club every other Thursday, the chamber and the reading circle once a month."""
    every = {"breakfast": (14, 6, 30), "chamber": (30, 17, 30), "reading": (30, 18, 0)}
    for name, (pause, hour, minute) in every.items():
        group = words["groups"][name]
        members = [one.n for one in town if name in one.groups]
        for n, ago in enumerate(range(pause - 3, DAYS - 14, pause)):
            came = tuple(sorted(dice.sample(members, min(len(members), dice.randrange(5, 11)))))
            at = moment(today, ago, hour, minute)
            yield Gathering(f"{name}-{n}", at, group["title"], group["place"], came, minutes=90)


def _coffees(
    town: Sequence[Citizen], words: Mapping[str, Any], dice: random.Random, today: date
) -> Iterator[Gathering]:
    """One to one, where people who know each other meet; everybody met is met at least once."""
    places = split(words["words"]["places"])
    for one in town:
        times = {Role.FRIEND: dice.randrange(2, 6), Role.MET: dice.randrange(0, 3) or not one.groups}.get(one.role, 0)
        for n in range(int(times)):
            at = moment(today, dice.randrange(25, DAYS - 30), dice.randrange(8, 17))
            yield Gathering(f"coffee-{one.n}-{n}", at, f"Coffee with {one.given}", dice.choice(places), (one.n,))


def _ahead(town: Sequence[Citizen], words: Mapping[str, Any], today: date) -> Iterator[Gathering]:
    """Yesterday's summer table with three new faces; tomorrow's coffee; the next breakfast."""
    group, place = words["groups"]["breakfast"], split(words["words"]["places"])[1]
    fresh = new_faces(town)
    yield Gathering("table-0", moment(today, 1, 17), "Long table in the mill garden", place, fresh, minutes=120)
    yield Gathering("soon-0", moment(today, -1, 8), f"Coffee with {town[4].given}", place, (4,))
    members = tuple(one.n for one in town if "breakfast" in one.groups)[:9]
    yield Gathering("soon-1", moment(today, -5, 6, 30), group["title"], group["place"], members, minutes=90)


def new_faces(town: Sequence[Citizen]) -> tuple[int, ...]:
    """Those met for the first time yesterday: known from a list until then."""
    return tuple(one.n for one in town if one.role is Role.LISTED and one.on_list and one.mail_on_list)[:3]


class _Post:
    """Writes the mail of two years."""

    def __init__(self, town: Sequence[Citizen], subjects: list[str], dice: random.Random, today: date) -> None:
        self.town, self.subjects, self.dice, self.today = town, subjects, dice, today

    def mails(self) -> Iterator[Mail]:
        for one in self.town:
            match one.role:
                case Role.FRIEND | Role.MET | Role.PEN:
                    times = self.dice.randrange(4, 10) if one.role is Role.FRIEND else self.dice.randrange(1, 6)
                    for n in range(times):
                        yield from self._thread(one, n, self.dice.randrange(34, DAYS - 20))
                case Role.MINE:
                    yield from self._unanswered(one)
                case Role.THEIRS:
                    yield self._one(one.n, f"{one.n}-0", self.dice.randrange(40, DAYS), ME)
        yield from self._waiting()
        yield from self._three_together()

    def _one(self, who: int, key: str, ago: float, sender: int, answers: str = "", subject: str = "") -> Mail:
        at = moment(self.today, ago, self.dice.randrange(6, 20), self.dice.randrange(60))
        theirs = sender != ME
        author, to = (who, (ME,)) if theirs else (ME, (who,))
        return Mail(f"{key}@lindenau.example", at, author, to, subject or self.dice.choice(self.subjects), answers)

    def _thread(self, one: Citizen, n: int, ago: int) -> Iterator[Mail]:
        """Words to and fro; the owner has the last one."""
        subject, before, sender = self.dice.choice(self.subjects), "", self.dice.choice((ME, one.n))
        for k in range(self.dice.choice((2, 3, 4)) + (sender != ME)):
            about = f"Re: {subject}" if before else subject
            mail = self._one(one.n, f"{one.n}-{n}-{k}", ago - k, sender, before, about)
            before, sender = mail.id, one.n if sender == ME else ME
            yield mail
        if sender == ME:
            yield self._one(one.n, f"{one.n}-{n}-last", max(ago - 6, 31), ME, before, f"Re: {subject}")

    def _unanswered(self, one: Citizen) -> Iterator[Mail]:
        """Two notes and silence; for a few of them it is seven weeks now."""
        first = 75 + one.n % 40 if one.n % 3 == 0 else self.dice.randrange(150, DAYS)
        yield self._one(one.n, f"{one.n}-a", first, ME)
        yield self._one(one.n, f"{one.n}-b", first - 20, ME)

    def _waiting(self) -> Iterator[Mail]:
        """Two replies owed, from a friend and from somebody written to."""
        pen = next(one.n for one in self.town if one.role is Role.PEN)
        for who, ago, subject in ((1, 4, self.subjects[3]), (pen, 2, self.subjects[10])):
            yield self._one(who, f"{who}-waits", ago, who, subject=subject)

    def _three_together(self) -> Iterator[Mail]:
        """Threads in which two friends and the owner write: who knows whom."""
        for n in range(12):
            one, other = self.dice.sample(range(26), 2)
            ago, subject = self.dice.randrange(40, DAYS), self.dice.choice(self.subjects)
            turns = ((one, (ME, other)), (other, (ME, one)), (ME, (one, other)))
            for k, (sender, to) in enumerate(turns):
                key, first = f"three-{n}-{k}@lindenau.example", f"three-{n}-0@lindenau.example" if k else ""
                yield Mail(key, moment(self.today, ago - k), sender, to, subject, first)


def _messages(town: Sequence[Citizen], dice: random.Random, today: date) -> Iterator[Message]:
    """Messages on the platform with some of those listed there."""
    for one in town:
        if not one.on_list or one.role is Role.LISTED or dice.random() > 0.3:
            continue
        ago, turns = dice.randrange(60, DAYS), dice.randrange(2, 5)
        for n in range(turns):
            by_me = one.role is Role.MINE or (one.role is not Role.THEIRS and n % 2 == 1)
            yield Message(f"thread-{one.n}", moment(today, ago - n, 10 + n), by_me, one.n)


def _notices(words: Mapping[str, Any], today: date) -> Iterator[Notice]:
    """Newsletters every few weeks, and two mails that came back lately."""
    for k, name in enumerate(split(words["words"]["newsletters"])):
        for ago in range(3 + k, DAYS, 45):
            key = f"news-{k}-{ago}.lindenau.example"
            yield Notice(key, moment(today, ago, 5), name, f"news-{k}@lindenau.example", name)
    for who, ago in ((14, 6), (33, 12)):
        key = f"returned-{who}@lindenau.example"
        yield Notice(key, moment(today, ago, 11), "Mail Delivery", "mailer-daemon@lindenau.example", "Undelivered", who)
