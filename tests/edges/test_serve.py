"""`mensch serve` as a process: the link, the first page, both processes ended together, a dead one started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import free_port
from tests.served import PATIENCE, Served, alive, read, wait_for, worked

pytestmark = pytest.mark.edge
FIRST_PAGE = 3.0  # seconds on a quiet machine of two cores


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path, free_port())
    yield one
    if one.process.poll() is None:
        one.end(signal.SIGKILL)


def test_the_first_start_shows_a_page_in_three_seconds_and_ends_on_sigterm(served: Served) -> None:
    link = served.link()
    printed = time.monotonic() - served.begun
    assert "Come in" in read(link)  # the link is said when it opens, not before
    shown = time.monotonic() - served.begun
    spent = worked([served.process.pid, *served.children()])
    print(f"link after {printed:.2f} s, first page after {shown:.2f} s, processor {spent:.1f} s")  # seen with -s
    if os.getloadavg()[0] < 1:
        assert shown < FIRST_PAGE
    assert min(shown, spent) < FIRST_PAGE * 1.5  # others use the machine, which makes the processor slower, too
    assert served.said.read_text().count("/in/") == 1
    served.worker()
    processes = served.children()
    assert len(processes) >= 4
    code, seconds = served.end(signal.SIGTERM)
    assert code == 0
    assert seconds < 8
    assert not alive(processes)


def test_ctrl_c_ends_both_and_leaves_nobody_behind(served: Served) -> None:
    served.page("/healthz")
    served.worker()
    processes = served.children()
    code, seconds = served.end(signal.SIGINT)
    assert code == 0
    assert seconds < 8
    assert not alive(processes)


def test_nobody_is_left_behind_when_mensch_is_killed_without_a_word(served: Served) -> None:
    served.page("/healthz")
    served.worker()
    processes = served.children()
    served.end(signal.SIGKILL)
    wait_for(lambda: not alive(processes))


def test_a_worker_that_dies_is_started_again(served: Served) -> None:
    first = served.worker()
    os.kill(first, signal.SIGKILL)
    assert wait_for(lambda: (again := served.worker()) != first and again)
    assert served.process.poll() is None
    assert served.page("/healthz")


def test_a_port_in_use_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        served = Served(tmp_path, taken.getsockname()[1])
        assert served.process.wait(PATIENCE) == 1
    said = served.said.read_text().strip()
    assert (
        said == f"Port {served.url.rpartition(':')[2]} on 127.0.0.1 cannot be used: Address already in use. Try --port."
    )


def test_what_is_not_understood_ends_with_two_and_says_what_is_there() -> None:
    done = subprocess.run([sys.executable, "-m", "mensch", "surve"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "serve" in done.stderr
