"""Takes a whole import back: what it made and nobody touched since goes; what was edited stays and is named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from mensch.core.acquaintance import TOLD
from mensch.core.imports import ImportState
from mensch.models import (
    Acquaintance,
    Address,
    AfterMeeting,
    Ask,
    Change,
    Chosen,
    Correction,
    Finding,
    Import,
    Label,
    Letter,
    Merge,
    Note,
    Occasion,
    Party,
    Person,
    PersonKey,
    Post,
    Promise,
    RawRecord,
    Rest,
    Rhythm,
    Separation,
    ThankYou,
    Touch,
    Twin,
)
from mensch.services import merge_undo, own_addresses, standings, words
from mensch.services.access import public
from mensch.services.hung import bare

_CHUNK = 500
_TABLES: dict[str, type[models.Model]] = {"person": Person, "post": Post, "address": Address, "record": RawRecord}
_OWN_WORDS = (AfterMeeting, Ask, Chosen, Correction, Finding, Letter, Promise, Rest, Rhythm, ThankYou)


@transaction.atomic
def undo(*, import_id: int) -> list[int]:
    """Undo an import; gives the ids of people who were kept because they were edited since. Safe to call twice."""
    row = Import.objects.filter(pk=import_id).select_related("vault__owner").first()
    if row is None or row.state in (ImportState.UNDONE, ImportState.STAGED, ImportState.READING):
        return []
    _part(row)
    touched = set(Touch.objects.filter(vault=row.vault, made_by=row).values_list("person_id", flat=True))
    _put_back(row)
    bare(row.vault, Touch.objects.filter(vault=row.vault, made_by=row)).delete()
    for model in (Acquaintance, Twin):
        model.objects.filter(vault=row.vault, made_by=row).delete()
    _occasions(row)
    own_addresses.forget_unseen(vault=row.vault)
    kept = _people(row)
    rest = _rest(row)
    standings.refresh(vault=row.vault, people=touched | rest | set(kept))
    words.reindex_people(vault=row.vault, people=rest | set(kept))
    Import.objects.filter(vault=row.vault, pk=row.pk).update(state=ImportState.UNDONE, undone_at=timezone.now())
    return kept


def _part(row: Import) -> None:
    """Whoever this import brought and the owner joined with somebody stands alone again, so that they can go."""
    merges = Merge.objects.filter(vault=row.vault, undone_at=None)
    mine = merges.filter(Q(kept__made_by=row) | Q(before__person__made_by_id=row.pk)).order_by("-id")
    for pk in list(mine.values_list("id", flat=True)):
        merge_undo.undo(vault=row.vault, public_id=public(pk), now=timezone.now())


def _put_back(row: Import) -> None:
    """Earlier values return, the latest change first, unless somebody changed them since."""
    for change in Change.objects.filter(vault=row.vault, made_by=row).order_by("-id"):
        model = _TABLES[change.table]
        target = model._default_manager.filter(vault=row.vault, pk=change.row).first()
        back = {n: v for n, v in change.before.items() if target and _plain(getattr(target, n)) == change.after.get(n)}
        if target and back:
            model._default_manager.filter(vault=row.vault, pk=change.row).update(
                **{n: _value(n, v) for n, v in back.items()}
            )
            if "sort_key" in back:  # labels repeat it
                Label.objects.filter(vault=row.vault, person=change.row).update(sort_key=back["sort_key"])
    Change.objects.filter(vault=row.vault, made_by=row).delete()


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _value(name: str, value: Any) -> Any:
    if value and name.endswith("_at"):
        return parse_datetime(value)
    return parse_date(value) if value and name.endswith("_on") else value


def _occasions(row: Import) -> None:
    ids = Occasion.objects.filter(vault=row.vault, made_by=row).values_list("id", flat=True)
    for some in _chunks(iter(list(ids))):
        Party.objects.filter(vault=row.vault, occasion__in=some).delete()
        Occasion.objects.filter(vault=row.vault, pk__in=some).delete()


def _people(row: Import) -> list[int]:
    """Deletes the people this import made, less those who are more by now. Gives who stays."""
    mine = list(Person.objects.filter(vault=row.vault, made_by=row).values_list("id", flat=True))
    kept: list[int] = []
    for some in _chunks(iter(mine)):
        stay = _edited(row, some)
        kept += sorted(stay)
        go = [pk for pk in some if pk not in stay]
        for model in (Address, Post, Label, RawRecord, PersonKey, Note):
            model.objects.filter(vault=row.vault, person__in=go).delete()
        for pair in (Twin, Separation, Acquaintance):
            pair.objects.filter(vault=row.vault, one__in=go).delete()
            pair.objects.filter(vault=row.vault, other__in=go).delete()
        words.drop_people(vault=row.vault, people=go)
        Person.objects.filter(vault=row.vault, pk__in=go).delete()
    return kept


def _named(said: models.QuerySet[Acquaintance], side: str, people: list[int]) -> Iterator[int]:
    yield from said.filter(**{f"{side}__in": people}).values_list(f"{side}_id", flat=True)


def _edited(row: Import, people: list[int]) -> set[int]:
    """Who has words of the owner, touches of another import, or another source by now."""
    found = set(
        Person.objects.filter(vault=row.vault, pk__in=people, edited_at__isnull=False).values_list("id", flat=True)
    )
    for model in _OWN_WORDS:
        found |= set(model.objects.filter(vault=row.vault, person__in=people).values_list("person_id", flat=True))
    said = Acquaintance.objects.filter(vault=row.vault, how=TOLD)
    found |= {pk for side in ("one", "other") for pk in _named(said, side, people)}
    for told in (Touch, RawRecord):
        others = told.objects.filter(vault=row.vault, person__in=people).exclude(made_by=row)
        found |= set(others.values_list("person_id", flat=True))
    later = Note.objects.filter(vault=row.vault, person__in=people, made_at__gt=row.ended_at or row.made_at)
    found |= set(later.values_list("person_id", flat=True))
    return found | set(
        Merge.objects.filter(vault=row.vault, kept__in=people, undone_at=None).values_list("kept_id", flat=True)
    )


def _rest(row: Import) -> set[int]:
    """What this import added to people who stay. Gives those people."""
    people: set[int] = set()
    for model in (Address, Post, Label, RawRecord):
        rows = model.objects.filter(vault=row.vault, made_by=row)
        people |= {pk for pk in rows.values_list("person_id", flat=True) if pk}
        rows.delete()
    return people


def _chunks(ids: Iterator[int]) -> Iterator[list[int]]:
    while some := list(islice(ids, _CHUNK)):
        yield some
