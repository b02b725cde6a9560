"""What Mensch ships as knowledge: the tables in mensch/data, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from mensch.core.matching.places import Gazetteer, gazetteer
from mensch.core.matching.spheres import Spheres
from mensch.core.matching.thesaurus import Thesaurus, thesaurus

_DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """mensch/data/<name>.toml as plain data. Nobody changes it in place."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def tables(pattern: str) -> dict[str, Any]:
    """All tables of the files of mensch/data that match as one, in the order of their names."""
    out: dict[str, Any] = {}
    for path in sorted(_DATA.glob(pattern)):
        out |= tomllib.loads(path.read_text(encoding="utf-8"))
    return out


@cache
def trades() -> Thesaurus:
    """The trades and needs of mensch/data/trades."""
    return thesaurus(tables("trades/*.toml"))


@cache
def spheres() -> Spheres:
    """Who sends whom: mensch/data/spheres.toml."""
    return Spheres(tables("spheres.toml"))


@cache
def towns() -> Gazetteer:
    """Names of towns and countries: mensch/data/places.toml."""
    return gazetteer(table("places"))
