"""Find people as one types: every word typed must begin a word of theirs; a slip of one letter is forgiven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from mensch.core.people import email_key, fold
from mensch.core.words import LONGEST_WORD, SHORTEST_SLIP, slip_of, slips
from mensch.engine import prefix_range
from mensch.models import Address, PersonWord, Vault, WordSlip
from mensch.services.people_rows import PersonRow, rows_of
from mensch.services.prepared import prepared

_MOST_WORDS = 6
_LOOKED_AT = 120
_MEANT = 40


@dataclass(frozen=True, slots=True)
class _Typed:
    """One word as typed: a prefix, and the words it may have been meant to be."""

    text: str
    meant: tuple[str, ...] = ()

    def ways(self) -> list[dict[str, Any]]:
        """The conditions on a word, one for each index range: joined by OR they would cost a scan."""
        low, high = prefix_range(self.text)
        begins = {"low": low, "high": high}
        return [begins, {"meant": self.meant}] if self.meant else [begins]

    def among(self, number: int) -> dict[str, Any]:
        """The same of one person's few words, as arguments of that number."""
        return {f"start{number}": self.text, **({f"meant{number}": self.meant} if self.meant else {})}


def search(*, vault: Vault, text: str, limit: int = 20) -> list[PersonRow]:
    """People found by words of name, firm, title or label, by mail address, or by telephone number; by name."""
    by_address = _by_address(vault, text, limit)
    words = [word[:LONGEST_WORD] for word in dict.fromkeys(fold(text).split())][:_MOST_WORDS]
    found = by_address or _by_words(vault, words)
    return _ordered(rows_of(vault=vault, people=found), words)[:limit]


def _by_words(vault: Vault, words: Sequence[str]) -> list[int]:
    if not words:
        return []
    typed = [_Typed(word) for word in words]
    found = _people(vault, typed)
    if found or all(len(word) < SHORTEST_SLIP for word in words):
        return found
    return _people(vault, [_Typed(word, _meant(vault, word)) for word in words])


def _people(vault: Vault, typed: Sequence[_Typed]) -> list[int]:
    """Whoever has all the words, looked up from the rarest, where the work is least."""
    rare = sorted(typed, key=lambda word: (_how_many(vault, word), -len(word.text))) if typed[1:] else typed
    lengths = tuple(len(word.text) for word in rare[1:])
    others = {name: value for number, word in enumerate(rare[1:]) for name, value in word.among(number).items()}
    people: dict[int, None] = {}
    for way in rare[0].ways():
        people.update(dict.fromkeys(_having(vault=vault, lengths=lengths, **way, **others)))
    return list(people)


@prepared(fixed=("lengths",))
def _having(*, vault: Vault, lengths: tuple[int, ...], **given: Any) -> QuerySet[Any, Any]:
    """Who has a word in the range, or among those meant, and all the others: these are looked for among the person's
    few words, written so that no planner goes through everybody's."""
    found = _in(vault, given)
    for number, length in enumerate(lengths):
        theirs = PersonWord.objects.filter(vault=vault, person=OuterRef("person")).alias(start=Left("word", length))
        among = Q(start=given[f"start{number}"]) | Q(word__in=given.get(f"meant{number}", ()))
        found = found.filter(Exists(theirs.filter(among)))
    return found.order_by("word", "person_id").values_list("person_id", flat=True)[:_LOOKED_AT]


def _in(vault: Vault, given: dict[str, Any]) -> QuerySet[Any, Any]:
    words = PersonWord.objects.filter(vault=vault)
    if "low" in given:
        return words.filter(word__gte=given["low"], word__lt=given["high"])
    return words.filter(word__in=given["meant"])


def _how_many(vault: Vault, typed: _Typed) -> int:
    return sum(len(_some(vault=vault, **way)) for way in typed.ways())


@prepared()
def _some(*, vault: Vault, **given: Any) -> QuerySet[Any, Any]:
    return _in(vault, given).order_by().values_list("pk", flat=True)[:_LOOKED_AT]


def _meant(vault: Vault, word: str) -> tuple[str, ...]:
    """Words that are, or begin with, the typed one but for a single slip."""
    if len(word) < SHORTEST_SLIP:
        return ()
    meant = {one for one in _near(vault=vault, slips=sorted(slips(word))) if slip_of(word, one)}
    for shorter in sorted(slips(word)) if not meant and len(word) > SHORTEST_SLIP else ():
        low, high = prefix_range(shorter)
        meant.update(one for one in _begin(vault=vault, low=low, high=high) if slip_of(word, one))
    return tuple(sorted(meant))


@prepared()
def _near(*, vault: Vault, slips: Sequence[str]) -> QuerySet[Any, Any]:
    return WordSlip.objects.filter(vault=vault, slip__in=slips).values_list("word", flat=True)[:_LOOKED_AT]


@prepared()
def _begin(*, vault: Vault, low: str, high: str) -> QuerySet[Any, Any]:
    rows = WordSlip.objects.filter(vault=vault, slip__gte=low, slip__lt=high)
    return rows.values_list("word", flat=True)[:_MEANT]


def _by_address(vault: Vault, text: str, limit: int) -> list[int]:
    """Whoever has an address that begins with the text, when it looks like one."""
    digits = "".join(sign for sign in text if sign.isdigit())
    if "@" in text:
        begins = email_key(text) or text.strip().casefold()
    elif len(digits) >= 5 and not any(sign.isalpha() for sign in text):
        begins = f"+{digits.removeprefix('00')}"
    else:
        return []
    low, high = prefix_range(begins)
    rows = Address.objects.filter(vault=vault, key__gte=low, key__lt=high).order_by("key")
    return list(dict.fromkeys(rows.values_list("person_id", flat=True)[: limit * 4]))


def _ordered(rows: Sequence[PersonRow], words: Sequence[str]) -> list[PersonRow]:
    """By name; first those in whose name the words stand as typed."""

    def place(row: PersonRow) -> tuple[bool, str, int]:
        name = fold(row.full).split()
        return not all(any(part.startswith(word) for part in name) for word in words), row.sort_key, row.id

    return sorted(rows, key=place)
