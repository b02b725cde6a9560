"""Everything of a vault in one ZIP, streamed: no file is left lying here, and no memory fills up.

mensch.json has one row a line: {"mensch": {…}, "tables": {"own_address": [⏎ row,⏎ row ], …}}
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from mensch import __version__
from mensch.formats import zips
from mensch.models import ImportFile, Occasion, Person, RawRecord, Touch, Vault
from mensch.services import erasure, uploads
from mensch.services.access import public
from mensch.services.group_held import everything
from mensch.services.yours_left_out import FILE as LEFT_OUT
from mensch.services.yours_left_out import LeftOut
from mensch.services.yours_meetings import FILE as MEETINGS
from mensch.services.yours_meetings import calendar
from mensch.services.yours_moment import one_moment
from mensch.services.yours_people import cards, table
from mensch.services.yours_rows import rows
from mensch.services.yours_said import read_me
from mensch.services.yours_tables import EXPORTED, name_of

FORMAT = 1
CHECK = "mensch export"  # hashed like a forgotten address: a restore sees whether the hashes still mean something
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SETTINGS = ("kind", "time_zone", "language", "region", "scheme", "keys_on")


class Yours(NamedTuple):
    """What the page says is here. Counts of the owner's own book, never of one person."""

    people: int
    records: int
    touches: int
    meetings: int
    files: int
    bytes: int


def yours(*, vault: Vault) -> Yours:
    kept = [path for _, path in files(vault)]
    return Yours(
        people=Person.objects.filter(vault=vault).count(),
        records=RawRecord.objects.filter(vault=vault).count(),
        touches=Touch.objects.filter(vault=vault).count(),
        meetings=Occasion.objects.filter(vault=vault, kind="meeting").count(),
        files=len(kept),
        bytes=sum(path.stat().st_size for path in kept),
    )


def files(vault: Vault) -> list[tuple[str, Path]]:
    """The uploaded files that still lie here, as (name in the ZIP, path)."""
    found: dict[str, tuple[str, Path]] = {}
    rows = ImportFile.objects.filter(vault=vault).order_by("id").values_list("sha256", "name")
    for sha256, name in rows:
        path = uploads.path_of(vault, sha256)
        if path.is_file():
            found.setdefault(sha256, (f"files/{sha256}/{Path(name).name or 'file'}", path))
    return list(found.values())


def export(
    *, vault: Vault, now: datetime, with_files: bool = False, left_out: LeftOut | None = None
) -> Iterator[bytes]:
    """The pieces of the ZIP. `with_files`: also the files that were uploaded, as they came.

    `left_out` learns what could not be told in one of the files, which left-out.txt in the ZIP says, too.
    """
    with one_moment():
        entries = _entries(vault, now, with_files, LeftOut() if left_out is None else left_out)
        yield from zips.stream(entries, at=now, stored=("files/",))


def _entries(vault: Vault, now: datetime, with_files: bool, left_out: LeftOut) -> Iterator[zips.Entry]:
    yield "README.txt", [read_me(with_files=with_files).encode()]
    yield "people.vcf", cards(vault, left_out)
    yield "people.csv", table(vault, left_out)
    yield MEETINGS, calendar(vault, now, left_out)
    yield "groups.json", [json.dumps({"groups": everything(user=vault.owner)}, ensure_ascii=False, indent=1).encode()]
    yield "mensch.json", _json(vault, now)
    if with_files:
        yield from _files(vault, left_out)
    if left_out:
        yield LEFT_OUT, [left_out.report().encode()]


def _files(vault: Vault, left_out: LeftOut) -> Iterator[zips.Entry]:
    for name, path in files(vault):
        try:
            file = path.open("rb")
        except OSError:
            left_out.unread.append(name)
            continue
        with file:
            yield name, uploads.chunks(file)


def head(vault: Vault, now: datetime) -> dict[str, Any]:
    """Who exported what, when, with which version."""
    return {
        "format": FORMAT,
        "version": __version__,
        "made_at": now.isoformat(),
        "owner": {"name": vault.owner.name, "email": vault.owner.email},
        "vault": {"id": public(vault.pk)} | {name: getattr(vault, name) for name in _SETTINGS},
        "forgotten_check": erasure.digest(vault, CHECK),
    }


def _json(vault: Vault, now: datetime) -> Iterator[bytes]:
    yield b'{"mensch": ' + _line(head(vault, now)) + b',\n"tables": {\n'
    for number, model in enumerate(EXPORTED):
        yield b"],\n" * bool(number) + f'"{name_of(model)}": ['.encode()
        before = b"\n"
        for row in rows(vault, model):
            yield before + _line(row)
            before = b",\n"
        yield b"\n"
    yield b"]\n}}\n"


def _line(value: Any) -> bytes:
    """One value of JSON. Half a letter (a lone surrogate) has no UTF-8, and is escaped."""
    text = _ENCODER.encode(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def file_name(now: datetime) -> str:
    return f"mensch-{now:%Y-%m-%d}.zip"
