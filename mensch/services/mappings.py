"""Tables whose columns only their owner can name: they wait, are named, and are read on. Named once, known again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mensch.core.imports import FileState, ImportState
from mensch.core.records import Columns
from mensch.errors import InputError
from mensch.models import Import, ImportFile, Vault
from mensch.services import imports
from mensch.services.access import public, see
from mensch.services.facts import clean

_REMEMBERED = 50
_SOMEBODY = {"full", "given", "family", "nickname", "email", "phone"}
# What a column may hold, as the readers call it and as a person does, in the order of the choices.
CHOICES: dict[str, str | Promise] = {
    "": gettext_lazy("Nothing we need"),
    "full": gettext_lazy("Name"),
    "given": gettext_lazy("Given name"),
    "family": gettext_lazy("Family name"),
    "nickname": gettext_lazy("Nickname"),
    "email": gettext_lazy("E-mail"),
    "email,work": gettext_lazy("E-mail at work"),
    "email,home": gettext_lazy("E-mail at home"),
    "phone": gettext_lazy("Phone"),
    "phone,mobile": gettext_lazy("Mobile phone"),
    "phone,work": gettext_lazy("Phone at work"),
    "phone,home": gettext_lazy("Phone at home"),
    "org": gettext_lazy("Company"),
    "department": gettext_lazy("Department"),
    "title": gettext_lazy("Role"),
    "note": gettext_lazy("Note"),
    "birthday": gettext_lazy("Birthday"),
    "label": gettext_lazy("Group"),
    "url": gettext_lazy("Web page"),
    "place": gettext_lazy("Address, in one"),
    "street": gettext_lazy("Street"),
    "postcode": gettext_lazy("Postcode"),
    "city": gettext_lazy("Town"),
    "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"),
    "prefix": gettext_lazy("Title before the name"),
    "suffix": gettext_lazy("Ending after the name"),
    "additional": gettext_lazy("Middle name"),
}


class Column(NamedTuple):
    """One column on the page. `number` is its place in the file."""

    number: int
    name: str
    samples: list[str]
    choices: list[tuple[str, str, bool]]  # value, words, chosen
    unsure: bool


class Waiting(NamedTuple):
    """A file that waits for its columns to be named."""

    id: str
    job: str
    name: str
    columns: list[Column]
    open: bool


def spoken(file: ImportFile) -> str:
    """The owner's word on the columns, for the reader; '' while there is none."""
    if "slots" not in file.mapping:
        return ""
    return json.dumps({"header": file.mapping["header"], "slots": file.mapping["slots"]})


def inner(file: ImportFile) -> str:
    """The name of the one file this is of an archive; '' when it is a file of its own."""
    return str(file.mapping.get("inner", ""))


def wait_apart(archive: ImportFile, name: str, columns: Columns) -> None:
    """A table of an archive waits as a file of its own, of the same bytes; the rest of the archive does not."""
    shown = f"{archive.name}/{name}"[-255:]
    row = ImportFile(vault=archive.vault, parent=archive.parent, name=shown, sha256=archive.sha256, size=archive.size)
    row.mapping = {"inner": name}
    wait(row, columns)


def wait(file: ImportFile, columns: Columns) -> None:
    """Let the file wait; or, when a table with the same columns was named before, stage it with that."""
    where = _where(file)
    header = [clean(name) for name in columns.header]
    before = _named_before(file, header)
    file.format = file.format or "csv"
    if before is not None:
        file.mapping, file.state = {**where, "header": header, "slots": before}, FileState.STAGED
    else:
        samples = [[clean(text) for text in values] for values in columns.samples]
        proposed = {"proposed": list(columns.slots), "unsure": [clean(name) for name in columns.unsure]}
        file.mapping, file.state = {**where, "header": header, "samples": samples, **proposed}, FileState.MAPPING
    file.save()


def _where(file: ImportFile) -> dict[str, str]:
    return {"inner": file.mapping["inner"]} if "inner" in file.mapping else {}


def _named_before(file: ImportFile, header: list[str]) -> list[str] | None:
    rows = ImportFile.objects.filter(vault=file.vault, format="csv").exclude(pk=file.pk).order_by("-id")
    for said in rows.values_list("mapping", flat=True)[:_REMEMBERED]:
        if said.get("header") == header and "slots" in said:
            return list(said["slots"])
    return None


def waiting(*, vault: Vault, public_id: str, chosen: Sequence[str] = ()) -> Waiting:
    """The file with its columns; `chosen`: what was just chosen and could not be kept. Raises Http404."""
    file = see(vault, ImportFile, public_id)
    said: dict[str, Any] = file.mapping
    slots = list(said.get("slots", said.get("proposed", [])))
    slots = list(chosen) if len(chosen) == len(slots) else slots
    samples = said.get("samples", [])
    columns = [
        Column(n, name, samples[n] if n < len(samples) else [], _choices(slots[n]), name in said.get("unsure", []))
        for n, name in enumerate(said.get("header", []))
    ]
    return Waiting(public(file.pk), public(file.parent_id), file.name, columns, file.state == FileState.MAPPING)


def _choices(chosen: str) -> list[tuple[str, str, bool]]:
    known = {**CHOICES, **({} if chosen in CHOICES else {chosen: chosen.replace(",", ", ")})}
    return [(value, str(words), value == chosen) for value, words in known.items()]


@transaction.atomic
def name(*, vault: Vault, public_id: str, slots: Sequence[str]) -> Import:
    """Keep what the owner says of the columns, and read on. Raises InputError when nobody could be found by them."""
    file = see(vault, ImportFile, public_id)
    parent: Import = file.parent
    if file.state != FileState.MAPPING:
        return parent
    if parent.state in (ImportState.UNDONE, ImportState.CANCELLED):
        raise InputError(_("This import was stopped or taken back. Bring the file again."))
    header, proposed = file.mapping["header"], file.mapping["proposed"]
    if len(slots) != len(header) or any(s not in CHOICES and s not in proposed for s in slots):
        raise InputError(_("Choose for each column what it holds."))
    if not _SOMEBODY & {slot.partition(",")[0] for slot in slots}:
        raise InputError(_("Say at least which column holds a name, an e-mail address or a phone number."))
    file.mapping, file.state = {**_where(file), "header": header, "slots": list(slots)}, FileState.STAGED
    file.save(update_fields=["mapping", "state"])
    _read_on(vault, parent)
    return parent


def _read_on(vault: Vault, parent: Import) -> None:
    """An import that is at work finds the file by itself at its next start; one that is done starts again."""
    mine = Import.objects.filter(vault=vault, pk=parent.pk)
    ended = mine.filter(state__in=(ImportState.DONE, ImportState.FAILED, ImportState.STUCK))
    if ended.update(state=ImportState.STAGED, tries=0, due_at=None, ended_at=None, why=""):
        imports.ring(parent)
