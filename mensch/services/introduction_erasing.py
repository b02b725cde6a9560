"""Somebody is erased: what was written about them to others goes too, also where it names them by their given name."""

from __future__ import annotations

from collections import Counter

from mensch.models import Circle, Introduction, Letter, LetterStep, Seat, Side, Vault
from mensch.services import circle_facts, merge_tables
from mensch.services.introduction_facts import keys_of


def take_out(vault: Vault, person: int, counts: Counter[str]) -> None:
    """The words of every introduction they were in, and its letters; nothing of it leaves any more."""
    ids = list(Side.objects.filter(vault=vault, person=person).values_list("introduction_id", flat=True))
    Side.objects.filter(vault=vault, introduction__in=ids).update(words="", because="", known="")
    Introduction.objects.filter(vault=vault, pk__in=ids).update(opening="")
    keys = [key for row in Introduction.objects.filter(vault=vault, pk__in=ids) for key in keys_of(row)]
    keys += _circles(vault, person)
    letters = list(Letter.objects.filter(vault=vault, once__in=keys).values_list("id", flat=True))
    steps = LetterStep.objects.filter(vault=vault, letter__in=letters)
    merge_tables.drop(vault, LetterStep, list(steps.values_list("id", flat=True)))
    merge_tables.drop(vault, Letter, letters)
    counts["letter"] += len(letters)


def _circles(vault: Vault, person: int) -> list[str]:
    """The words of every circle they sat in; gives what its letters are for."""
    ids = list(Seat.objects.filter(vault=vault, person=person).values_list("circle_id", flat=True))
    Seat.objects.filter(vault=vault, circle__in=ids).update(words="", opening="", gives="", wants="")
    rows = {row.pk: row for row in Circle.objects.filter(vault=vault, pk__in=ids)}
    seats = Seat.objects.filter(vault=vault, circle__in=ids)
    what = (circle_facts.MEET, circle_facts.OPENING)
    return [circle_facts.key_of(rows[seat.circle_id], seat, one) for seat in seats for one in what]
