"""All that differs between SQLite and PostgreSQL."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mensch.errors import SetupError

SQLITE_INIT = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"


def is_postgres(url: str | None = None) -> bool:
    return (os.environ.get("MENSCH_DATABASE_URL", "") if url is None else url).startswith("postgres")


# Words, keys and sort keys are folded; compared byte by byte, a prefix is a range of the index on both engines.
BYTEWISE = "C" if is_postgres() else "BINARY"


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's DATABASES entry for `url` ('' = SQLite in the data folder). Raises SetupError for an unknown URL."""
    if not url:
        return sqlite(data_dir / "mensch.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql"):
        raise SetupError(
            f"MENSCH_DATABASE_URL begins with {parts.scheme!r}. Use postgresql://user:password@host:5432/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """WAL, synchronous FULL, IMMEDIATE transactions: nothing acknowledged is lost, writers queue instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_INIT},
    }


def prefix_range(text: str) -> tuple[str, str]:
    """Bounds [low, high) of all strings that begin with `text`; LIKE … ESCAPE would skip SQLite's index."""
    return text, text + "\U0010ffff"


def one_of(column: str, vendor: str) -> tuple[str, Callable[[list[str]], Any]]:
    """A condition that a column is one of many texts, with a single mark for all of them; and what to put there."""
    if vendor == "sqlite":
        return f"{column} IN (SELECT value FROM json_each(%s))", json.dumps  # noqa: S608  (a column of our own)
    return f"{column} = ANY(%s)", list
