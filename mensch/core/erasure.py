"""What names a person in a text: found, and taken out. And the marks by which a later import recognises them.

Names count as whole words, in both orders; addresses wherever they stand; numbers with whatever stands between their
figures. What is taken out leaves ERASED, always the same, so that two texts that were equal stay equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from mensch.core.identity_rules import is_profile, is_role
from mensch.core.people import fold_company, fold_name
from mensch.core.records import Address, AddressKind, Name, Record

ERASED = "(…)"
_FEWEST_FIGURES = 6
_LAST_FIGURES = 3
_SHORTEST_NAME = 4
_SHORTEST_PLACE = 8
_FIRST_UNSPACED = "\u2e80"  # from here on: Chinese, Japanese, Korean
_WORDS = re.compile(r"[^\W_]+")
_BETWEEN = r"[^\w+]{0,3}"


class Traced(NamedTuple):
    """What is known of somebody: every name and every address that is theirs alone."""

    names: tuple[str, ...]
    addresses: tuple[Address, ...]


class Traces:
    """Finds somebody in texts. `hints` are short pieces, in plain letters: a text without any of them is clean."""

    def __init__(self, who: Traced) -> None:
        parts = list(dict.fromkeys(_patterns(who)))
        self.hints = _fewest({hint for text, _ in parts for hint in _hints(text)})
        # the longest first, so that no half of an address is left
        patterns = [pattern for _, pattern in sorted(parts, key=lambda part: -len(part[0]))]
        self._any = re.compile("|".join(patterns), re.IGNORECASE) if patterns else None

    def __contains__(self, text: str) -> bool:
        return self._any is not None and bool(self._any.search(text))

    def clean(self, text: str) -> str:
        return self._any.sub(ERASED, text) if self._any else text

    def cleaned(self, value: Any) -> Any:
        """Any JSON value without the person; keys of objects are taken for texts as well."""
        match value:
            case str():
                return self.clean(value)
            case list() | tuple():
                return [self.cleaned(one) for one in value]
            case dict():
                return {self.clean(str(name)): self.cleaned(one) for name, one in value.items()}
        return value


def _patterns(who: Traced) -> Iterator[tuple[str, str]]:
    """Texts with the pattern that finds each."""
    for name in who.names:
        words = _WORDS.findall(name)
        if len(words) > 1:
            yield name, _whole(r"[\W_]+".join(map(re.escape, words)))
            yield name + " ", _whole(r"[\W_]+".join(map(re.escape, [words[-1], *words[:-1]])))
        elif words and _unspaced(words[0]):
            yield name, re.escape(words[0])
        elif words and len(words[0]) >= _SHORTEST_NAME:
            yield name, _whole(re.escape(words[0]))
    for kind, value, key, _ in who.addresses:
        for text in {value.strip(), key} - {""}:
            yield from _address(kind, text)


def _address(kind: AddressKind, text: str) -> Iterator[tuple[str, str]]:
    if kind is AddressKind.PHONE:
        figures = re.sub(r"\D", "", text)
        if len(figures) >= _FEWEST_FIGURES:
            spaced = _BETWEEN.join(figures)
            yield text, rf"(?<!\d)\+?{spaced}(?!\d)"
    elif kind is AddressKind.EMAIL:
        yield text, rf"(?<![\w.+-]){re.escape(text)}(?![\w-])"
    elif kind is AddressKind.POSTAL:
        words = _WORDS.findall(text)
        if len(text) >= _SHORTEST_PLACE and len(words) > 1:
            yield text, _whole(r"[\W_]+".join(map(re.escape, words)))
    elif len(text) >= _SHORTEST_NAME:
        yield text, rf"{re.escape(text)}(?![\w-])"


def _unspaced(word: str) -> bool:
    """Whether a name is of a script written without blanks, where a name has no ends to look for."""
    return len(word) > 1 and all(letter >= _FIRST_UNSPACED for letter in word)


def _whole(pattern: str) -> str:
    return rf"(?<!\w){pattern}(?!\w)"


def _hints(text: str) -> Iterator[str]:
    """Pieces of a text that a database can look for whatever the case; in other scripts the word and its JSON form."""
    text = text.strip()
    if re.fullmatch(r"[\d\s+()./-]+", text):
        yield re.sub(r"\D", "", text)[-_LAST_FIGURES:]
        yield max(re.findall(r"\d+", text), key=len)
    elif re.fullmatch(r"[!#-\[\]-~]+", text):  # plain letters without blanks, quotes or backslashes
        yield text
    elif plain := re.findall(r"[A-Za-z]{3,}|\d{3,}", text):
        yield max(plain, key=len)
    elif words := _WORDS.findall(text):
        yield words[0]
        yield "".join(map(_in_json, words[0]))


def _fewest(hints: set[str]) -> list[str]:
    """Those that hold no other: each costs a look at every text. Capitals are alike in plain letters only."""
    found: dict[str, str] = {}
    for hint in sorted(hints, key=lambda one: (len(one), one)):
        plain = hint.lower() if hint.isascii() else hint
        if not any(shorter in plain for shorter in found):
            found[plain] = hint
    return sorted(found.values())


def _in_json(letter: str) -> str:
    """As JSON in plain letters writes it: ë is \\u00eb, and what lies beyond 16 bits is a pair."""
    pair = letter.encode("utf-16-be", "surrogatepass").hex()
    return letter if letter.isascii() else "".join(f"\\u{pair[at : at + 4]}" for at in range(0, len(pair), 4))


def marks(source: str, key: str, name: Name, addresses: Iterable[Address], orgs: Iterable[str]) -> set[str]:
    """By what an entry about somebody is known again. Desks, switchboards and houses belong to others too."""
    found, folded = {f"{source}\n{key}"} if key else set(), fold_name(name.full)
    for kind, _, known, _ in addresses:
        if (kind is AddressKind.EMAIL and known and not is_role(known)) or (
            kind is AddressKind.URL and is_profile(known)
        ):
            found.add(known)
        elif kind is AddressKind.PHONE and known and folded:
            found.add(f"phone\n{folded}\n{known}")
    found |= {f"work\n{folded}\n{firm}" for org in orgs if folded and (firm := fold_company(org))}
    return found


def marks_of(record: Record) -> set[str]:
    return marks(record.source, record.key, record.name, record.addresses, (post.org for post in record.posts))


def without(facts: dict[str, Any], is_theirs: Callable[[str], bool]) -> dict[str, Any] | None:
    """What was kept of a mail, message or meeting, without a party; None when nothing is left that is another's."""
    if is_theirs(_known_as(facts.get("sender"))):
        return None
    left = dict(facts)
    for field in ("to", "cc", "bcc", "also_from"):
        if field in left:
            left[field] = [party for party in left[field] if not is_theirs(_known_as(party))]
    if "attendees" in left:
        left["attendees"] = [one for one in left["attendees"] if not is_theirs(_known_as(one[0]))]
    for field in ("delivered_to", "bounced"):
        if field in left:
            left[field] = [address for address in left[field] if not is_theirs(address)]
    others = any(left.get(field) for field in ("to", "cc", "bcc", "attendees"))
    return left if others else None


def _known_as(party: Any) -> str:
    """The address of a party as it lies in JSON, else its name."""
    return str(party[0] or (party[1] if len(party) > 1 else "")) if party else ""
