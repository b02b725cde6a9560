"""What an ask may be, how it ends, how it is read; and an ask in the words of a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from mensch.core.matching.asks import LONGEST
from mensch.core.matching.people import is_need, sentences

MOST_WITHOUT = 5
_LONGEST_WITHOUT = 60
_NEEDS = re.compile(r"^(?:needs|seeks|wants|looks for) (?!to\b)(?=\w{3}|\w{1,2} \w)", re.IGNORECASE)
_AND = re.compile(r"^(?:and|but|und|et|y|e|en|i) ", re.IGNORECASE)


class Side(StrEnum):
    LOOKING = "looking"
    GIVING = "giving"


class End(StrEnum):
    """How an ask ended. WITHDRAWN: it should never have stood there; it is shown nowhere."""

    FOUND = "found"
    OVER = "over"
    WITHDRAWN = "withdrawn"


class SeenBy(StrEnum):
    """Who may read its words: the owner alone, or those to whom the owner introduces the one who asks."""

    ME = "me"
    INTRODUCED = "introduced"


def read_as(words: str, town: str = "", without: Sequence[str] = ()) -> str:
    """The sentence as matching reads it: with the town the owner chose, and what is not meant. Never cut at its end."""
    more = [f" in {town}"] if town and town.casefold() not in words.casefold() else []
    more += [f", not a {one}" for one in without]
    tail = "".join(more)
    return words[: LONGEST - len(tail)].rstrip(" .;!?") + tail if tail else words


def ruled_out(without: Iterable[str], word: str) -> list[str]:
    """What is not meant, with one more; said twice it is one, and the oldest of too many goes."""
    kept = [one for one in without if one.casefold() != word.casefold()]
    return [*kept, word[:_LONGEST_WITHOUT]][-MOST_WITHOUT:]


def plain(words: str) -> str:
    """'needs a contract review' → 'a contract review': behind "is looking for" and "needs" it reads alike."""
    return _NEEDS.sub("", words)


def is_open(ended_at: datetime | None, until: date | None, *, today: date) -> bool:
    """Whether it still stands: it did not end, and its day has not passed."""
    return ended_at is None and (until is None or until >= today)


def needs_in(note: str, names: Iterable[str]) -> list[str]:
    """The sentences of a note that say what somebody looks for, without the name they begin with."""
    found = [plain(_without_name(sentence, names)) for sentence in sentences(note) if is_need(sentence)]
    return [one[:LONGEST] for one in dict.fromkeys(found) if one]


def _without_name(sentence: str, names: Iterable[str]) -> str:
    sentence = _AND.sub("", sentence)
    for name in sorted({one for one in names if one}, key=len, reverse=True):
        if sentence.casefold().startswith(f"{name.casefold()} "):
            return sentence[len(name) :].strip()
    return sentence
