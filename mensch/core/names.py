"""Can two names be one person's? Never enough to join anybody, but enough to keep two people apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from mensch.core.names_data import FAMILIES, LETTERS, WRITTEN_OUT
from mensch.core.people import fold, split_name
from mensch.core.people_words import GENERATIONS, PARTICLES
from mensch.core.records import Name

EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ALIKE_WORD, _ALIKE_NAME = 0.84, 0.92

Form = frozenset[str]


class Agreement(StrEnum):
    """How two names stand to each other. COMPATIBLE: initials, pet names, a missing middle name, another order."""

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"
    UNSAID = "unsaid"


class Parsed(NamedTuple):
    """A name made ready for comparison. Each word has its forms: plain, umlauts written out, in Latin letters."""

    words: tuple[Form, ...]
    family: Form
    particles: str
    generation: str
    joined: str
    script: str

    @property
    def full(self) -> bool:
        """Whether there are two words that are no initials; an East Asian name of two signs is full."""
        return sum(_long(w) for w in self.words) > 1 or (self.script == "east" and len(self.joined) > 1)


def _long(word: Form) -> bool:
    return max(map(len, word)) > 1


@lru_cache(maxsize=16384)
def forms(word: str) -> Form:
    """The spellings of one word of a name that mean the same: 'Müller' is muller and mueller, 'Петр' is also petr."""
    plain = fold(word)
    if word.isascii():
        return frozenset((plain,))
    latin = re.sub("ii$", "i", plain.translate(LETTERS))
    return frozenset({plain, fold(word.casefold().translate(WRITTEN_OUT)), latin} - {""})


@lru_cache(maxsize=16384)
def parse(name: Name) -> tuple[Parsed, ...]:
    """All ways the source names this person: the name, the pet name with the family name, variants in other scripts."""
    main = f"{name.given} {name.additional} {name.family}" if name.given and name.family else name.full or name.family
    texts = [main, *name.variants]
    if name.nickname and name.family:
        texts.append(f"{name.nickname} {name.family}")
    found = [_parse(text, name.family, GENERATIONS.get(fold(name.suffix), "")) for text in texts if "@" not in text]
    return tuple(p for p in found if p.words)


def _parse(text: str, family: str, generation: str) -> Parsed:
    plain, found = split_name(text)
    spelled = plain if text.isascii() else split_name(text.casefold().translate(WRITTEN_OUT))[0]
    if len(spelled) != len(plain):
        spelled = plain
    words = [(p, forms(p) | {s}) for p, s in zip(plain, spelled, strict=True)]
    core = [f for p, f in words if p not in PARTICLES]
    if len(core) < 2:
        core = [f for _, f in words]
    script = "east" if EAST_ASIAN.search(text) else "other"
    joined = "".join(plain)
    if script == "east" and family and text.rstrip().endswith(family):
        joined = fold(family) + joined.removesuffix(fold(family))
    particles = "".join(p for p, _ in words if p in PARTICLES)
    kin = frozenset(f for w in split_name(family)[0] if w not in PARTICLES for f in forms(w))
    return Parsed(tuple(core), kin, particles, generation or found, joined, script)


def compare(a: Name, b: Name) -> Agreement:
    """The best agreement of any naming of a with any of b; two generations (Jr., III) are two people."""
    order = (Agreement.SAME, Agreement.COMPATIBLE, Agreement.DIFFERENT)
    found = [_compare(x, y) for x, y in product(parse(a), parse(b))]
    return min(found, key=order.index) if found else Agreement.UNSAID


def _compare(a: Parsed, b: Parsed) -> Agreement:
    if a.generation and b.generation and a.generation != b.generation:
        return Agreement.DIFFERENT
    if a.script == "east" and b.script == "east":
        return _compare_signs(a.joined, b.joined)
    if _equal(a, b):
        loose = a.generation != b.generation or (a.particles != b.particles and a.joined != b.joined)
        return Agreement.COMPATIBLE if loose else Agreement.SAME
    return Agreement.COMPATIBLE if _compatible(a, b) else Agreement.DIFFERENT


def _compare_signs(a: str, b: str) -> Agreement:
    if a == b:
        return Agreement.SAME
    return Agreement.COMPATIBLE if len(a) > 1 and sorted(a) == sorted(b) else Agreement.DIFFERENT


def _equal(a: Parsed, b: Parsed) -> bool:
    if a.joined == b.joined:
        return True
    return len(a.words) == len(b.words) and all(x & y for x, y in zip(a.words, b.words, strict=True))


def _compatible(a: Parsed, b: Parsed) -> bool:
    few, many = (a, b) if len(a.words) <= len(b.words) else (b, a)
    if a.family and b.family and not a.family & b.family:
        return False
    if len(few.words) == 1:
        return bool(few.words[0] & many.words[0]) or kindred(few.words[0], many.words[0])
    rest = list(many.words)
    left = [w for w in few.words if not _take(w, rest, lambda x, y: bool(x & y) and _long(x))]
    return len(left) < len(few.words) and all(_take(w, rest, _near) for w in left)


def _take(word: Form, rest: list[Form], fits: Callable[[Form, Form], bool]) -> bool:
    for at, other in enumerate(rest):
        if fits(word, other):
            del rest[at]
            return True
    return False


def _near(a: Form, b: Form) -> bool:
    if not _long(a) or not _long(b):
        return any(x[0] == y[0] for x in a for y in b)
    return kindred(a, b)


def kindred(a: Form, b: Form) -> bool:
    """Whether two given names are of one family of names: Bob and Robert, Sepp and José."""
    return any(FAMILIES.get(x, frozenset()) & FAMILIES.get(y, frozenset()) for x in a for y in b)


def given_agrees(a: Name, b: Name) -> bool:
    """Whether the first words are one given name. It tells a new family name (married) from two of one household."""
    return any(
        x.generation == y.generation
        and _long(x.words[0])
        and (x.words[0] & y.words[0] or kindred(x.words[0], y.words[0]))
        for x, y in product(parse(a), parse(b))
    )


def other_script(a: Name, b: Name) -> bool:
    """Whether one name is in East Asian signs only and the other is not, so that nothing can be said about them."""
    return bool(parse(a) and parse(b)) and not {p.script for p in parse(a)} & {p.script for p in parse(b)}


def alike_names(a: Name, b: Name, alike: Callable[[str, str], float]) -> bool:
    """Whether slips of the pen would make one full name the other, judged word by word with `alike` (0 to 1)."""
    return any(x.full and y.full and _alike(x, y, alike) for x, y in product(parse(a), parse(b)))


def _alike(a: Parsed, b: Parsed, alike: Callable[[str, str], float]) -> bool:
    if (a.generation and b.generation and a.generation != b.generation) or len(a.words) != len(b.words):
        return False
    each = [max(alike(x, y) for x in p for y in q) for p, q in zip(a.words, b.words, strict=True)]
    return min(each) >= _ALIKE_WORD and sum(each) / len(each) >= _ALIKE_NAME
