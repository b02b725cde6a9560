"""Who is who: folding names, firms and addresses so that they can be compared. What is shown is never folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from mensch.core.people_words import DEGREES, GENERATIONS, LEGAL_FORMS, PARTICLES, TITLES
from mensch.core.records import Name, Post

# Letters that Unicode decomposition leaves alone but people type without.
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_LAST_WITH_LOOSE_MARKS = "\u08ff"  # Latin to Arabic: marks people leave out; in later scripts they are vowels
_BREAK = re.compile(r"[\W_]+")
_PLAIN_URL = re.compile(r"(?:https?://)?([a-z0-9.-]+)((?:/[a-z0-9._~/-]*)?)")
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")


def fold(text: str) -> str:
    """Lower case, without accents, single blanks: 'Łukasz  Ćwik' becomes 'lukasz cwik'. Vowel signs of India stay."""
    if text.isascii():
        return _BREAK.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    kept = "".join(c if c.isalnum() else _mark(c) for c in plain)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _mark(char: str) -> str:
    if unicodedata.combining(char) and char <= _LAST_WITH_LOOSE_MARKS:
        return ""
    return char if unicodedata.category(char).startswith("M") else " "


def email_key(value: str) -> str:
    """A mail address for comparison, or '' when there is none. Providers' own rules (dots, +tags) are left alone."""
    text = value.strip().strip("<>").casefold().removeprefix("mailto:")
    name, at, host = text.rpartition("@")
    return f"{name}@{host.rstrip('.')}" if at and name and host and " " not in text else ""


def _host_and_path(text: str) -> tuple[str, str]:
    if text.isascii() and (found := _PLAIN_URL.fullmatch(text.lower())):
        return found[1].removeprefix("www."), found[2].rstrip("/")
    text = unquote(text)
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:
        return "", ""
    return parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/").casefold()


def url_key(value: str) -> str:
    """A profile URL for comparison: percent-decoded, lower case, without scheme, 'www.', query and trailing slash.

    LinkedIn's country hosts and language endings are taken off: de.linkedin.com/in/ada/en is linkedin.com/in/ada.
    """
    host, path = _host_and_path(value.strip())
    if host.endswith(".linkedin.com") and path.startswith("/in/"):
        host = "linkedin.com"
    if host == "linkedin.com" and path.startswith("/in/"):
        path = "/".join(path.split("/")[:3])
    return f"{host}{path}" if "." in host else ""


def in_reading_order(text: str) -> str:
    """'Berg, Jan van der' is read as 'Jan van der Berg'; endings after a comma ('Long, Ph.D.') stay at the end."""
    if "," not in text:
        return text
    parts = [p.strip() for p in text.split(",") if p.strip()]
    names = [p for p in parts if not _is_ending(p)]
    endings = [p for p in parts if _is_ending(p)]
    if len(names) == 2:
        names.reverse()
    return " ".join((*names, *endings))


def _is_ending(part: str) -> bool:
    words = fold(part.replace(".", "")).split()
    return all(w in GENERATIONS or w in DEGREES or w in TITLES for w in words)


def split_name(text: str) -> tuple[list[str], str]:
    """The folded words of a name in reading order without titles and degrees; its generation ('jr', 'ii', '').

    At least one word of what is there stays: 'Dr. Who' is 'who', 'Junior' is 'junior'.
    """
    bare = in_reading_order(text).translate(_APOSTROPHES).replace("Ph.D", "PhD").replace("M.D.", "MD")
    words, generation = fold(bare).split(), ""
    while len(words) > 1 and words[0] in TITLES:
        del words[0]
    while len(words) > 2 and words[-1] in DEGREES:
        words.pop()
    for at in range(len(words) - 1, 0, -1):  # not only at the end: 'O'Neil, Eve Jr.' has it before the family name
        if len(words) > 2 and words[at] in GENERATIONS:
            generation = GENERATIONS[words.pop(at)]
    return words, generation


def fold_name(text: str) -> str:
    """A name for comparison: reading order, no titles, degrees, generation: 'O’Neil, Dr. Eve Jr.' is 'eve oneil'."""
    words, _ = split_name(text)
    return " ".join(words)


def fold_company(text: str) -> str:
    """A firm for comparison, without legal form: 'ARCO GmbH & Co. KG', 'Arco S.p.A.', 'The Arco Inc' are all 'arco'."""
    text = fold(text.replace(".", "").replace("/", ""))
    words = text.removesuffix(" sp z oo").removesuffix(" de cv").split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def sort_key(name: Name) -> str:
    """Where a name stands in a list: by family name, without particles in front, where the source says which it is.

    Otherwise by the text as it stands, for a split on blanks would be a guess.
    """
    if not name.family:
        return fold_name(name.full) if "," not in name.full else fold(name.full)
    words = fold(name.family.translate(_APOSTROPHES)).split()
    while len(words) > 1 and words[0] in PARTICLES and not name.family[:1].isupper():
        words.append(words.pop(0))
    return " ".join((*words, fold(name.given), fold(name.additional))).strip()


def initials(name: Name) -> str:
    """One or two letters to stand for a picture: of given and family name if said, else of the first and last word."""
    if name.given and name.family:
        words = [name.given, name.family]
    else:
        words = [w for w in in_reading_order(name.full).split() if fold(w) not in TITLES and fold(w) not in GENERATIONS]
    ends = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(next((c for c in w if c.isalnum()), "") for w in ends).upper()


class ChangeKind(StrEnum):
    NEW_JOB = "new-job"
    NEW_TITLE = "new-title"
    LEFT = "left"


class Change(NamedTuple):
    """What is different about somebody's work, in the source's own words."""

    kind: ChangeKind
    org: str
    title: str = ""
    was_org: str = ""
    was_title: str = ""


def changes(old: Sequence[Post], new: Sequence[Post]) -> list[Change]:
    """What changed between two tellings of ONE source: a new firm, a new title in the same firm, or a firm left.

    Only posts without an end count. A firm written with another legal form or case is the same firm.
    """
    before, after = _current(old), _current(new)
    gone = [p for key, p in before.items() if key not in after]
    found = [
        Change(ChangeKind.NEW_TITLE, p.org, p.title, before[key].org, before[key].title)
        for key, p in after.items()
        if key in before and p.title and fold(p.title) != fold(before[key].title)
    ]
    for post in (p for key, p in after.items() if key not in before):
        was = gone.pop(0) if gone else Post("")
        found.append(Change(ChangeKind.NEW_JOB, post.org, post.title, was.org, was.title))
    return found + [Change(ChangeKind.LEFT, p.org, p.title) for p in gone]


def _current(posts: Iterable[Post]) -> dict[str, Post]:
    return {fold_company(p.org): p for p in reversed(list(posts)) if p.org and not p.until}
