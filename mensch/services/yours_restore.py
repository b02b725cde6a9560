"""An exported vault comes back: all of it or nothing, into an empty vault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.models import Import, Invite, Note, Occasion, OwnAddress, Person, Trail, User, Vault
from mensch.services import bulk, erasure, quieting, standings, trail, uploads, words, yours, yours_read
from mensch.services.access import private
from mensch.services.members import zones
from mensch.services.yours_ids import Ids
from mensch.services.yours_read import Row, wrong
from mensch.services.yours_rows import id_of, read
from mensch.services.yours_tables import name_of

_CHUNK = 1000


class Restored(NamedTuple):
    """Rows by table, files brought back, and what the owner should know."""

    rows: dict[str, int]
    files: int
    notes: list[str]


def is_export(path: Path) -> bool:
    with yours_read.opened(path) as archive:
        return yours_read.JSON in archive.namelist()


def is_empty(vault: Vault) -> bool:
    return not any(model.objects.filter(vault=vault).exists() for model in (Person, Import, Occasion, Note, Trail))


def look(*, path: Path) -> tuple[int, int]:
    """Rows and files of an export, read from end to end. Raises InputError when it is not whole."""
    with yours_read.opened(path) as archive:
        yours_read.head(archive)
        rows = sum(1 for row in yours_read.rows(archive) if _read(row))
        return rows, sum(1 for name in archive.namelist() if name.startswith("files/"))


def restore(*, vault: Vault, path: Path) -> Restored:
    """Bring an export back. Raises InputError when the vault is not empty or the file is not whole."""
    if not is_empty(vault):
        raise InputError(_("This vault is not empty. An export comes back into an empty one."))
    with yours_read.opened(path) as archive:
        head = yours_read.head(archive)
        ids = Ids(_ids(archive))
        try:
            with transaction.atomic():
                home = _home(vault, head, ids)
                counts = _rows(home, archive, ids)
                _settings(home, head)
        except IntegrityError as error:
            raise InputError(_("mensch.json contradicts itself. Nothing was kept.")) from error
        files = _files(home, archive)
    return Restored(counts, files, _notes(home, head, counts))


def _ids(archive: ZipFile) -> Iterator[int]:
    for row in yours_read.rows(archive):
        try:
            yield id_of(row.told.get("id"))
        except ValueError as error:
            raise wrong(row.line, error) from error


def _home(vault: Vault, head: dict[str, Any], ids: Ids) -> Vault:
    """The vault the rows go into. Where the exported id is free, the vault takes it, and every id stays."""
    try:
        old = private(str(head["vault"]["id"]))
    except Exception as error:
        raise wrong(1) from error
    if old == vault.pk:
        return vault
    if Vault.objects.filter(pk=old).exists():
        ids.rename(old, vault.pk)
        return vault
    for model in (OwnAddress, Invite):
        model.objects.filter(vault=vault).update(vault_id=old)
    Vault.objects.filter(pk=vault.pk).update(id=old)
    return Vault.objects.get(pk=old)


def _rows(vault: Vault, archive: ZipFile, ids: Ids) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for table, some in groupby(yours_read.rows(archive), key=lambda row: row.table):
        while chunk := [_row(vault, one, ids) for one in islice(some, _CHUNK)]:
            bulk.insert(table, chunk, skip_known=table is OwnAddress)
            counts[name_of(table)] += len(chunk)
    _findable(vault)
    standings.listen(vault=vault)  # an older version did not export it
    if ids.renamed:
        _chain_anew(vault)
    return dict(counts)


def _chain_anew(vault: Vault) -> None:
    """Under other ids the same acts have other hashes: the chain begins anew."""
    before = ""
    for row in Trail.objects.filter(vault=vault).order_by("n"):
        row.previous = before
        before = row.hash = trail.link(row)
        row.save(update_fields=["previous", "hash"])


def _findable(vault: Vault) -> None:
    """Search words are not exported: they are worked out of the people again."""
    people = Person.objects.filter(vault=vault).order_by("id").values_list("id", flat=True)
    last = -1
    while some_ids := list(people.filter(id__gt=last)[:_CHUNK]):
        words.reindex_people(vault=vault, people=some_ids)
        last = some_ids[-1]


def _read(row: Row) -> dict[str, Any]:
    try:
        return read(row.table, row.told)
    except (ValueError, TypeError) as error:
        raise wrong(row.line, error) from error


def _row(vault: Vault, row: Row, ids: Ids) -> dict[str, Any]:
    try:
        return bulk.row(row.table, vault, quieting.told(row.table, ids.row(row.table, _read(row)), vault))
    except (ValueError, TypeError) as error:
        raise wrong(row.line, error) from error


def _settings(vault: Vault, head: dict[str, Any]) -> None:
    said = head["vault"]
    if said.get("time_zone") in zones():
        vault.time_zone = said["time_zone"]
    for name, most in (("language", 16), ("region", 2), ("scheme", 8), ("kind", 8)):
        if isinstance(said.get(name), str) and len(said[name]) <= most:
            setattr(vault, name, said[name])
    vault.keys_on = bool(said.get("keys_on", True))
    vault.save()
    name = str(head.get("owner", {}).get("name", ""))[:200]
    User.objects.filter(pk=vault.owner_id, name="").update(name=name)


def _files(vault: Vault, archive: ZipFile) -> int:
    """Uploaded files, where the export has them. One that is not what its name says is left out."""
    found = 0
    for info in archive.infolist():
        parts = info.filename.split("/")
        if len(parts) != 3 or parts[0] != "files" or info.is_dir():
            continue
        with archive.open(info) as file:
            kept = uploads.keep(vault=vault, name=parts[2], parts=uploads.chunks(file))  # type: ignore[arg-type]
        if kept.sha256 == parts[1]:
            found += 1
        else:
            uploads.path_of(vault, kept.sha256).unlink()
    return found


def _notes(vault: Vault, head: dict[str, Any], counts: dict[str, int]) -> list[str]:
    if not counts.get("forgotten") or head.get("forgotten_check") == erasure.digest(vault, yours.CHECK):
        return []
    return [
        _(
            "People who were erased before cannot be recognised here, for this is another vault or another secret key. "
            "The next import may bring them back."
        )
    ]
