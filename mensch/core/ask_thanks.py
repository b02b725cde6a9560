"""Thanks to whoever found what an ask was for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.reasons import Code, because
from mensch.core.touches import Id

_WHILE = timedelta(days=21)


class Found(NamedTuple):
    """Somebody found what an ask was for. `asker`: a name, empty where it was the owner's own ask."""

    id: Id
    person: Id
    words: str
    asker: str
    at: datetime
    on: date


def thanks(found: Iterable[Found], *, now: datetime) -> Iterator[Nudge]:
    """A word of thanks to each of them, for three weeks."""
    for one in found:
        if timedelta(0) <= now - one.at < _WHILE:
            why = because(Code.ASK_THANKS, words=one.words, asker=one.asker or None)
            yield Nudge(NudgeKind.THANK_LATER, one.person, why, one.on, one.id)
