"""What a reading process may not do: grow, run on, reach out, write (PEP 578, setrlimit)."""

from __future__ import annotations

import os
import resource
import sys

MEMORY_BYTES = 256 * 1024 * 1024
CPU_SECONDS = 60
FILES = 64

_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.remove", "os.rename",
    "os.rmdir", "os.mkdir", "os.chmod", "os.chown", "os.link", "os.symlink", "os.truncate", "os.kill", "shutil.",
    "pty.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "webbrowser.", "ctypes.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def guard(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: no network, no other process, nothing opened for writing. Raises PermissionError."""
    if event == "open":
        _, mode, flags = arguments
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITING):
            raise PermissionError("a reader opens nothing for writing")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader may not do this: {event}")


def confine(cpu: int = CPU_SECONDS) -> None:
    """Limits on memory, processor time and open files, then the guard. There is no way back in this process."""
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    allow(cpu)
    sys.addaudithook(guard)


def allow(cpu: int) -> None:
    """That many more seconds of processor time, counted from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + cpu + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
