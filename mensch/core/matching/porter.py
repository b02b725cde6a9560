"""Porter's stemmer of 1980 for English words already folded to a-z; other words come back as they are."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

_VOWELS = frozenset("aeiou")
_Endings = dict[str, tuple[tuple[str, str], ...]]


def _by_last(table: str) -> _Endings:
    """Endings and what stands in for them, longest first, by their last letter."""
    pairs = [(ending, other) for ending, _, other in (pair.partition(">") for pair in table.split())]
    longest = sorted(pairs, key=lambda pair: -len(pair[0]))
    return {last: tuple(pair for pair in longest if pair[0][-1] == last) for last in {end[-1] for end, _ in pairs}}


_STEP2 = _by_last(
    "ational>ate tional>tion enci>ence anci>ance izer>ize abli>able alli>al entli>ent eli>e ousli>ous ization>ize "
    "ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble"
)
_STEP3 = _by_last("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>")
_STEP4 = _by_last("ement> ance> ence> able> ible> ment> ant> ent> ism> ate> iti> ous> ive> ize> ion> al> er> ic> ou>")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem Porter gives a word: 'translators' and 'translating' meet in 'translat'."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    return _step5(_step4(_ending(_ending(_step1(word), _STEP2), _STEP3)))


def _consonant(word: str, at: int) -> bool:
    if word[at] in _VOWELS:
        return False
    return word[at] != "y" or at == 0 or not _consonant(word, at - 1)


def _measure(word: str) -> int:
    """How often a vowel is followed by a consonant."""
    kinds = [_consonant(word, at) for at in range(len(word))]
    return sum(1 for before, after in pairwise(kinds) if after and not before)


def _has_vowel(word: str) -> bool:
    return any(not _consonant(word, at) for at in range(len(word)))


def _doubled(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _consonant(word, len(word) - 1)


def _short(word: str) -> bool:
    """Ends like 'hop': consonant, vowel, consonant, the last no w, x or y."""
    if len(word) < 3 or word[-1] in "wxy":
        return False
    last = len(word) - 1
    return _consonant(word, last) and not _consonant(word, last - 1) and _consonant(word, last - 2)


def _step1(word: str) -> str:
    if word.endswith(("sses", "ies")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    word = _past(word)
    return word[:-1] + "i" if word.endswith("y") and _has_vowel(word[:-1]) else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        root = word[: -len(ending)]
        if word.endswith(ending):
            return _mended(root) if _has_vowel(root) else word
    return word


def _mended(root: str) -> str:
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if _doubled(root) and root[-1] not in "lsz":
        return root[:-1]
    return root + "e" if _measure(root) == 1 and _short(root) else root


def _ending(word: str, table: _Endings) -> str:
    """The longest ending of the table gives way when something is left before it."""
    for ending, other in table.get(word[-1], ()):
        if word.endswith(ending):
            root = word[: -len(ending)]
            return root + other if _measure(root) > 0 else word
    return word


def _step4(word: str) -> str:
    for ending, _ in _STEP4.get(word[-1], ()):
        if word.endswith(ending):
            root = word[: -len(ending)]
            goes = _measure(root) > 1 and (ending != "ion" or root.endswith(("s", "t")))
            return root if goes else word
    return word


def _step5(word: str) -> str:
    if word.endswith("e"):
        root = word[:-1]
        if _measure(root) > 1 or (_measure(root) == 1 and not _short(root)):
            word = root
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
