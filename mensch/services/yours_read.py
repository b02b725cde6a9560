"""An exported ZIP, read a row at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from mensch.errors import InputError, LimitError
from mensch.services.yours_tables import Table, by_name

JSON = "mensch.json"
LONGEST_LINE = 64 << 20
FORMAT = 1


class Row(NamedTuple):
    """One row as it stands in mensch.json, and the line it stands on."""

    table: Table
    told: dict[str, Any]
    line: int


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """The ZIP. Raises InputError when it cannot be read."""
    try:
        with ZipFile(path) as archive:
            yield archive
    except OSError as error:
        raise InputError(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}) from error
    except BadZipFile as error:
        raise InputError(_("%(path)s is no ZIP, or it is damaged.") % {"path": path}) from error


def head(archive: ZipFile) -> dict[str, Any]:
    """Who exported it. Raises InputError for what a newer Mensch made."""
    with archive.open(JSON) as file:
        first = file.readline(LONGEST_LINE).rstrip().removesuffix(b",")
    try:
        found: dict[str, Any] = json.loads(first + b"}")["mensch"]
        number = int(found["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise wrong(1) from error
    if number > FORMAT:
        raise InputError(_("A newer Mensch made this export. Bring Mensch up to date first."))
    return found


def rows(archive: ZipFile) -> Iterator[Row]:
    """Every row, in the order of the file."""
    table: Table | None = None
    with archive.open(JSON) as file:
        for number, line in enumerate(_lines(file), start=1):
            text = line.strip()
            if number < 3 or text in (b"]", b"],", b"}}", b""):
                continue
            if text.endswith(b"[") and text.startswith(b'"'):
                table = by_name().get(text.split(b'"')[1].decode("utf-8", "replace"))
                if table is None:
                    raise wrong(number)
            else:
                yield Row(table or _none(number), _object(text, number), number)


def _lines(file: Any) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise LimitError(_("A line of mensch.json is longer than 64 MB."))
        yield line


def _none(number: int) -> Table:
    raise wrong(number)


def _object(text: bytes, number: int) -> dict[str, Any]:
    try:
        found = json.loads(text.removesuffix(b","))
    except (ValueError, RecursionError) as error:
        raise wrong(number) from error
    if not isinstance(found, dict):
        raise wrong(number)
    return found


def wrong(number: int, why: object = "") -> InputError:
    """The one sentence for a file that was changed or cut off."""
    said = _("mensch.json cannot be understood in line %(n)d.") % {"n": number}
    return InputError(f"{said} {why}".strip())
