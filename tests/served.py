"""A running `mensch serve` in a folder of its own, for tests that need the real thing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 60.0


class Served:
    """A running Mensch in a folder of its own."""

    def __init__(self, folder: Path, port: int, **more: str) -> None:
        there = {k: v for k, v in os.environ.items() if not k.startswith("MENSCH_")}
        self.said = folder / "said"
        self.begun = time.monotonic()
        with self.said.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mensch", "serve", "--port", str(port)],
                env={**there, "MENSCH_DATA_DIR": str(folder / "data"), "MENSCH_KEY_FILE": str(folder / "key"), **more},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self.url = f"http://127.0.0.1:{port}"

    def link(self) -> str:
        found: list[str] = wait_for(lambda: re.findall(rf"{self.url}/in/[\w-]+", self.said.read_text()))
        return found[0]

    def page(self, path: str) -> str:
        """The page, as soon as somebody answers."""
        return wait_for(lambda: read(path if path.startswith("http") else self.url + path))

    def children(self) -> list[int]:
        """The two processes kept alive, and theirs."""
        found, fresh = [], [self.process.pid]
        while fresh:
            fresh = [child for parent in fresh for child in children_of(parent)]
            found += fresh
        return found

    def worker(self) -> int:
        return wait_for(lambda: [pid for pid in children_of(self.process.pid) if "mensch.worker" in command_of(pid)])[0]

    def end(self, number: int) -> tuple[int, float]:
        """Exit code, and seconds until everything was over."""
        begun = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(PATIENCE), time.monotonic() - begun


def wait_for(find: Callable[[], T]) -> T:
    deadline = time.monotonic() + PATIENCE
    while not (found := find()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


def read(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""


def children_of(parent: int) -> list[int]:
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True)
    return [int(pid) for pid in done.stdout.split()]


def command_of(pid: int) -> str:
    return subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True).stdout


def worked(pids: list[int]) -> float:
    """Seconds of processor time that these processes have used: what a quiet machine would have waited for."""
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def alive(pids: list[int]) -> list[int]:
    done = subprocess.run(["ps", "-o", "pid=,stat=", "-p", ",".join(map(str, pids))], capture_output=True, text=True)
    return [int(line.split()[0]) for line in done.stdout.splitlines() if "Z" not in line.split()[1]]
