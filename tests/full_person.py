"""Somebody with a row in every table that holds people (example data)."""

from __future__ import annotations

from typing import Any

from mensch import models
from mensch.services import merges, standings, words
from tests import world


def full_person(vault: models.Vault, full: str, mail: str, importing: models.Import, **fields: Any) -> models.Person:
    """A person with addresses, touches, words of the owner and everything else one can have."""
    one = world.person(vault, full, made_by=importing, **fields)
    world.address(one, mail, made_by=importing)
    world.address(one, f"+44 20 7946 {one.pk % 10000:04d}", "phone")
    common: dict[str, Any] = {"vault": vault, "person": one}
    models.Post.objects.create(**common, org="Arco", title="Baker", made_by=importing)
    models.Label.objects.create(**common, text="Harbour", sort_key=one.sort_key, made_by=importing)
    models.Meaning.objects.create(**common, part="title", digest="0" * 64, vector="AAAA")
    models.RawRecord.objects.create(
        **common, source="vcard", key=f"uid-{one.pk}", said={"fields": {"full": full}}, raw=full, seen_at=world.NOW
    )
    _words(one)
    _passed(one)
    merges.rekey(vault, one)
    standings.refresh(vault=vault, people=[one.pk])
    words.reindex_people(vault=vault, people=[one.pk])
    one.refresh_from_db()
    return one


def _words(one: models.Person) -> None:
    common: dict[str, Any] = {"vault": one.vault, "person": one}
    world.note(one)
    ask = world.ask(one, one.vault, kind="supplier", town="Leeds", without=["broker"])
    models.Finding.objects.create(**common, ask=ask, at=world.NOW)
    models.Aside.objects.create(**common, ask=world.ask(None, one.vault), at=world.NOW)
    went: dict[str, Any] = {"state": "sent", "pressed_by": one.vault.owner, "pressed_at": world.NOW}
    letter = world.letter(one, nudge="rhythm:1:", to=["cleo@example.org"], **went)
    models.LetterStep.objects.create(vault=one.vault, letter=letter, step="accept", said="250 taken", at=world.NOW)
    models.Correction.objects.create(**common, says="met", made_at=world.NOW)
    models.Rhythm.objects.create(**common, days=30, set_at=world.NOW)
    models.Rest.objects.create(**common, since=world.NOW)
    models.Chosen.objects.create(**common, since=world.NOW)
    models.WorkedTogether.objects.create(**common, made_at=world.NOW)
    introduction = models.Introduction.objects.create(vault=one.vault, opening="Meet.", made_at=world.NOW)
    models.Side.objects.create(**common, introduction=introduction, part="first", because="They bake.")
    circle = models.Circle.objects.create(vault=one.vault, made_at=world.NOW)
    models.Seat.objects.create(**common, circle=circle, place="0", gives="old halls", words="Hello")
    models.Laid.objects.create(**common, nudge=f"rest:{world.public_id(one)}:", how="done", at=world.NOW)


def _passed(one: models.Person) -> None:
    common: dict[str, Any] = {"vault": one.vault, "person": one}
    met = world.touch(one, key="summer fair", source="ical")
    world.touch(one, "mail", world.days_ago(one.pk % 50), by_me=False)
    models.AfterMeeting.objects.create(**common, touch=met, answer="again", made_at=world.NOW)
    models.ThankYou.objects.create(**common, touch=met, at=world.NOW)
    kept = world.promise(one, touch=met)
    models.PromiseEnd.objects.create(vault=one.vault, promise=kept, how="kept", at=world.NOW)


def acquainted(one: models.Person, other: models.Person, key: str = "summer fair") -> models.Acquaintance:
    low, high = sorted((one, other), key=lambda person: person.pk)
    row: models.Acquaintance = models.Acquaintance.objects.create(
        vault=one.vault, one=low, other=high, how="meeting", key=key, at=world.NOW
    )
    return row
