"""The words under which a person is found as one types, and the words a typing slip could have meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mensch.core.linkage_compare import one_slip
from mensch.core.people import fold

MOST_WORDS = 12
LONGEST_WORD = 60
SHORTEST_SLIP = 4
_LONGEST_SLIPPED = 24
# Letters of scripts that are written without blanks: each place in such a word may be where the given name begins.
_SPANS = "0e00-0eff ac00-d7a3 3040-30ff 3400-9fff f900-faff 20000-3ffff"
_UNSPACED = tuple((int(low, 16), int(high, 16)) for low, _, high in (s.partition("-") for s in _SPANS.split()))


class Searchable(NamedTuple):
    """What is searched of one person. Earlier fields are kept when there are more than twelve words."""

    person: int
    full: str
    nickname: str = ""
    variants: tuple[str, ...] = ()
    org: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def words_of(texts: Iterable[str], *, most: int = MOST_WORDS) -> tuple[str, ...]:
    """The first `most` distinct folded words of the texts, each cut to what the table holds."""
    found: dict[str, None] = {}
    for text in texts:
        for word in fold(text).split():
            for form in (word,) if word.isascii() else _forms(word):
                found.setdefault(form[:LONGEST_WORD])
            if len(found) >= most:
                return tuple(found)[:most]
    return tuple(found)


def person_words(person: Searchable) -> tuple[str, ...]:
    """The words of one person: name, nickname, variants, firm, title, local parts of mail addresses, labels."""
    named = " ".join((person.full, person.nickname, *person.variants, person.org, person.title))
    local = " ".join([address.partition("@")[0] for address in person.emails])
    return words_of((named, local, " ".join(person.labels)))


def _forms(word: str) -> Iterator[str]:
    """The word; and in a script without blanks also its ends, so that '小明' finds '王小明'."""
    yield word
    if len(word) > 1:
        yield from (word[at:] for at in range(1, len(word)) if _begins(word[at]))


def _begins(letter: str) -> bool:
    return any(low <= ord(letter) <= high for low, high in _UNSPACED)


def slips(word: str) -> set[str]:
    """The word and everything it becomes with one letter left out; only itself when it is short or has a figure."""
    if not SHORTEST_SLIP <= len(word) <= _LONGEST_SLIPPED or any(map(str.isdigit, word)):
        return {word}
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def slip_of(typed: str, word: str) -> bool:
    """Whether `typed` is `word`, or the beginning of it, with at most one letter wrong, missing, added or exchanged."""
    if one_slip(typed, word):
        return True
    return any(one_slip(typed, word[:length]) for length in range(len(typed) - 1, len(typed) + 2))
