"""The reading process: a file on stdin, one line of JSON per record on stdout, and nothing else it could do.

`python -I -m mensch.formats --name N [--region R] [--zone Z] [--today D] [--ask]
[--mapping JSON] [--only INNER]`, or `--many` for a row of files: each a line
of JSON {"name", "size"} and then its bytes, each answered by its lines and a line `["end"]`.
A line is an item of wire.py, `["is", format]` (first) or `["in", name]` (what follows is of that inner file).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from mensch.core.findable import with_findable
from mensch.core.records import Done, Fault, Item, Record, Seen
from mensch.formats import wire
from mensch.formats.confine import CPU_SECONDS, allow, confine
from mensch.formats.reading import UPLOAD_BYTES, Given, read_each, read_mbox
from mensch.formats.sniff import HEAD_BYTES, sniff

LINE_BYTES = 65_536
FLUSH = 200


def main(argv: list[str]) -> int:
    options = _options(argv)
    confine(options.cpu)
    given = Given(options.name, options.region, options.zone, options.today, options.mapping, options.ask, options.only)
    if not options.many:
        _answer(_one(sys.stdin.buffer, given))
        return 0
    while frame := sys.stdin.buffer.readline():
        wanted = json.loads(frame)
        allow(options.cpu)
        _answer(_whole(sys.stdin.buffer.read(wanted["size"]), given._replace(name=wanted["name"])))
        _answer(iter([_line("end")]))
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mensch.formats")
    parser.add_argument("--name", default="")
    parser.add_argument("--region", default=None)
    parser.add_argument("--zone", default="")
    parser.add_argument("--today", type=date.fromisoformat, default=None)
    parser.add_argument("--mapping", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--ask", action="store_true")
    parser.add_argument("--cpu", type=int, default=CPU_SECONDS)
    parser.add_argument("--many", action="store_true")
    return parser.parse_args(argv)


def _answer(lines: Iterator[bytes]) -> None:
    """Write and flush often: what was read before a death is not lost with it."""
    out = sys.stdout.buffer
    for number, line in enumerate(lines, 1):
        out.write(line)
        if number % FLUSH == 0:
            out.flush()
    out.flush()


def _one(stdin: BinaryIO, given: Given) -> Iterator[bytes]:
    """The file on stdin: an mbox as a stream of any length, all else whole, up to the limit of an upload."""
    head = stdin.read(HEAD_BYTES)
    if sniff(head, given.name) == "mbox":
        yield _line("is", "mbox")
        yield from _packed(read_mbox(_lines(head, stdin)))
        return
    code, data = "", None
    try:
        data = _all(head, stdin)
    except MemoryError:
        code = "out-of-memory"
    if data is None:
        yield _line("is", sniff(head, given.name))
        yield wire.pack(Fault(0, code or "file-too-large", Done.SET_ASIDE, given.name[:80]))
        yield wire.pack(Seen(1))
    else:
        yield from _whole(data, given)


def _all(head: bytes, stdin: BinaryIO) -> bytes | None:
    """All bytes, in one piece of memory where stdin is a file; None when there are more than an upload may have."""
    if stdin.seekable():
        size = stdin.seek(0, os.SEEK_END)
        stdin.seek(0)
        return stdin.read(size) if size <= UPLOAD_BYTES else None
    data = head + stdin.read(UPLOAD_BYTES + 1 - len(head))
    return data if len(data) <= UPLOAD_BYTES else None


def _lines(head: bytes, stdin: BinaryIO) -> Iterator[bytes]:
    """The lines of what was looked at and of the rest, none longer than 64 kB."""
    if stdin.seekable():
        stdin.seek(0)
        head = b""
    start = 0
    while (end := head.find(b"\n", start) + 1) > 0:
        yield head[start:end]
        start = end
    if start < len(head):
        yield head[start:] + stdin.readline(LINE_BYTES)
    yield from iter(lambda: stdin.readline(LINE_BYTES), b"")


def _whole(data: bytes, given: Given) -> Iterator[bytes]:
    yield _line("is", sniff(data[:HEAD_BYTES], given.name))
    yield from _packed(read_each(data, given))


def _packed(items: Iterator[tuple[str, Item]]) -> Iterator[bytes]:
    inside = ""
    for inner, item in items:
        if inner != inside:
            inside = inner
            yield _line("in", inner)
        yield wire.pack(with_findable(item) if isinstance(item, Record) else item)


def _line(*words: str) -> bytes:
    return json.dumps(words, separators=(",", ":")).encode() + b"\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
