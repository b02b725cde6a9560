"""What may be shown about whom to whom. Before two acceptances: a given name, a trade, a reason; never an address."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from mensch.core.introductions import Intro, Part, Phase

_OPEN = (Phase.OPENED, Phase.MET, Phase.NOTHING, Phase.NO_WORD, Phase.TOLD)


class Field(StrEnum):
    GIVEN = "given"
    TRADE = "trade"
    REASON = "reason"
    FULL = "full"
    ADDRESS = "address"


BEFORE = frozenset({Field.GIVEN, Field.TRADE, Field.REASON})
AFTER = BEFORE | {Field.FULL, Field.ADDRESS}
_SIDES = {(Part.FIRST, Part.SECOND), (Part.SECOND, Part.FIRST)}


def visible(phase_now: Phase, *, about: Part, to: Part) -> frozenset[Field]:
    """What one side may learn of the other. A connector knows whom they connect; nobody shows them an address."""
    if about is to:
        return AFTER
    if to is Part.CONNECTOR:
        return BEFORE | {Field.FULL} if about is Part.SECOND else BEFORE
    if about is Part.CONNECTOR:
        return BEFORE | {Field.FULL}
    return AFTER if phase_now in _OPEN and (about, to) in _SIDES else BEFORE


def gives_away(text: str, addresses: Iterable[str]) -> str:
    """The first of these addresses that a text holds, however it is written; empty when it holds none."""
    plain = _bare(text)
    return next((one for one in addresses if len(_bare(one)) > 4 and _bare(one) in plain), "")


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign == "@")


def released(intro: Intro) -> tuple[tuple[Part, Part], ...]:
    """Whose address goes to whom when it opens."""
    return tuple(sorted(_SIDES)) if intro.first is not None else ((Part.SECOND, Part.FIRST),)
