"""How somebody is called in a letter, and by what name alone another may hear of them before both agreed.

Where the source says which word is the given name, that one. Else a guess that rather says too little: a surname
leads to an address, so it stays out of what a stranger reads.
"""

from __future__ import annotations

from mensch.core.names import EAST_ASIAN
from mensch.core.names_data import FAMILIES
from mensch.core.people import fold, in_reading_order
from mensch.core.people_words import DEGREES, GENERATIONS, TITLES


def called(full: str, given: str = "") -> str:
    """The name to say: `given`, or one word of `full`; all of it where it is one word or cannot be told apart.

    East Asian names stay whole: they are said whole. 'Nagy Katarina' is Katarina, because Katarina is known to be one.
    """
    if given.strip():
        return given.strip()
    words = _bare(full)
    if len(words) < 2 or EAST_ASIAN.search(full):
        return " ".join(words) or full.strip()
    if _is_given(words[-1]) and not _is_given(words[0]):
        return words[-1]
    initials = [word for word in words[:-1] if len(word.rstrip(".")) == 1]
    return words[0] if words[0] not in initials else " ".join(initials)


def _bare(full: str) -> list[str]:
    """The words in reading order, as they are written, without titles, degrees and generations."""
    words = in_reading_order(full).replace(",", " ").split()
    while len(words) > 1 and fold(words[0]) in TITLES:
        del words[0]
    while len(words) > 2 and (fold(words[-1]) in DEGREES or fold(words[-1]) in GENERATIONS):
        words.pop()
    return words


def _is_given(word: str) -> bool:
    return fold(word) in FAMILIES
