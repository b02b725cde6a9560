"""Looks through every text of a vault for somebody who is erased: in notes about others, lines of reports, messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast, Concat

from mensch.core.erasure import Traces
from mensch.models import (
    Erasure,
    Forgotten,
    ImportFault,
    Meaning,
    PersonKey,
    PersonWord,
    RawRecord,
    Trail,
    Vault,
    WordSlip,
)
from mensch.models.base import Owned
from mensch.services.merge_tables import drop, owned

# Keyed hashes; and single folded words of other people, which name nobody.
_NO_TEXT: tuple[type[Owned], ...] = (Erasure, Forgotten, Trail, PersonKey, PersonWord, WordSlip, Meaning)
_OUR_WORDS = {"source", "format", "code", "sha256", "sort_key"}
_LONGEST_WORD_OF_OURS = 16
_LONG = 1000
_TEXTS = (models.CharField, models.TextField, models.JSONField)


def tables() -> list[type[Owned]]:
    """Those that hold texts somebody may be named in."""
    return [model for model in owned() if model not in _NO_TEXT and (_fields(model) or model is ImportFault)]


def clean(vault: Vault, traces: Traces, model: type[Owned]) -> tuple[int, int]:
    """Look at every text of one table and take the person out. Gives how many rows spoke of them, how many still do."""
    rows = list(_mentions(vault, traces, model))
    lines = list(_fault_lines(vault, traces)) if model is ImportFault else []
    with transaction.atomic():
        for row in rows:
            _clean(vault, row, traces)
        for line in lines:  # it stays counted in its report
            ImportFault.objects.filter(vault=vault, pk=line.pk).update(raw=b"", excerpt="", where="")
    again = [model._default_manager.filter(vault=vault, pk=row.pk).first() for row in (*rows, *lines)]
    left = sum(1 for row in again if row is not None and _speaks(row, traces))
    return len(rows) + len(lines), left


def _speaks(row: Owned, traces: Traces) -> bool:
    if isinstance(row, ImportFault) and _holds(bytes(row.raw), traces):
        return True
    return any(_text(row, field) in traces for field in _fields(type(row)))


def _mentions(vault: Vault, traces: Traces, model: type[Owned]) -> Iterator[Owned]:
    fields = _fields(model)
    if fields and traces.hints:
        rows = _hinted(model.objects.filter(vault=vault), fields, traces.hints).defer(*_bytes(model))
        yield from (row for row in rows.iterator() if any(_text(row, f) in traces for f in fields))


def _fields(model: type[Owned]) -> list[str]:
    """The texts somebody may be named in: no words of our own, which are short, and no names of formats."""
    texts = [f for f in model._meta.concrete_fields if isinstance(f, _TEXTS) and f.name not in _OUR_WORDS]
    return [f.name for f in texts if (f.max_length or _LONG) > _LONGEST_WORD_OF_OURS]


def _bytes(model: type[Owned]) -> list[str]:
    return [f.name for f in model._meta.concrete_fields if isinstance(f, models.BinaryField)]


def _hinted(rows: QuerySet[Any], fields: list[str], hints: list[str]) -> QuerySet[Any]:
    """What the database can sort out before: rows with a piece of a name or address in any text."""
    parts: list[Any] = [Cast(field, models.TextField()) for field in fields]
    text = Concat(*parts, output_field=models.TextField()) if parts[1:] else parts[0]
    told: QuerySet[Any] = rows.alias(told=text)
    return told.filter(Q(*(Q(told__icontains=hint) for hint in hints), _connector=Q.OR))


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


def _clean(vault: Vault, row: Owned, traces: Traces) -> None:
    model = type(row)
    if isinstance(row, RawRecord) and row.person_id is None:  # a request or a recommendation of theirs
        drop(vault, model, [row.pk])
    else:
        fields = _fields(model)
        new = {f: traces.cleaned(getattr(row, f)) for f in fields if _text(row, f) in traces}
        lengths = {f: getattr(model._meta.get_field(f), "max_length", None) for f in new}
        cut = {f: v[: lengths[f]] if isinstance(v, str) and lengths[f] else v for f, v in new.items()}
        model.objects.filter(vault=vault, pk=row.pk).update(**cut)


def _fault_lines(vault: Vault, traces: Traces) -> Iterator[ImportFault]:
    for row in ImportFault.objects.filter(vault=vault).exclude(raw=b"").iterator():
        if _holds(bytes(row.raw), traces):
            yield row


def _holds(raw: bytes, traces: Traces) -> bool:
    return any(raw.decode(code, "replace") in traces for code in ("utf-8", "cp1252", "utf-16"))
