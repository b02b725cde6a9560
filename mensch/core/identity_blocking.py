"""Under which keys is somebody looked for? Few and exact, so that candidates are found without comparing everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from mensch.core.names import Parsed, parse
from mensch.core.names_data import FAMILIES, LETTERS
from mensch.core.people import fold, fold_company
from mensch.core.people_words import MAILBOX_HOSTS
from mensch.core.records import Address, AddressKind, Name, Post

LONGEST = 200  # signs; what the key column holds
_MOST_WORDS = 4
_NONE: frozenset[str] = frozenset()
_EMPTY = frozenset(("",))
_VOWELS = str.maketrans("", "", "aeiouyhw")

_BIRTHDAY = re.compile(r"(?P<year>\d{4})?-?-?(?P<month>\d{2})-?(?P<day>\d{2})")


def name_key(parsed: Parsed) -> str:
    """One key for all orders and spellings of a name: 'n:' and its words sorted, with one spelling of umlauts."""
    if parsed.script == "east":
        return "n:" + "".join(sorted(parsed.joined))
    return "n:" + " ".join(sorted(canonical(w) for w in parsed.words))


def name_keys(parsed: Parsed) -> set[str]:
    """That key, and those of the name without middle words and with the pet name's head ('Bob' also as 'robert')."""
    keys = {name_key(parsed)}
    if parsed.script != "east" and len(parsed.words) > 1:
        first, last = canonical(parsed.words[0]), canonical(parsed.words[-1])
        heads = FAMILIES.get(first, frozenset()) if len(first) > 1 else ()
        keys.update("n:" + " ".join(sorted((given, last))) for given in (first, *heads))
    return keys


@lru_cache(maxsize=16384)
def canonical(word: frozenset[str]) -> str:
    """One spelling for all forms of a word: Latin letters; ae, oe, ue as a, o, u. To look up, never to judge."""
    shortest = min(word, key=lambda w: (not w.isascii(), len(w), w)).translate(LETTERS)
    return shortest.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a")


def blocking_keys(
    name: Name, posts: Iterable[Post] = (), addresses: Iterable[Address] = (), birthday: str = ""
) -> frozenset[str]:
    """The keys to store for a person: the name, and the sound of a word in a firm, mail host, house or day."""
    addresses = tuple(addresses)
    facts = companies(posts), firm_hosts(addresses), houses(addresses), days(birthday)
    places = [f"{kind}:{x}" for kind, found in zip("cdpb", facts, strict=True) for x in found]
    named = keys_of(name)
    if not places:
        return named.all
    return named.all | {f"{place}|{sound}"[:LONGEST] for place in places for sound in named.sounds}


class NameKeys(NamedTuple):
    """The keys of a name: as it stands (one for each naming), all of them, and the sounds of its words."""

    plain: tuple[str, ...]
    all: frozenset[str]
    sounds: frozenset[str]


@lru_cache(maxsize=16384)
def keys_of(name: Name) -> NameKeys:
    """The keys that follow from the name alone, at most `LONGEST` signs each."""
    found = parse(name)
    words = {canonical(w) for p in found for w in p.words[:_MOST_WORDS]}
    return NameKeys(
        tuple(name_key(p)[:LONGEST] for p in found),
        frozenset(key[:LONGEST] for p in found for key in name_keys(p)),
        frozenset(skeleton(w) for w in words if len(w) > 1),
    )


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """The first letter and the next two consonants, doubled ones once: smith and smyth are smt."""
    rest = word[1:].translate(_VOWELS)
    single = "".join(c for i, c in enumerate(rest) if c != rest[i - 1 : i])
    return word[:1] + single[:2]


def companies(posts: Iterable[Post]) -> frozenset[str]:
    """The folded firms of somebody."""
    return frozenset([_firm(p.org) for p in posts if p.org]) - _EMPTY


_firm = lru_cache(maxsize=16384)(fold_company)


def firm_hosts(addresses: Iterable[Address]) -> frozenset[str]:
    """The mail hosts that are a firm's or a family's own, not a public mailbox's."""
    hosts = [a.key.rpartition("@")[2] for a in addresses if a.kind is AddressKind.EMAIL and a.key]
    return frozenset(hosts) - MAILBOX_HOSTS if hosts else _NONE


def houses(addresses: Iterable[Address]) -> frozenset[str]:
    """The folded postal addresses; a place without a number is a town and says nothing."""
    folded = [a.key or fold(a.value) for a in addresses if a.kind is AddressKind.POSTAL]
    return frozenset([h for h in folded if not h.isalpha() and any(map(str.isdigit, h))]) if folded else _NONE


def days(birthday: str) -> frozenset[str]:
    """The day of the year ('04-12') of a birthday, with or without its year; nothing for text that is no date."""
    found = _BIRTHDAY.fullmatch(birthday)
    return frozenset((f"{found['month']}-{found['day']}",)) if found else frozenset()


def birthdays_agree(a: str, b: str) -> bool:
    """Whether two birthdays can be one; a year left out (--04-12) or text that is no date contradicts nothing."""
    one, two = _BIRTHDAY.fullmatch(a), _BIRTHDAY.fullmatch(b)
    if not one or not two:
        return True
    years = one["year"], two["year"]
    return days(a) == days(b) and (None in years or years[0] == years[1])
