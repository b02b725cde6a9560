"""One person in plain words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _


def in_words(told: dict[str, Any]) -> str:
    """The facts of `people_told.person`, each on a line."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield ", ".join(part for part in (told["name"], told["title"], told["org"]) if part)
    yield from (f"  {why['sentence']}" for why in told["reasons"])
    yield from (f"  {_('Looking for')}: {ask['words']}" for ask in told["looking_for"])
    yield from (f"  {_('Glad to give')}: {ask['words']}" for ask in told["glad_to_give"])
    for promise in told["promises"]:
        if promise["end"] is None:
            who = _("You promised") if promise["by_me"] else _("Promised you")
            yield f"  {who}: {promise['words']}" + (f" ({promise['due']})" if promise["due"] else "")
    yield from (f"  {one['value']}" for one in told["addresses"] if one["good"])
    yield from (f"  {touch['at'][:10]}  {touch['kind']}  {touch['about']}".rstrip() for touch in told["touches"])
    for one in told["sources"]:
        where = ", ".join(part for part in (one["file"], _("line %s") % one["line"] if one["line"] else "") if part)
        yield f"  {_('From')}: {one['source']}" + (f" ({where})" if where else "")
