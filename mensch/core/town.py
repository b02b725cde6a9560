"""An invented town to look around in: its people, from words (mensch/data/lindenau.toml), a day and a seed.

Everybody here is example data: all addresses are under .example or example.org, telephone numbers out of the block
that is kept free for films. The same words, day and seed give the same town.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

SIZE = 400
_YEARS = timedelta(days=730)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "ð": "d", "þ": "th", "’": ""})


class Role(StrEnum):
    """What has passed between the owner and somebody of the town. Never shown; the files made of it are."""

    FRIEND = "friend"  # met often, and writes
    MET = "met"
    PEN = "pen"  # writes both ways, never met
    MINE = "mine"  # the owner wrote, no answer
    THEIRS = "theirs"
    LISTED = "listed"


_HOW_MANY = {Role.FRIEND: 26, Role.MET: 48, Role.PEN: 30, Role.MINE: 18, Role.THEIRS: 14}


@dataclass(frozen=True)
class Citizen:
    """Somebody of the town. `before`: firm and title they had until lately; '' for most."""

    n: int
    role: Role
    full: str
    given: str
    family: str
    email: str
    phone: str
    url: str
    firm: str
    title: str
    groups: tuple[str, ...] = ()
    in_book: bool = False
    on_list: bool = False
    mail_on_list: bool = False
    since: date | None = None
    birthday: str = ""
    note: str = ""
    before: tuple[str, str] = ("", "")


def split(text: str) -> list[str]:
    return text.split("|")


def slug(text: str) -> str:
    """A name in small Latin letters, with dots between its words; '' when none are left."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(sign if sign.isalnum() and sign.isascii() else "." if sign in " -" else "" for sign in plain)
    return ".".join(part for part in kept.split(".") if part)


def citizens(words: Mapping[str, Any], *, today: date, seed: int) -> list[Citizen]:
    """The four hundred, friends first."""
    dice = random.Random(seed)  # noqa: S311  (invented people need no secret)
    names = _names(words["names"])
    dice.shuffle(names)
    roles = [role for role, count in _HOW_MANY.items() for _ in range(count)]
    roles += [Role.LISTED] * (SIZE - len(roles))
    firms = _firms(words)
    town = [_citizen(n, role, names[n], firms, dice, today) for n, role in enumerate(roles)]
    return _grouped([_with_words(one, words, dice) for one in town], dice)


def _names(peoples: Sequence[Mapping[str, str]]) -> list[tuple[str, str, str, str]]:
    """(full, given, family, how it is written in an address) of every pair of names."""
    found = []
    for people in peoples:
        given, family = split(people["given"]), split(people["family"])
        latin = [split(part) for part in people["latin"].split(";")] if "latin" in people else [given, family]
        for first, plain in zip(given, latin[0], strict=True):
            for last, ending in zip(family, latin[1], strict=True):
                both = (last, first) if people.get("order") == "family" else (first, last)
                full = " ".join(part for part in both if part)
                found.append((full, first, last, slug(f"{plain} {ending}")))
    return found


def _firms(words: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Names of firms with the titles they have."""
    firms, stems = words["firms"], split(words["firms"]["stems"])
    kinds = [(ending, split(titles)) for trade, titles in words["trades"].items() for ending in split(firms[trade])]
    return [(f"{stems[(n * 5 + m) % len(stems)]} {e}", t) for n, (e, t) in enumerate(kinds) for m in range(4)]


def _citizen(
    n: int,
    role: Role,
    name: tuple[str, str, str, str],
    firms: Sequence[tuple[str, list[str]]],
    dice: random.Random,
    today: date,
) -> Citizen:
    full, given, family, written = name
    firm, titles = dice.choice(firms)
    home = slug(firm.replace("&", "")).replace(".", "-")
    known = role in (Role.FRIEND, Role.MET)
    in_book = known or dice.random() < (0.5 if role in (Role.PEN, Role.MINE) else 0.2)
    on_list = dice.random() < 0.85 or not (in_book or role is Role.PEN)
    return Citizen(
        n,
        role,
        full,
        given,
        family,
        email=f"{written}@{home}.example" if dice.random() < 0.8 else f"{written}@example.org",
        phone=f"+49 30 23125 {n:03d}",
        url=f"https://people.example.org/in/{written.replace('.', '-')}-{n}",
        firm=firm,
        title=dice.choice(titles),
        in_book=in_book,
        on_list=on_list,
        mail_on_list=dice.random() < (0.96 if in_book or role is Role.PEN else 0.1),
        since=today - timedelta(days=dice.randrange(40, 3000)),
    )


def _with_words(one: Citizen, words: Mapping[str, Any], dice: random.Random) -> Citizen:
    noted = one.role in (Role.FRIEND, Role.MET) and dice.random() < 0.7
    born = dice.random() < 0.3
    return replace(
        one,
        note=dice.choice(split(words["words"]["notes"])) if noted else "",
        birthday=f"19{dice.randrange(55, 99)}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 28):02d}" if born else "",
    )


def _grouped(town: list[Citizen], dice: random.Random) -> list[Citizen]:
    """Who belongs to the breakfast club, the chamber and the reading circle; who lately changed jobs."""
    known = [one.n for one in town if one.role in (Role.FRIEND, Role.MET)]
    members = {"breakfast": set(dice.sample(known, 22)), "chamber": set(dice.sample(known, 40))}
    members["reading"] = set(dice.sample(known[:40], 9))
    movers = {2, 9, *dice.sample(range(30, SIZE), 12)}
    return [_settled(one, members, one.n in movers, town) for one in town]


def _settled(one: Citizen, members: Mapping[str, set[int]], moved: bool, town: Sequence[Citizen]) -> Citizen:
    groups = tuple(name for name, those in members.items() if one.n in those)
    if not moved:
        return replace(one, groups=groups)
    other = town[(one.n + 57) % len(town)]
    return replace(one, groups=groups, on_list=True, before=(other.firm, other.title))
