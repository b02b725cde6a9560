"""Which facts make two descriptions one person for certain, which are worth a question, and which forbid it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from mensch.core.identity_blocking import birthdays_agree
from mensch.core.identity_facts import Facts
from mensch.core.names import Agreement, alike_names, compare, given_agrees, other_script, parse
from mensch.core.people_words import ROLES
from mensch.core.reasons import Reason, because
from mensch.core.records import Name

Alike = Callable[[str, str], float]

# Hosts (and path starts) where one page is one person.
_PROFILES = re.compile(
    r"(linkedin\.com/in/|xing\.com/profile/|github\.com/|gitlab\.com/|x\.com/|twitter\.com/|facebook\.com/|instagram\.com/"
    r"|orcid\.org/|bsky\.app/profile/|[^/]+/@)[^/]+$"
)
_NOT_A_NAME = re.compile(
    r"(github|gitlab|x|twitter|facebook|instagram)\.com/(orgs|groups|pages|company|home|about|login)$"
)


class Why(StrEnum):
    """Why two are joined, or asked about, or left."""

    SAME_KEY = "same-key"
    SAME_EMAIL = "same-email"
    SAME_PHONE = "same-phone"
    SAME_URL = "same-url"
    SAME_NAME_AND_COMPANY = "same-name-and-company"
    SAME_NAME_AND_BIRTHDAY = "same-name-and-birthday"
    SAME_NAME_AND_PLACE = "same-name-and-place"
    SAME_NAME_AND_HOST = "same-name-and-host"
    SAME_NAME = "same-name"
    ALIKE_NAME_SAME_COMPANY = "alike-name-same-company"
    ALIKE_NAME_SAME_HOST = "alike-name-same-host"
    ALIKE_NAME_SAME_PLACE = "alike-name-same-place"
    ALIKE_NAME_SAME_BIRTHDAY = "alike-name-same-birthday"
    IS_LIST = "is-list"
    IS_FIRM = "is-firm"
    IS_YOURSELF = "is-yourself"
    IS_EMPTY = "is-empty"
    IS_NEW = "is-new"


def is_profile(url: str) -> bool:
    """Whether a folded URL is one person's page on a platform, not a firm's site."""
    return bool(_PROFILES.fullmatch(url)) and not _NOT_A_NAME.fullmatch(url)


def is_role(email: str) -> bool:
    """Whether a desk and no one person sits behind a mail address (info@, office@, reply+abc@)."""
    local = re.sub(r"[._-]|\d+$", "", email.partition("@")[0].partition("+")[0])
    return local in ROLES or local.startswith(("noreply", "donotreply", "reply", "bounce"))


def contradict(a: Facts, b: Facts) -> bool:
    """Whether a fact forbids that both are one person: another birthday, another LinkedIn page."""
    mine, theirs = ({u for u in f.urls if u.startswith("linkedin.com/in/")} for f in (a, b))
    return bool(mine and theirs and not mine & theirs) or not birthdays_agree(a.birthday, b.birthday)


def certain(a: Facts, b: Facts, shared: Callable[[str], bool]) -> Reason | None:
    """Why both are one person without asking, or None. `shared` tells which mail addresses several people use."""
    if not (a.emails & b.emails or a.phones & b.phones or a.urls & b.urls) or contradict(a, b):
        return None
    agree = compare(a.name, b.name)
    if agree is Agreement.DIFFERENT:
        return None
    if urls := sorted(u for u in a.urls & b.urls if is_profile(u)):
        return because(Why.SAME_URL, url=urls[0])
    emails = sorted(a.emails & b.emails)
    if emails and not parse(a.name) and not parse(b.name):
        return because(Why.SAME_EMAIL, email=emails[0], name=agree.value)
    if not _one_book_is_sure(a, b, agree) or _generation_in_doubt(a.name, b.name):
        return None
    if emails := [e for e in emails if not shared(e) and not is_role(e)]:
        return because(Why.SAME_EMAIL, email=emails[0], name=agree.value)
    if agree is Agreement.SAME and is_full(a.name) and (phones := sorted(a.phones & b.phones)):
        return because(Why.SAME_PHONE, phone=phones[0])
    return None


def _one_book_is_sure(a: Facts, b: Facts, agree: Agreement) -> bool:
    """Whoever wrote two cards in one book may have meant two people, unless the names are the same."""
    return agree is Agreement.SAME or not a.books & b.books


def _generation_in_doubt(a: Name, b: Name) -> bool:
    """'Robert King' beside 'Robert King Jr.' at one address: father or son."""
    return {p.generation for p in parse(a)} != {p.generation for p in parse(b)} and bool(parse(a) and parse(b))


def is_full(name: Name) -> bool:
    """Whether a name has two words that are no initials, so that it names somebody."""
    return any(p.full for p in parse(name))


def _names_somebody(a: Name, b: Name) -> bool:
    """Whether one name is full and the other at least an initial with a family name."""
    longest = [max((len(p.words) for p in parse(n)), default=0) for n in (a, b)]
    return (is_full(a) and (is_full(b) or longest[1] > 1)) or (is_full(b) and longest[0] > 1)


def likely(a: Facts, b: Facts, alike: Alike, *, unique: bool) -> Reason | None:
    """Why both may be one person, a question, or None. `unique`: nobody else here bears either name."""
    agree = compare(a.name, b.name)
    reason = _by_address(a, b, agree, alike)
    if reason or contradict(a, b) or not _names_somebody(a.name, b.name):
        return reason
    if agree is Agreement.DIFFERENT:
        return _by_likeness(a, b, alike)
    return _by_name(a, b, agree, unique=unique)


def _by_address(a: Facts, b: Facts, agree: Agreement, alike: Alike) -> Reason | None:
    """A shared address and a name that could be the same, but for marriage, a slip, or another script."""
    emails, phones, urls = sorted(a.emails & b.emails), sorted(a.phones & b.phones), sorted(a.urls & b.urls)
    if not (emails or phones or urls):
        return None
    near = agree is not Agreement.DIFFERENT or given_agrees(a.name, b.name) or other_script(a.name, b.name)
    if not near and not alike_names(a.name, b.name, alike):
        return None
    names = {"name": agree.value}
    if emails and not (is_role(emails[0]) and agree is Agreement.UNSAID):
        return because(Why.SAME_EMAIL, email=emails[0], **names)
    if phones and agree is not Agreement.UNSAID:
        return because(Why.SAME_PHONE, phone=phones[0], **names)
    pages = [u for u in urls if is_profile(u) or agree is Agreement.SAME]
    return because(Why.SAME_URL, url=pages[0], **names) if pages else None


def _common(a: Facts, b: Facts) -> Iterator[tuple[Why, Why, str]]:
    """What both share besides name and address: the codes with the same name and with an alike one, and the fact."""
    yield from ((Why.SAME_NAME_AND_COMPANY, Why.ALIKE_NAME_SAME_COMPANY, x) for x in sorted(a.firms & b.firms))
    yield from ((Why.SAME_NAME_AND_HOST, Why.ALIKE_NAME_SAME_HOST, x) for x in sorted(a.hosts & b.hosts))
    yield from ((Why.SAME_NAME_AND_PLACE, Why.ALIKE_NAME_SAME_PLACE, x) for x in sorted(a.houses & b.houses))
    yield from ((Why.SAME_NAME_AND_BIRTHDAY, Why.ALIKE_NAME_SAME_BIRTHDAY, x) for x in sorted(a.days & b.days))


def _by_name(a: Facts, b: Facts, agree: Agreement, *, unique: bool) -> Reason | None:
    for same, near, shared in _common(a, b):
        if agree is Agreement.SAME:
            return because(same if unique else Why.SAME_NAME, shared=shared, name=agree.value)
        return because(near, shared=shared, name=agree.value)
    if unique and is_full(a.name) and is_full(b.name) and not a.books & b.books:
        return because(Why.SAME_NAME, name=agree.value)
    return None


def _by_likeness(a: Facts, b: Facts, alike: Alike) -> Reason | None:
    for _, near, shared in _common(a, b):
        return because(near, shared=shared) if alike_names(a.name, b.name, alike) else None
    return None


def household(a: Name, b: Name) -> bool:
    """Whether one address under both names is two people's: other names, unless only the family name is another."""
    if compare(a, b) is not Agreement.DIFFERENT or other_script(a, b):
        return False
    return not given_agrees(a, b) or any(x.words[-1] & y.words[-1] for x in parse(a) for y in parse(b))
