"""A PostgreSQL cluster of our own, in a temporary folder, for one test run."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl: asked of pg_config, else the newest of Debian's."""
    asked = shutil.which("pg_config")
    said = subprocess.run([asked, "--bindir"], capture_output=True, text=True).stdout.strip() if asked else ""
    places = [Path(said)] if said else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


def as_nobody_special() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; then another user of the machine is borrowed."""
    if os.getuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid}
    return {}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of a running, empty server; '' where PostgreSQL is not installed. Stopped and removed afterwards."""
    where = binaries()
    if where is None:
        yield ""
        return
    who = as_nobody_special()
    folder = Path(tempfile.mkdtemp(prefix="mensch-pg-"))
    if who:
        os.chown(folder, who["user"], who["group"])
    port, data = free_port(), folder / "data"
    quick = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"

    def call(program: str, *words: str) -> None:
        done = subprocess.run(
            [str(where / program), *words], capture_output=True, text=True, cwd=folder, stdin=subprocess.DEVNULL, **who
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

    try:
        call("initdb", "-D", str(data), "-U", "mensch", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        call("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", quick, "start")
        try:
            yield f"postgresql://mensch@127.0.0.1:{port}/postgres"
        finally:
            call("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
