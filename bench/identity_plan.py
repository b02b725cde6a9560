"""Speed of deciding who is who: python bench/identity_plan.py [N]. Made records from two books, a third known before.

Prints CPU seconds for N and 2N records; the second should be about twice the first.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rapidfuzz.distance import JaroWinkler

from mensch.core import identity_blocking, names
from mensch.core.identity import Known, KnownPerson, lookup_keys, plan
from mensch.core.names_data import FAMILIES
from mensch.core.people import email_key
from mensch.core.records import Address, AddressKind, Name, Post, Record

GIVEN = sorted(FAMILIES)


def word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfghklmnprstvz") + chance.choice("aeiou") for _ in range(3)).title()


def made(count: int, chance: random.Random) -> list[Record]:
    """Records with four in five addresses, from two books that overlap by a third; nobody in them exists."""
    people = []
    families, firms = [word(chance) for _ in range(count // 3)], [word(chance) for _ in range(count // 6)]
    for n in range(count * 2 // 3):
        given, family, firm = chance.choice(GIVEN).title(), chance.choice(families), chance.choice(firms)
        mail, phone = f"{given}.{family}{n}@{firm}.example".lower(), f"+4930{n:07}"
        people.append((given, family, firm, mail, phone))
    return [record(n, chance.choice(people), chance) for n in range(count)]


def record(number: int, person: tuple[str, ...], chance: random.Random) -> Record:
    given, family, firm, mail, phone = person
    addresses = [Address(AddressKind.EMAIL, mail, email_key(mail))] if chance.random() < 0.8 else []
    addresses += [Address(AddressKind.PHONE, phone, phone)] if chance.random() < 0.5 else []
    book = chance.choice(("google", "linkedin"))
    return Record(book, f"{number}", Name(f"{given} {family}", given, family), tuple(addresses), (Post(firm),))


def timed(count: int) -> float:
    records = made(count, random.Random(count))
    known = Known(
        [KnownPerson(n, r.name, r.addresses, r.posts, "", frozenset(("vcard",))) for n, r in enumerate(records[::10])]
    )
    for cache in (names.parse, names.forms, identity_blocking.canonical, identity_blocking.keys_of):
        cache.cache_clear()
    begun = time.process_time()
    decisions = plan(records, known, alike=JaroWinkler.similarity).decisions
    seconds = time.process_time() - begun
    what = Counter(f"{type(d).__name__.lower()} {d.reason.code}" for d in decisions)
    print(f"{count} records: {seconds:.2f} CPU s;", ", ".join(f"{k} {n}" for k, n in what.most_common(6)))
    begun = time.process_time()
    lookup_keys(records)
    print(f"{count} records: {time.process_time() - begun:.2f} CPU s for lookup_keys")
    return seconds


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    timed(size // 10)  # warm
    print(f"twice as many take {timed(2 * size) / timed(size):.2f} times as long")
