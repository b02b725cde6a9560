"""Looks through every text of a vault for somebody who is erased: in notes about others, lines of reports, messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast

from mensch.core.erasure import Traces
from mensch.models import Forgotten, ImportFault, PersonKey, PersonWord, RawRecord, Trail, Vault, WordSlip
from mensch.models.base import Owned
from mensch.services.merge_tables import drop, owned

# Keyed hashes; and single folded words of other people, which name nobody.
_NO_TEXT: tuple[type[Owned], ...] = (Forgotten, Trail, PersonKey, PersonWord, WordSlip)
_TEXTS = (models.CharField, models.TextField, models.JSONField)


def clean(vault: Vault, traces: Traces) -> int:
    """Take the person out of every text left. Gives how many rows spoke of them."""
    return sum(_clean(vault, row, traces) for row in list(_mentions(vault, traces))) + _lines(vault, traces)


def count(vault: Vault, traces: Traces) -> int:
    """How many rows still speak of the person."""
    return sum(1 for _ in _mentions(vault, traces)) + sum(1 for _ in _fault_lines(vault, traces))


def _mentions(vault: Vault, traces: Traces) -> Iterator[Owned]:
    for model in owned():
        fields = _fields(model)
        if model not in _NO_TEXT and fields and traces.hints:
            rows = _hinted(model.objects.filter(vault=vault), fields, traces.hints).defer(*_bytes(model))
            yield from (row for row in rows.iterator() if any(_text(row, f) in traces for f in fields))


def _fields(model: type[Owned]) -> list[str]:
    return [f.name for f in model._meta.concrete_fields if isinstance(f, _TEXTS)]


def _bytes(model: type[Owned]) -> list[str]:
    return [f.name for f in model._meta.concrete_fields if isinstance(f, models.BinaryField)]


def _hinted(rows: QuerySet[Any], fields: list[str], hints: list[str]) -> QuerySet[Any]:
    """What the database can sort out before: rows with a piece of a name or address in any text."""
    found = Q()
    for field in fields:
        found |= Q(*(Q(**{f"as_{field}__icontains": hint}) for hint in hints), _connector=Q.OR)
    texts: QuerySet[Any] = rows.alias(**{f"as_{field}": Cast(field, models.TextField()) for field in fields})
    return texts.filter(found)


def _text(row: Owned, field: str) -> str:
    return " \n".join(_strings(getattr(row, field)))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _strings(one)
        case dict():
            for name, one in value.items():
                yield str(name)
                yield from _strings(one)


def _clean(vault: Vault, row: Owned, traces: Traces) -> int:
    model = type(row)
    if isinstance(row, RawRecord) and row.person_id is None:  # a request or a recommendation of theirs
        drop(vault, model, [row.pk])
    else:
        fields = _fields(model)
        new = {f: traces.cleaned(getattr(row, f)) for f in fields if _text(row, f) in traces}
        lengths = {f: getattr(model._meta.get_field(f), "max_length", None) for f in new}
        cut = {f: v[: lengths[f]] if isinstance(v, str) and lengths[f] else v for f, v in new.items()}
        model.objects.filter(vault=vault, pk=row.pk).update(**cut)
    return 1


def _lines(vault: Vault, traces: Traces) -> int:
    """Lines set aside stay counted in their report; the bytes of those about the person go."""
    ids = [row.pk for row in _fault_lines(vault, traces)]
    for pk in ids:
        ImportFault.objects.filter(vault=vault, pk=pk).update(raw=b"", excerpt="", where="")
    return len(ids)


def _fault_lines(vault: Vault, traces: Traces) -> Iterator[ImportFault]:
    for row in ImportFault.objects.filter(vault=vault).exclude(raw=b"").iterator():
        raw = bytes(row.raw)
        if any(raw.decode(code, "replace") in traces for code in ("utf-8", "cp1252", "utf-16")):
            yield row
