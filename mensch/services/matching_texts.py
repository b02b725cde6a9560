"""The words of everybody in a vault, as matching reads them; and a mark that changes when they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from datetime import date

from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Length

from mensch.core.matching.people import PersonText
from mensch.core.matching.places import Gazetteer, town_of
from mensch.models import Address, Ask, Change, Note, Person, Vault

_Texts = dict[int, list[str]]


def people(*, vault: Vault, today: date, towns: Gazetteer) -> list[PersonText]:
    """One card a person: title, firm, town, notes, what they offer and what they look for. Never the name."""
    offers, needs = _asks(vault, today)
    notes, homes = _notes(vault), _homes(vault, towns)
    rows = Person.objects.filter(vault=vault, kind="person").order_by("id").values_list("id", "title", "org")
    return [
        PersonText(
            str(pk),
            title=title,
            company=org,
            city=homes.get(pk, ""),
            notes="\n".join(notes.get(pk, ())),
            offers=tuple(offers.get(pk, ())),
            needs=tuple(needs.get(pk, ())),
        )
        for pk, title, org in rows.iterator(chunk_size=5000)
    ]


def _asks(vault: Vault, today: date) -> tuple[_Texts, _Texts]:
    """What people are glad to give, and what they look for, as long as it is open."""
    sides: dict[str, _Texts] = {"giving": defaultdict(list), "looking": defaultdict(list)}
    still = Q(until=None) | Q(until__gte=today)
    rows = Ask.objects.filter(still, vault=vault, ended_at=None).exclude(person=None).order_by("id")
    for person, side, words in rows.values_list("person_id", "side", "words"):
        if side in sides:
            sides[side][person].append(words)
    return sides["giving"], sides["looking"]


def _notes(vault: Vault) -> _Texts:
    out: _Texts = defaultdict(list)
    for person, text in Note.objects.filter(vault=vault).order_by("id").values_list("person_id", "text"):
        out[person].append(text)
    return out


def _homes(vault: Vault, towns: Gazetteer) -> dict[int, str]:
    rows = Address.objects.filter(vault=vault, kind="postal", gone_at=None).order_by("-place", "-id")
    found = ((person, town_of(value, towns)) for person, value in rows.values_list("person_id", "value"))
    return {person: town for person, town in found if town}


def mark(*, vault: Vault, today: date) -> Hashable:
    """Another value whenever words of the vault may have changed. A few aggregates, no words are read."""
    named = Person.objects.filter(vault=vault, kind="person")
    size = Sum(Length("title")) + Sum(Length("org"))
    told = named.aggregate(n=Count("id"), last=Max("id"), edited=Max("edited_at"), size=size)
    notes = Note.objects.filter(vault=vault).aggregate(
        n=Count("id"), last=Max("id"), edited=Max("edited_at"), size=Sum(Length("text"))
    )
    asks = Ask.objects.filter(vault=vault, ended_at=None).aggregate(
        n=Count("id"), last=Max("id"), edited=Max("edited_at")
    )
    homes = Address.objects.filter(vault=vault, kind="postal", gone_at=None).aggregate(n=Count("id"), last=Max("id"))
    change = Change.objects.filter(vault=vault).aggregate(last=Max("id"))
    return tuple(tuple(one.values()) for one in (told, notes, asks, homes, change)), today
