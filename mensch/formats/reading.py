"""One door for all formats: look at the bytes, call the reader that knows them, say so when there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib import import_module
from typing import NamedTuple

from mensch.core.records import Columns, Done, Fault, Item, Seen
from mensch.formats import mail
from mensch.formats.sniff import HEAD_BYTES, sniff

UPLOAD_BYTES = 200 * 1024 * 1024

# What no reader is for. The code becomes a sentence in services/read_report.py.
REFUSED = {
    "empty": "empty-file",
    "unknown": "unknown-format",
    "xml": "xml-not-read",
    "html": "html-not-read",
    "ole": "outlook-binary",
    "pst": "outlook-store",
    "pdf": "pdf-not-read",
    "gzip": "packed-file",
    "image": "image-not-read",
    "sqlite": "database-not-read",
    "plist": "plist-not-read",
    "json:jcal": "jcal-not-read",
}
_MODULES = {
    "vcard": "vcard",
    "json:jcard": "jcard",
    "json:jscontact": "jscontact",
    "mecard": "cards",
    "csv": "products",
    "json": "products",
    "ical": "ical",
    "mail": "mail",
    "mbox": "mail",
    "zip": "archive",
}
_TOO_BIG = (MemoryError, RecursionError)


class Given(NamedTuple):
    """What the owner says of a file: its name, the country of its numbers, their time zone, the date of reading.

    `mapping`: what its columns hold (formats.columns). `ask`: do not guess what a person could say.
    `only`: of an archive, this file alone.
    """

    name: str = ""
    region: str | None = None
    zone: str = ""
    today: date | None = None
    mapping: str = ""
    ask: bool = False
    only: str = ""


def read(
    data: bytes, *, name: str = "", region: str | None = None, zone: str = "", today: date | None = None
) -> Iterator[Item]:
    """All items of a file, whichever format it has; the files of an archive one after the other.

    `zone` is an IANA zone for times without one; without `today` series of a calendar are not unfolded.
    """
    for _, item in read_each(data, Given(name, region, zone, today)):
        yield item


def read_each(data: bytes, given: Given) -> Iterator[tuple[str, Item]]:
    """As `read`, each item with the name of the inner file it came from ('' outside archives)."""
    kind = sniff(data[:HEAD_BYTES], given.name)
    try:
        if kind == "zip":
            yield from _archive(data, given)
        else:
            for item in _reader(kind)(data, given):
                yield "", item
    except _TOO_BIG as error:
        yield "", Fault(0, "too-deep" if isinstance(error, RecursionError) else "out-of-memory", Done.SET_ASIDE)
        yield "", Seen(1)


def read_mbox(lines: Iterator[bytes]) -> Iterator[tuple[str, Item]]:
    """An mbox of any size as a stream of lines."""
    for item in mail.read_lines(lines):
        yield "", item


def _archive(data: bytes, given: Given) -> Iterator[tuple[str, Item]]:
    """The files of an archive; what the archive itself refuses counts as found and set aside."""
    archive, refused = import_module("mensch.formats.archive"), 0
    for entry in archive.files(data):
        if isinstance(entry, Fault):
            if not given.only:
                refused += entry.done is Done.SET_ASIDE
                yield entry.where, entry
            continue
        name, content = entry
        if given.only in ("", name):
            yield from _within(name, content, given)
    yield "", Seen(refused)


def _within(name: str, content: bytes, given: Given) -> Iterator[tuple[str, Item]]:
    """A file of an archive. A table that a person is to name first counts when it is read, on its own."""
    mapping = given.mapping if given.only else ""
    for inner, item in read_each(content, given._replace(name=name, mapping=mapping, only="")):
        yield f"{name}/{inner}" if inner else name, item
        if isinstance(item, Columns):
            return


def _reader(kind: str) -> Callable[[bytes, Given], Iterator[Item]]:
    if kind in REFUSED:
        return partial(_refused, REFUSED[kind])
    name = _MODULES.get(kind) or _MODULES[kind.partition(":")[0]]
    try:
        function = import_module(f"mensch.formats.{name}").read
    except ModuleNotFoundError:
        return partial(_refused, "not-read-yet")
    if name == "ical":
        return lambda data, given: function(data, region=given.region, zone=given.zone, today=given.today)
    if name == "products":
        return lambda data, given: function(
            data, name=given.name, region=given.region, mapping=given.mapping, ask=given.ask
        )
    return lambda data, given: function(data, region=given.region)


def _refused(code: str, data: bytes, given: Given) -> Iterator[Item]:
    yield Fault(0, code, Done.SET_ASIDE, given.name[:80])
    yield Seen(1 if data.strip() else 0)
