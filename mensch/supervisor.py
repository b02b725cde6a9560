"""Two processes, web and jobs, kept alive and ended together. Plain Python: nothing here knows about Django."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from types import FrameType

GRACE = 10.0  # seconds a process may take to finish what it is doing
TOO_OFTEN = 5  # restarts of one process within a minute, after which we give up
Command = list[str]
Process = subprocess.Popen[bytes]


def follow_parent() -> None:
    """Linux only: a child gets SIGTERM when this process is killed without a chance to say so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Kept:
    """One process, started again when it dies."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.starts: deque[float] = deque(maxlen=TOO_OFTEN)
        self.start()

    def start(self) -> None:
        self.starts.append(time.monotonic())
        self.process = subprocess.Popen(  # noqa: S603  (our own command lines only)
            self.command,
            start_new_session=True,
            preexec_fn=follow_parent,
        )

    def died_too_often(self) -> bool:
        return len(self.starts) == TOO_OFTEN and time.monotonic() - self.starts[0] < 60

    def ask_to_end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Waits until the deadline, then ends the whole group, so that no worker is left behind."""
        try:
            self.process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


class Stop(Exception):  # noqa: N818
    """Somebody asked us to end."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop


def keep(first: Command, *others: Command, between: Callable[[Process], None] = lambda _: None) -> int:
    """Runs all commands until SIGTERM or SIGINT; returns 0 then, or 1 when one of them cannot stay alive.

    `between` is called when the first has begun: the others can wait until it answers.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    kept: list[Kept] = []
    try:
        kept.append(Kept(first))
        between(kept[0].process)
        for command in others:
            kept.append(Kept(command))
        return watch(kept)
    except Stop:
        return 0
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        end_all(kept)


def watch(kept: list[Kept]) -> int:
    while True:
        time.sleep(0.5)
        for one in kept:
            if one.process.poll() is None:
                continue
            if one.died_too_often():
                sys.stderr.write(f"{one.command[2]} ended {TOO_OFTEN} times within a minute. Mensch stops.\n")
                return 1
            one.end(time.monotonic())  # what it left of its group
            one.start()


def end_all(kept: list[Kept]) -> None:
    deadline = time.monotonic() + GRACE
    for one in kept:
        one.ask_to_end()
    for one in kept:
        one.end(deadline)
