"""A large vault, made quickly: for questions about plans and for bench/pages.py. Example data, the same every time.

Shaped like a long life: of a hundred people five write and meet often, fifteen now and then, eighty are only listed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count, islice, pairwise
from typing import Any, TypeVar

from django.db import connection, transaction

from mensch import models
from mensch.core.people import sort_key
from mensch.core.records import Attendee, MeetingRecord, Name, Party
from mensch.core.words import Searchable
from mensch.models.base import Owned, new_id
from mensch.services import bulk, facts, standings, words

_GIVEN = (
    "Ada Ben Carla Dmitri Emre Fatima Giulia Hana Ivo Jelena Karl Lena Mei Noor Olga Pedro Quentin Rosa Sven Tuva "
    "Umar Vera Wanda Xavier Yusuf Zoe Anneke Björn Chloé Dagny Émile Frida Günter Håkon Inès João"
)
_BEGIN = "Ander Baum Cost Del Ek Fer Grun Hol Ilm Jan Kow Lind Mor Nord Oli Pet Quist Ros Schu Tan Ull Ver Wag Zim"
_END = "sen ski mann ez ova ini berg son ard eira stra ic enko off holm ley dottir ura"
GIVEN, BEGIN, END = (text.split() for text in (_GIVEN, _BEGIN, _END))
GROUPS = ("Friends", "Work", "Breakfast club", "Fair")
_STEP = 5000
T = TypeVar("T")


@dataclass
class Big:
    """Fills one vault. `now` is the moment the vault is looked at."""

    vault: models.Vault
    now: datetime
    people: int = 3000
    touches: int = 15_000
    years: int = 5
    ids: list[int] = field(default_factory=list)  # friends first
    keys: list[str] = field(default_factory=list)

    def fill(self) -> None:
        self.dice = random.Random(7)
        with transaction.atomic():
            self.source = models.Import.objects.create(vault=self.vault, made_at=self.now, state="done")
            self._people()
            self._touches()
            self._acquaintances()
            self._own_words()
            self._imports()
        if connection.vendor == "postgresql":  # SQLite's planner works without statistics, as it does for everybody
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    @property
    def friend(self) -> int:
        return self.ids[0]

    def _put(self, model: type[Owned], rows: Iterable[dict[str, Any]]) -> None:
        for some in chunks(rows):
            bulk.insert(model, (bulk.row(model, self.vault, one) for one in some))

    def _people(self) -> None:
        self.ids = [new_id() for _ in range(self.people)]
        names = [self._name() for _ in self.ids]
        self._put(models.Person, (self._person(*both) for both in zip(self.ids, names, strict=True)))
        self.keys = [f"{name.family}.{n}@works{n // 10}.example".casefold() for n, name in enumerate(names)]
        self._put(models.Address, (self._address(n) for n in range(self.people)))
        theirs = [(pk, sort_key(name)) for pk, name in zip(self.ids, names, strict=True)]
        labels = ({"person_id": pk, "sort_key": key, "text": GROUPS[n % 4]} for n, (pk, key) in enumerate(theirs))
        self._put(models.Label, labels)
        self._put(models.Post, ({"person_id": pk, "org": f"Works {n // 10}"} for n, pk in enumerate(self.ids)))
        self._put(models.RawRecord, (self._record(n) for n in range(self.people)))
        sought = zip(self.ids, names, self.keys, count())
        words.index_people(vault=self.vault, people=(self._found(*one) for one in sought))

    def _name(self) -> Name:
        given = self.dice.choice(GIVEN)
        family = self.dice.choice(BEGIN) + self.dice.choice(END) + self.dice.choice(END)
        return Name(f"{given} {family}", given, family)

    def _person(self, pk: int, name: Name) -> dict[str, Any]:
        told = {"full": name.full, "given": name.given, "family": name.family, "sort_key": sort_key(name)}
        more = {"org": "Works", "title": "Engineer", "made_at": self.now, "made_by_id": self.source.pk}
        return {"id": pk, **told, **more}

    def _found(self, pk: int, name: Name, key: str, n: int) -> Searchable:
        return Searchable(pk, name.full, org=f"Works {n // 10}", title="Engineer", emails=(key,))

    def _address(self, n: int) -> dict[str, Any]:
        bounced = self.now - timedelta(days=n % 400) if n % 500 == 0 else None
        key = self.keys[n]
        return {"person_id": self.ids[n], "kind": "email", "value": key, "key": key, "bounced_at": bounced}

    def _record(self, n: int) -> dict[str, Any]:
        source = ("vcard", "linkedin.connections", "google")[n % 3]
        return {"person_id": self.ids[n], "source": source, "key": str(n), "seen_at": self.now}

    def _touches(self) -> None:
        self.whose = dict(zip(self.ids, self.keys, strict=True))
        made = list(islice(self._passed(), self.touches))
        self._put(models.Touch, made)
        self._put(models.Occasion, (self._occasion(one) for one in made))
        last: dict[int, dict[str, Any]] = {}
        for one in made:
            if one["at"] > last.get(one["person_id"], one)["at"] or one["person_id"] not in last:
                last[one["person_id"]] = one
        met = {one["person_id"] for one in made if one["kind"] == "met"}
        rows = [("met" if pk in met else "two-way", one["at"], pk) for pk, one in last.items()]
        sql = "UPDATE mensch_person SET standing = %s, last_touch = %s WHERE id = %s"
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)
        standings.listen(vault=self.vault)

    def _passed(self) -> Iterator[dict[str, Any]]:
        """Touches in order of nothing: friends often, others now and then; mail is answered soon."""
        friends, others = max(self.people // 20, 1), max(self.people * 3 // 20, 1)
        for n in count():
            who = self.dice.randrange(friends) if n % 3 else friends + self.dice.randrange(others)
            kind = "met" if n % 40 == 0 else "message" if n % 5 == 0 else "mail"
            by_me = None if kind == "met" else False
            at = self.now - timedelta(minutes=self.dice.randrange(60, self.years * 365 * 24 * 60))
            told = {"person_id": self.ids[who % self.people], "at": at, "kind": kind, "thread": f"thread-{n}"}
            more = {"source": "mbox", "made_by_id": self.source.pk}
            yield {**told, **more, "by_me": by_me, "direct": by_me is False, "key": f"key-{n}"}
            if by_me is False and n % 100:
                soon = at + timedelta(minutes=self.dice.randrange(1, 60))
                yield {**told, **more, "by_me": True, "direct": False, "at": soon, "key": f"key-{n}-answer"}

    def _acquaintances(self) -> None:
        """Everybody knows a few others, friends and listed people alike."""
        pairs = [(one, self.ids[n // 20]) for n, one in enumerate(self.ids)]  # twenty know the same friend
        pairs += pairwise(self.ids)
        known = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
        told = {"how": "thread", "key": "thread-0", "at": self.now, "made_by_id": self.source.pk}
        self._put(models.Acquaintance, ({"one_id": one, "other_id": other, **told} for one, other in known))

    def _occasion(self, touch: dict[str, Any]) -> dict[str, Any]:
        kind = "meeting" if touch["kind"] == "met" else touch["kind"]
        told = _facts(kind, touch["key"], touch["at"], self.whose[touch["person_id"]])
        return {"kind": kind, "key": touch["key"], "at": touch["at"], "thread": touch["thread"], "facts": told}

    def _own_words(self) -> None:
        """What an owner writes by hand in some years: it does not grow with the address book."""
        near = [self.ids[n % self.people] for n in range(240)]
        few = list(dict.fromkeys(near))
        day = self.now.date()
        self._put(models.Promise, (self._promise(n, pk, day) for n, pk in enumerate(near)))
        asks = ({"person_id": pk, "side": "looking", "words": "oak", "made_at": self.now} for pk in few)
        self._put(models.Ask, asks)
        self._put(models.Note, ({"person_id": pk, "text": "Bees.", "made_at": self.now} for pk in near))
        self._put(models.Rhythm, ({"person_id": pk, "days": 30, "set_at": self.now} for pk in few[:40]))
        self._put(models.Rest, ({"person_id": pk, "since": self.now} for pk in few[40:50]))
        self._put(models.Chosen, ({"person_id": pk, "since": self.now} for pk in few[:10]))
        laid = ({"person_id": pk, "nudge": "x:y:", "how": "done", "at": self.now} for pk in near)
        self._put(models.Laid, laid)
        pairs = ((min(a, b), max(a, b)) for a, b in zip(few[::2], few[1::2], strict=False))
        self._put(models.Twin, ({"one_id": a, "other_id": b, "made_at": self.now} for a, b in list(pairs)[:20]))

    def _promise(self, n: int, pk: int, day: date) -> dict[str, Any]:
        due = day + timedelta(days=n % 90 - 3)
        return {"person_id": pk, "by_me": n % 3 > 0, "words": "send the list", "due": due, "made_at": self.now}

    def _imports(self) -> None:
        files = [
            models.ImportFile.objects.create(
                vault=self.vault, parent=self.source, name=f"{n}.vcf", sha256=str(n), size=1, state="done"
            )
            for n in range(3)
        ]
        told = {"code": "broken-line", "done": "set_aside"}
        self._put(models.ImportFault, ({"file_id": files[n % 3].pk, "line": n, **told} for n in range(300)))


def _facts(kind: str, key: str, at: datetime, address: str) -> dict[str, Any]:
    """What the readers tell of a mail (here no more than its subject), a message or a meeting."""
    if kind == "mail":
        return {"is": "m", "subject": "The lease in Mühlgasse"}
    if kind == "message":
        return {"is": "g", "key": key, "at": at.isoformat(), "sender": [address, ""], "channel": "linkedin"}
    both = Party("owner@home.example", "Owner"), Party(address)
    came = tuple(Attendee(one, "accepted", organizer=n == 0) for n, one in enumerate(both))
    return facts.plain(MeetingRecord(key, at, at + timedelta(hours=1), "The lease", "Mühlgasse", came, uid=key))


def chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    source = iter(rows)
    while some := list(islice(source, _STEP)):
        yield some
