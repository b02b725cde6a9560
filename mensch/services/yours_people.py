"""people.vcf and people.csv: everybody in the book, a few hundred at a time."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from mensch.core.records import Address as AddressFact
from mensch.core.records import AddressKind, Name, Record, RecordKind
from mensch.core.records import Post as PostFact
from mensch.formats.guard import guard
from mensch.formats.vcard_write import write_cards_of
from mensch.models import Address, Label, Note, Person, Post, RawRecord, Vault
from mensch.services.access import public
from mensch.services.yours_left_out import LeftOut

_CHUNK = 400
_CARD = "BEGIN:VCARD"
_MANY = (("email", "E-mail", 3), ("phone", "Phone", 3), ("url", "Website", 2), ("handle", "Messenger", 1))
_HEADER = (
    *("Name", "First Name", "Middle Name", "Last Name", "Nickname", "Company", "Job Title", "Birthday"),
    *(name if n == 1 else f"{name} {n}" for _kind, name, most in _MANY for n in range(1, most + 1)),
    *("Address", "Groups", "Notes", "Evidence", "Last touch", "Mensch id"),
)


class Known(NamedTuple):
    """Somebody with all the rows that belong on a card."""

    person: Person
    addresses: Sequence[Address]
    posts: Sequence[Post]
    notes: Sequence[Note]
    labels: Sequence[Label]
    told: Sequence[RawRecord]

    def record(self) -> Record:
        """The rows as one record. Raises ValueError or TypeError when one of them holds what no record can."""
        person, mine = self.person, public(self.person.pk)
        return Record(
            source="mensch",
            key=mine,
            name=_name(person),
            addresses=tuple(AddressFact(AddressKind(a.kind), a.value, a.key, a.label) for a in self.addresses),
            posts=_posts(person, self.posts),
            kind=RecordKind(person.kind),
            birthday=person.birthday,
            uid=f"mensch-{mine}",
            note="\n\n".join(note.text for note in self.notes),
            labels=tuple(label.text for label in self.labels),
        )

    def card(self) -> bytes:
        """A vCard 4.0 with what address books said of them, word for word."""
        cards = tuple(row.raw for row in self.told if row.raw[:11].upper() == _CARD)
        return write_cards_of(self.record(), cards).encode("utf-8", "replace")


def known(vault: Vault, *, with_cards: bool) -> Iterator[Known]:
    """Everybody, oldest first."""
    last = -1
    while some := list(Person.objects.filter(vault=vault, pk__gt=last).order_by("pk")[:_CHUNK]):
        yield from _with_details(vault, some, with_cards)
        last = some[-1].pk


def _with_details(vault: Vault, people: Sequence[Person], with_cards: bool) -> Iterator[Known]:
    ids = [person.pk for person in people]
    addresses = _by_person(Address.objects.filter(vault=vault, person__in=ids, gone_at=None).order_by("place", "id"))
    posts = _by_person(Post.objects.filter(vault=vault, person__in=ids, ended_on=None).order_by("-id"))
    notes = _by_person(Note.objects.filter(vault=vault, person__in=ids).order_by("made_at", "id"))
    labels = _by_person(Label.objects.filter(vault=vault, person__in=ids).order_by("id"))
    told = RawRecord.objects.filter(vault=vault, person__in=ids).order_by("id")
    cards = _by_person(told if with_cards else told.none())
    for person in people:
        mine = person.pk
        yield Known(person, addresses[mine], posts[mine], notes[mine], labels[mine], cards[mine])


def _by_person(rows: Any) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def _name(person: Person) -> Name:
    return Name(
        person.full, person.given, person.family, person.additional, person.prefix, person.suffix, person.nickname,
        person.phonetic, tuple(person.variants),
    )  # fmt: skip


def _posts(person: Person, posts: Sequence[Post]) -> tuple[PostFact, ...]:
    """Where they are now, what stands on their page first."""
    now = [PostFact(p.org, p.title, p.department) for p in posts if not p.until]
    shown = PostFact(person.org, person.title)
    if not any((p.org, p.title) == (person.org, person.title) for p in now) and (person.org or person.title):
        now.insert(0, shown)
    return tuple(sorted(now, key=lambda p: (p.org, p.title) != (person.org, person.title)))


def cards(vault: Vault, left_out: LeftOut) -> Iterator[bytes]:
    """vCard 4.0, each card with what its sources said beyond what Mensch understands."""
    for one in known(vault, with_cards=True):
        yield left_out.tell("people.vcf", Person, one.person.pk, one.card)


def table(vault: Vault, left_out: LeftOut) -> Iterator[bytes]:
    """For spreadsheets: UTF-8 with BOM, every cell guarded against being taken for a formula."""
    yield b"\xef\xbb\xbf" + _line(_HEADER)
    for one in known(vault, with_cards=False):
        yield left_out.tell("people.csv", Person, one.person.pk, partial(_row, one))


def _row(one: Known) -> bytes:
    return _line([guard(cell.replace("\0", "")) for cell in _cells(one.person, one.record())])


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def _cells(person: Person, record: Record) -> Iterator[str]:
    yield from (person.full, person.given, person.additional, person.family, person.nickname)
    yield from (person.org, person.title, person.birthday)
    for kind, _word, most in _MANY:
        yield from _spread([a.value for a in record.of(AddressKind(kind))], most)
    yield "\n".join(a.value for a in record.of(AddressKind.POSTAL))
    yield "; ".join(record.labels)
    yield record.note
    yield _evidence(person.standing)
    yield person.last_touch.date().isoformat() if person.last_touch else ""
    yield public(person.pk)


def _spread(values: Sequence[str], most: int) -> list[str]:
    """Over so many cells; what does not fit shares the last."""
    first = list(values[: most - 1])
    return [*first, "; ".join(values[most - 1 :]), *[""] * (most - 1 - len(first))]


def _evidence(standing: str) -> str:
    words = {"met": _("Met"), "two-way": _("You write both ways"), "one-way": _("One way only")}
    return words.get(standing, _("On a list"))
