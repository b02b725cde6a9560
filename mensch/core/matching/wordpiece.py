"""Text into the pieces a BERT of small letters was taught with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

UNKNOWN, BEGIN, END = 100, 101, 102
_LONGEST_WORD = 100
_SIGNS = frozenset(
    chr(code) for low, high in ((33, 47), (58, 64), (91, 96), (123, 126)) for code in range(low, high + 1)
)


class WordPiece:
    """The longest piece first; what no piece fits is one unknown."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._known: Mapping[str, int] = {piece: at for at, piece in enumerate(vocabulary)}
        self._words: dict[str, tuple[int, ...]] = {}

    def ids(self, text: str, longest: int = 256) -> list[int]:
        """The pieces of a text between its two marks, cut to `longest`."""
        pieces = [piece for word in _words(text) for piece in self._pieces(word)]
        return [BEGIN, *pieces[: longest - 2], END]

    def _pieces(self, word: str) -> tuple[int, ...]:
        if word not in self._words:
            if len(self._words) > 50_000:
                self._words.clear()
            self._words[word] = self._cut(word)
        return self._words[word]

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (UNKNOWN,)
        out: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start and ("##" * bool(start) + word[start:end]) not in self._known:
                end -= 1
            if end == start:
                return (UNKNOWN,)
            out.append(self._known["##" * bool(start) + word[start:end]])
            start = end
        return tuple(out)


def _words(text: str) -> Iterator[str]:
    """Small letters without marks, cut at blanks; signs and ideographs stand alone."""
    word = ""
    for sign in unicodedata.normalize("NFD", _clean(text).lower()):
        if unicodedata.category(sign) == "Mn":
            continue
        if sign.isspace() or _alone(sign):
            if word:
                yield word
            word = ""
            if not sign.isspace():
                yield sign
        else:
            word += sign
    if word:
        yield word


def _clean(text: str) -> str:
    return "".join(" " if sign in "\t\n\r" else sign for sign in text if sign in "\t\n\r" or not _control(sign))


def _control(sign: str) -> bool:
    return sign in "\0\ufffd" or unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs")


def _alone(sign: str) -> bool:
    return sign in _SIGNS or unicodedata.category(sign).startswith("P") or _ideograph(ord(sign))


def _ideograph(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2CEAF or 0xF900 <= code <= 0xFAFF
    )
