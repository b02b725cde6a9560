"""Words of any language made comparable: folded, cut into tokens that remember where they stood, and stemmed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from mensch.core.matching.porter import stem

_LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "’": "'"}
)
_UMLAUTS = dict(zip(map(ord, "äöüÄÖÜ"), ("ae", "oe", "ue", "Ae", "Oe", "Ue"), strict=True))
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ELISION = re.compile(r"^(?:l|d|j|m|n|s|t|c|qu|dell|all|nell|dall|sull|un)'(?=.)")
# Scripts written without blanks: every sign is a token of its own.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
# Endings that inflection adds; the longest that leaves four letters goes.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "de": ("innen", "ern", "in", "en", "er", "es", "em", "e", "n", "s"),
    "fr": (
        "trices",
        "trice",
        "euses",
        "euse",
        "teurs",
        "teur",
        "eurs",
        "eur",
        "ieres",
        "iere",
        "iers",
        "ier",
        "iennes",
        "ienne",
        "iens",
        "ien",
        "es",
        "e",
        "s",
        "x",
    ),
    "es": ("oras", "ora", "ores", "or", "os", "as", "es", "o", "a", "e", "s"),
    "it": ("trici", "trice", "tori", "tore", "ici", "ico", "ica", "iche", "he", "hi", "i", "o", "a", "e"),
    "pt": ("oras", "ora", "ores", "or", "os", "as", "es", "oes", "ao", "o", "a", "e", "s"),
    "pl": (
        *(
            "owego",
            "owej",
            "owych",
            "ami",
            "ach",
            "ego",
            "emu",
            "iem",
            "iej",
            "owi",
            "ow",
            "om",
            "em",
            "ie",
            "ej",
            "ym",
            "im",
        ),
        *("a", "u", "e", "y", "i", "o"),
    ),
    "nl": ("sters", "ster", "ers", "er", "en", "s", "e"),
}


class Token(NamedTuple):
    """A word as it is compared, and where it stands in the text."""

    stem: str
    folded: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Small letters without marks: 'Größe' becomes 'grosse', 'Łódź' 'lodz'."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def spelled_out(text: str) -> str:
    """Umlauts as two letters, the way they are typed where keys for them are missing."""
    return text.translate(_UMLAUTS)


def tokens(text: str) -> list[Token]:
    """The words of a text in order; "'s" and French and Italian elisions are dropped."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii() and _UNSPACED.search(word):
            found += _signs(word, match.start())
        else:
            folded = _bare(fold(word))
            found.append(Token(stem(folded), folded, match.start(), match.end()))
    return found


def _bare(folded: str) -> str:
    if "'" not in folded:
        return folded
    folded = _ELISION.sub("", folded)
    return folded.removesuffix("'s").removesuffix("s'").replace("'", "")


def _signs(word: str, start: int) -> list[Token]:
    return [Token(sign, sign, start + at, start + at + 1) for at, sign in enumerate(map(fold, word))]


@lru_cache(maxsize=50_000)
def root(folded: str, language: str) -> str:
    """The word without the endings of that language: 'prawnika' and 'prawnik' meet."""
    for ending in _ENDINGS.get(language, ()):
        if folded.endswith(ending) and len(folded) - len(ending) >= 4:
            return folded[: -len(ending)]
    return folded
