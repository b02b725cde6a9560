"""Somebody is erased: what was written about them to others goes too, also where it names them by their given name."""

from __future__ import annotations

from collections import Counter

from mensch.models import Introduction, Letter, LetterStep, Side, Vault
from mensch.services import merge_tables
from mensch.services.introduction_facts import keys_of


def take_out(vault: Vault, person: int, counts: Counter[str]) -> None:
    """The words of every introduction they were in, and its letters; nothing of it leaves any more."""
    ids = list(Side.objects.filter(vault=vault, person=person).values_list("introduction_id", flat=True))
    Side.objects.filter(vault=vault, introduction__in=ids).update(words="", because="", known="")
    Introduction.objects.filter(vault=vault, pk__in=ids).update(opening="")
    keys = [key for row in Introduction.objects.filter(vault=vault, pk__in=ids) for key in keys_of(row)]
    letters = list(Letter.objects.filter(vault=vault, once__in=keys).values_list("id", flat=True))
    steps = LetterStep.objects.filter(vault=vault, letter__in=letters)
    merge_tables.drop(vault, LetterStep, list(steps.values_list("id", flat=True)))
    merge_tables.drop(vault, Letter, letters)
    counts["letter"] += len(letters)
