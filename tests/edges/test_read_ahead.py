"""What a reader says is taken from it while we are busy, all of it and in order, and never without bound."""

from __future__ import annotations

import os
import threading
import time
from io import BufferedReader
from typing import IO

import pytest

from mensch.services import read_ahead
from mensch.services.read_ahead import ReadAhead

pytestmark = pytest.mark.edge
LINES = [b"%d\n" % number for number in range(400_000)]  # more than any pipe holds


def told(lines: list[bytes]) -> tuple[IO[bytes], threading.Thread]:
    """A pipe read ahead, and the thread that writes into it."""
    ours, theirs = os.pipe()

    def write() -> None:
        with os.fdopen(theirs, "wb") as out:
            out.writelines(lines)

    writer = threading.Thread(target=write)
    ahead = BufferedReader(ReadAhead(os.fdopen(ours, "rb")), 1 << 16)
    writer.start()
    return ahead, writer


def test_who_writes_is_not_held_up_while_nobody_reads() -> None:
    ahead, writer = told(LINES)
    writer.join(30)
    assert not writer.is_alive()
    assert list(ahead) == LINES
    ahead.close()


def test_no_more_waits_than_was_agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "MOST", 1000)
    ahead, writer = told(LINES)
    time.sleep(0.5)
    assert writer.is_alive()
    assert list(ahead) == LINES
    writer.join(30)
    ahead.close()


def test_one_who_leaves_early_leaves_nothing_running() -> None:
    before = threading.active_count()
    ahead, writer = told(LINES[:1000])
    assert next(ahead) == b"0\n"
    writer.join(30)
    ahead.close()
    assert threading.active_count() == before
