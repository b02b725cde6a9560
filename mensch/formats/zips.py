"""A ZIP written piece by piece, so that nothing has to be held whole: neither in memory nor on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_PIECE = 1 << 16
Entry = tuple[str, Iterable[bytes]]


class _Sink:
    """Where ZipFile writes: takes bytes and hands them on. It cannot seek, so sizes follow their data."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self, least: int) -> bytes:
        """What has come together, once it is that much."""
        if len(self.waiting) < max(least, 1):
            return b""
        whole = bytes(self.waiting)
        self.waiting.clear()
        return whole


def stream(entries: Iterable[Entry], *, at: datetime, stored: tuple[str, ...] = ()) -> Iterator[bytes]:
    """The pieces of an archive. An entry is a name and its pieces; names that begin like one in `stored` are kept as
    they are.
    """
    sink = _Sink()
    with ZipFile(sink, "w", compresslevel=6) as archive:  # type: ignore[call-overload]
        for name, parts in entries:
            info = ZipInfo(name, at.timetuple()[:6])
            info.compress_type = ZIP_STORED if name.startswith(stored) else ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            with archive.open(info, "w", force_zip64=True) as out:
                for part in parts:
                    out.write(part)
                    if ready := sink.take(_PIECE):
                        yield ready
    if ready := sink.take(1):
        yield ready
