"""ZIP files: what is in them, piece by piece, within limits. Names are shown, never used as paths.

Sizes in the headers are not believed: what is unpacked is counted while it is read.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise

from mensch.core.records import Done, Fault

ENTRIES = 10_000
TOTAL = 1 << 30  # bytes unpacked
RATIO = 200  # unpacked to packed, beyond FREE
FREE = 10 << 20
_CHUNK = 1 << 16
_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_READ = (".csv", ".tsv", ".txt", ".json", ".js", ".vcf", ".vcard", ".ics", ".ical", ".mbox", ".eml", ".msg")


class _Refused(Exception):  # noqa: N818  (never leaves this file)
    def __init__(self, code: str, text: str) -> None:
        super().__init__(code)
        self.fault = Fault(0, code, Done.SET_ASIDE, text)


def files(data: bytes) -> Iterator[tuple[str, bytes] | Fault]:
    """The files we may have readers for, in the order of the archive, each with its name for showing.

    An archive beyond the limits (10,000 entries, 1 GB unpacked, an entry 200 times its packed size), with a
    password, with
    entries that overlap or damaged ends in one Fault that says so; an archive within it and a link cost only
    themselves.
    """
    try:
        yield from _files(data)
    except _Refused as refused:
        yield refused.fault
    except (zipfile.BadZipFile, EOFError, NotImplementedError, struct.error, ValueError, OSError, zlib.error):
        yield Fault(0, "archive-damaged", Done.SET_ASIDE, "this ZIP file is damaged or packed in a way we do not read")


def _files(data: bytes) -> Iterator[tuple[str, bytes] | Fault]:
    _refuse_many(data)
    left, passed = TOTAL, []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = [entry for entry in packed.infolist() if not _is_nothing(entry)]
        _refuse_bad(entries)
        for entry in entries:
            name = _shown(entry.filename)
            if stat.S_ISLNK(entry.external_attr >> 16):
                yield Fault(0, "archive-link", Done.SET_ASIDE, "a link, not a file", name)
            elif name.lower().endswith(".zip"):
                yield _inner(name)
            elif _may_be_read(name):
                content = _unpacked(packed, entry, left)
                left -= len(content)
                yield _inner(name) if content[:4] in (b"PK\x03\x04", _END) else (name, content)
            else:
                passed.append(name)
    if passed:
        yield Fault(0, "archive-passed-over", Done.REPAIRED, f"{len(passed)}: {', '.join(passed)}"[:80])


def _is_nothing(entry: zipfile.ZipInfo) -> bool:
    """A folder, or what macOS puts beside every file."""
    return entry.is_dir() or entry.filename.startswith("__MACOSX/")


def _may_be_read(name: str) -> bool:
    last = name.rpartition("/")[2].lower()
    return last.endswith(_READ) or "." not in last


def _inner(name: str) -> Fault:
    return Fault(0, "archive-in-archive", Done.SET_ASIDE, "a ZIP file within the ZIP file: unpack it first", name)


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes of one entry, stopped where they grow beyond a limit."""
    parts, size = [], 0
    with packed.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > left:
                raise _Refused("archive-too-large", "more than 1 GB unpacked")
            if size > FREE and size > RATIO * max(entry.compress_size, 1):
                raise _Refused("archive-ratio", f"an entry grows beyond {RATIO} times its packed size")
            parts.append(piece)
    return b"".join(parts)


def _refuse_many(data: bytes) -> None:
    """Counts the entries of the directory on the bytes, before a list of them is made."""
    end = data.rfind(_END, max(0, len(data) - 65_557))
    start = struct.unpack_from("<I", data, end + 16)[0] if 0 <= end <= len(data) - 22 else 0
    at, size = (0, len(data)) if start >= len(data) else (start, len(data))
    if data.count(_ENTRY, at, size) > ENTRIES:
        raise _Refused("archive-too-many", f"more than {ENTRIES:,} entries")


def _refuse_bad(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > ENTRIES:
        raise _Refused("archive-too-many", f"more than {ENTRIES:,} entries")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _Refused("archive-encrypted", "this ZIP file has a password: unpack it and give the files")
    if any(entry.file_size > FREE and entry.file_size > RATIO * max(entry.compress_size, 1) for entry in entries):
        raise _Refused("archive-ratio", f"an entry says it grows beyond {RATIO} times its packed size")
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for one, following in pairwise(ordered):
        if one.header_offset + one.compress_size > following.header_offset:
            raise _Refused("archive-overlap", "entries of this ZIP file overlap")


def _shown(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:300]
