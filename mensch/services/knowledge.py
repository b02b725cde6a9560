"""What Mensch ships as knowledge: the tables in mensch/data, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """mensch/data/<name>.toml as plain data. Nobody changes it in place."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
