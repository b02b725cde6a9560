"""The reading process seen from outside: start it, give it a file, take its lines, survive its death."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from time import monotonic
from typing import IO, Any, NamedTuple

from mensch.core.records import Columns, Done, Fault, Item, Seen
from mensch.errors import LaterError
from mensch.formats import wire
from mensch.services.asked import Asked as Asked
from mensch.services.read_ahead import ReadAhead

CPU_SECONDS = 60
BYTES_PER_SECOND = 500_000  # what a slow machine reads of address books, with what people are found by

_ROOT = str(Path(__file__).resolve().parents[2])
# -I keeps the environment and the working directory out; the one path we need is given by hand.
_START = "import sys, runpy; sys.path.append(sys.argv.pop(1)); runpy.run_module('mensch.formats', run_name='__main__')"


class Piece(NamedTuple):
    """One item with the format of the file and the name of the inner file it came from ('' outside archives)."""

    item: Item
    form: str
    inner: str = ""


def start(asked: Asked, options: list[str], stdin: IO[bytes] | int, cpu: int) -> subprocess.Popen[bytes]:
    """A confined reader: no environment, no inherited files but stdin and stdout."""
    command = [sys.executable, "-I", "-c", _START, _ROOT, "--cpu", str(cpu), *asked.options(), *options]
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/", close_fds=True
    )
    if child.stdout:
        child.stdout = BufferedReader(ReadAhead(child.stdout), 1 << 18)
    return child


def read_one(source: IO[bytes], size: int, name: str, asked: Asked) -> Iterator[Piece]:
    """A file in a process of its own. `source` is a real file, open at its beginning; `size` in bytes sets the time."""
    cpu = CPU_SECONDS + size // BYTES_PER_SECOND
    child = start(asked, ["--name", name[-200:]], source, cpu)
    lines = _Lines(child)
    watch = _watch(lines, cpu * 3 + 30)
    try:
        yield from lines
        child.wait()
        if child.returncode or not lines.complete:
            yield from _death(lines, child.returncode)
    finally:
        watch.set()
        _end(child)


def _watch(lines: _Lines, seconds: float) -> threading.Event:
    """Kills a reader that lets us wait so long for one line; what we do with its lines takes the time it takes."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(min(seconds, 5)):
            if (since := lines.waiting_since) is not None and monotonic() - since > seconds:
                lines.too_slow = True
                lines.child.kill()
                return

    threading.Thread(target=look, daemon=True).start()
    return over


def _death(lines: _Lines, code: int) -> Iterator[Piece]:
    """One fault for what was not read any more, behind the last record that was.

    A reader that somebody else killed, as a system short of memory does, says nothing about the file: LaterError.
    """
    if code == -signal.SIGKILL and not lines.too_slow:
        raise LaterError("The reading was stopped from outside. Nothing is lost: it goes on from where it stood.")
    reason = "reader-out-of-time" if code in (-24, -9) else "reader-stopped"
    yield Piece(Fault(lines.last, reason, Done.SET_ASIDE, f"exit {code}"), lines.form, lines.inner)
    yield Piece(Seen(lines.records + 1), lines.form, lines.inner)


def _code(child: subprocess.Popen[bytes]) -> int:
    """How a reader ended that says no more; one that stays all the same is ended."""
    try:
        return child.wait(5)
    except subprocess.TimeoutExpired:
        child.terminate()
        return child.wait()


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()
    child.wait()


class _Lines:
    """The child's lines as pieces, up to `["end"]` or its death."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self.child = child
        self.form, self.inner = "unknown", ""
        self.last = self.records = 0
        self.complete = self.ended = self.too_slow = False
        self.waiting_since: float | None = monotonic()

    def __iter__(self) -> Iterator[Piece]:
        assert self.child.stdout is not None
        for line in self.child.stdout:
            if line.startswith((b'["is"', b'["in"', b'["end"')):
                if self._mark(json.loads(line)):
                    return
                continue
            try:
                item = wire.unpack(line)
            except ValueError:  # the half line of a reader that died while writing
                return
            self._count(item)
            self.waiting_since = None
            yield Piece(item, self.form, self.inner)
            self.waiting_since = monotonic()

    def _mark(self, words: list[Any]) -> bool:
        if words[0] == "is":
            self.form, self.inner = words[1], ""
        elif words[0] == "in":
            self.inner = words[1]
        else:
            self.ended = True
        return self.ended

    def _count(self, item: Item) -> None:
        self.complete = isinstance(item, Seen)
        if not isinstance(item, Fault | Seen | Columns):
            self.last, self.records = item.line, self.records + 1


class Readers:
    """One reader for many small files, one after the other; a new one when it died. Use as a context."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            _end(self._child)

    def read(self, data: bytes, name: str) -> Iterator[Piece]:
        """The items of a small file (it must fit in the memory of the reader)."""
        child = self._child
        if child is None or child.poll() is not None:
            if child:
                _end(child)
            child = self._child = start(self.asked, ["--many"], subprocess.PIPE, CPU_SECONDS)
        feeder = threading.Thread(target=_feed, args=(child, data, name), daemon=True)
        feeder.start()
        lines = _Lines(child)
        watch = _watch(lines, CPU_SECONDS * 3)
        try:
            yield from lines
            if not lines.ended:
                yield from _death(lines, _code(child))
        finally:
            watch.set()
            if not lines.ended:
                _end(child)
                self._child = None
            feeder.join()


def _feed(child: subprocess.Popen[bytes], data: bytes, name: str) -> None:
    assert child.stdin is not None
    with suppress(OSError, ValueError):
        child.stdin.write(json.dumps({"name": name[-200:], "size": len(data)}).encode() + b"\n")
        child.stdin.write(data)
        child.stdin.flush()
