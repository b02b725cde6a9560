"""System checks: what is wrong with this installation, in words, with a hint and an id."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

_NETWORK_FS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"}


def file_system(path: str) -> str:
    """The type of the file system that holds `path`, as the kernel names it; '' where that cannot be told."""
    best, kind = "", ""
    try:
        with open("/proc/mounts", encoding="utf-8") as mounts:  # noqa: PTH123
            for line in mounts:
                _, point, fs, *_ = line.split()
                if path.startswith(point) and len(point) >= len(best):
                    best, kind = point, fs
    except OSError:
        return ""
    return kind


@register()
def local_disk(**_: Any) -> list[CheckMessage]:
    """SQLite's WAL needs shared memory, which network file systems do not have."""
    database = settings.DATABASES["default"]
    kind = file_system(str(database["NAME"])) if database["ENGINE"].endswith("sqlite3") else ""
    if kind not in _NETWORK_FS:
        return []
    hint = "Set MENSCH_DATA_DIR to a local folder, or MENSCH_DATABASE_URL to a PostgreSQL server."
    return [Error(f"The data folder lies on a network file system ({kind}).", hint=hint, id="mensch.E001")]
