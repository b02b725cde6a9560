"""Countries and their time zones, from the tables of the time zone database."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def countries() -> dict[str, str]:
    """Name by ISO 3166 code, in the order of the names."""
    named = {code: name.replace("Britain (UK)", "United Kingdom") for code, name in _lines("iso3166.tab")}
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


@cache
def _zones() -> dict[str, str]:
    return {zone: code for code, _, zone in _lines("zone.tab", 3)}


def country_of(zone: str) -> str:
    """The country a time zone lies in, '' when it cannot be told."""
    return _zones().get(zone, "")


def _lines(name: str, most: int = 2) -> list[list[str]]:
    text = resources.files("tzdata.zoneinfo").joinpath(name).read_text("utf-8")
    return [line.split("\t")[:most] for line in text.splitlines() if line and not line.startswith("#")]
